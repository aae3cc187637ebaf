#ifndef XWSSE_PHP_VALUES_H
#define XWSSE_PHP_VALUES_H

#include "php_xwsse.h"

/* All values that a request has for a header, as libxwsse takes them. */
typedef struct {
    xwsse_slice *slices;
    size_t count;
    xwsse_slice room[4];
} xwsse_values;

/* Of a list or a text, or of NULL for both, which must live as long; false with an exception, about the argument #1. */
bool xwsse_values_init(xwsse_values *values, HashTable *list, const zend_string *text);
void xwsse_values_free(xwsse_values *values);

#endif
