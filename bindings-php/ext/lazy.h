#ifndef XWSSE_PHP_LAZY_H
#define XWSSE_PHP_LAZY_H

#include "php_xwsse.h"

/*
 * Properties that are instants, and become a DateTimeImmutable when somebody looks at them: to make one costs as much
 * as the whole verification does.
 */
typedef struct {
    uint32_t first_slot; /* of the properties, in the order of the stub */
    uint32_t waiting;    /* how many of them are not made yet, from first_slot */
    xwsse_time instants[3];
} xwsse_lazy;

/* Every struct with these handlers ends with an xwsse_lazy and its zend_object. */
#define XWSSE_IS_LAZY(TYPE)                                                                                            \
    _Static_assert(XtOffsetOf(TYPE, std) == XtOffsetOf(TYPE, lazy) + sizeof(xwsse_lazy), "lazy stands before std")

/* Stands directly before the zend_object, in every object with these handlers. */
static zend_always_inline xwsse_lazy *xwsse_lazy_of(zend_object *object)
{
    return (xwsse_lazy *)((char *)object - sizeof(xwsse_lazy));
}

/* The handlers of a class, in whose struct `before` bytes stand before the zend_object. */
void xwsse_lazy_handlers(zend_object_handlers *handlers, size_t before);

/* Makes what is waiting. */
void xwsse_lazy_finish(zend_object *object);

#endif
