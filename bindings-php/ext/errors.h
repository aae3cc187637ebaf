#ifndef XWSSE_PHP_ERRORS_H
#define XWSSE_PHP_ERRORS_H

#include "php_xwsse.h"

/*
 * Throws what a status stands for: a RejectedException, a SignException, or an error for the numbers of libxwsse
 * itself. An exception that is already on its way becomes the previous one, but for that of exit(), which goes on.
 */
void xwsse_throw(xwsse_status status);

/* Throws a rejection or an error of signing with another problem. */
void xwsse_throw_problem(xwsse_status status, const char *problem);

/* Sets what a new WsseException has. */
void xwsse_exception_init(zend_object *exception, xwsse_status status, const char *problem, const char *remedy);

/* The same as xwsse_throw(), where a text that is not UTF-8 is what `not_text` says. */
void xwsse_throw_text(xwsse_status status, xwsse_status not_text);

/* Whether it is a first call. A second call of a constructor throws. */
bool xwsse_first_call(bool is_first);

#endif
