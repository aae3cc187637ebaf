#ifndef XWSSE_PHP_CLAIMS_H
#define XWSSE_PHP_CLAIMS_H

#include "php_xwsse.h"

/* A new Claims object, which owns `authenticated`, that the claims belong to. */
zend_object *xwsse_claims_object(xwsse_authenticated *authenticated, const xwsse_claims *claims);

/* What it was made of. */
xwsse_authenticated *xwsse_claims_owner(zend_object *claims);
const xwsse_claims *xwsse_claims_handle(zend_object *claims);

#endif
