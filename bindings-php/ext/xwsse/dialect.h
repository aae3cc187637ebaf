#ifndef XWSSE_PHP_DIALECT_H
#define XWSSE_PHP_DIALECT_H

#include "../php_xwsse.h"

/* The place of a property in the stub. */
enum { DIALECT_NAME = 0, DIALECT_AUTHORIZATION = 12 };

/* For a parameter `Dialect|string $dialect = 'penneo'`: NULL for both is the default. */
#define Z_PARAM_DIALECT(object, text) Z_PARAM_OBJ_OF_CLASS_OR_STR(object, xwsse_ce_dialect, text)

/* A reference to the Dialect that was given as an object or a text; NULL with an exception when it is none. */
zend_object *xwsse_dialect_of_argument(zend_object *object, zend_string *text);

/* Its handle; NULL with an exception when the object was never finished. */
const xwsse_dialect *xwsse_dialect_handle(zend_object *dialect);

#endif
