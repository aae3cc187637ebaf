#ifndef XWSSE_PHP_LOOK_UP_H
#define XWSSE_PHP_LOOK_UP_H

#include "php_xwsse.h"

/* Who has which secrets: a table, or a function of PHP that looks them up. */
typedef struct {
    HashTable *table; /* NULL when there is a function */
    zval function;    /* a closure, or undefined when there is a table */
} xwsse_look_up;

/* Of the argument #1 of a verifier; false with an exception. */
bool xwsse_look_up_init(xwsse_look_up *look_up, zval *secrets);
void xwsse_look_up_free(xwsse_look_up *look_up);

/* What a look-up found, kept while it is in use. */
typedef struct {
    zval answer;  /* as it was returned, or undefined */
    zval copy;    /* of what it returned as string or array */
    zval *secrets; /* NULL for nobody */
    zend_string *username;
} xwsse_found_secrets;

/* Asks the function, or the table; false with an exception. */
bool xwsse_look_up_find(xwsse_look_up *look_up, xwsse_slice username, xwsse_found_secrets *found);
void xwsse_found_secrets_free(xwsse_found_secrets *found);

/* An xwsse_secrets_fn, whose context is the table of a look-up. */
int32_t xwsse_look_up_in_table(void *table, xwsse_slice username, xwsse_found *found);

#endif
