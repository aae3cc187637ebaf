#ifndef XWSSE_PHP_AUTHENTICATED_H
#define XWSSE_PHP_AUTHENTICATED_H

#include "php_xwsse.h"

/*
 * Claims a token in a store, at this time or now for NULL, and returns the identity; NULL with an exception. It takes
 * `authenticated` over.
 */
xwsse_identity *xwsse_authenticated_claim_in(
    xwsse_authenticated *authenticated, zend_object *store, const xwsse_time *now);

#endif
