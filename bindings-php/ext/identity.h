#ifndef XWSSE_PHP_IDENTITY_H
#define XWSSE_PHP_IDENTITY_H

#include "php_xwsse.h"

/* A new Identity; frees the handle. */
zend_object *xwsse_identity_object(xwsse_identity *identity);

#endif
