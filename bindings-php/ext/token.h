#ifndef XWSSE_PHP_TOKEN_H
#define XWSSE_PHP_TOKEN_H

#include "php_xwsse.h"

/* A new UsernameToken, which owns the handle. */
zend_object *xwsse_token_object(xwsse_token *token);

/* `['Authorization' => …, 'X-WSSE' => …]`; takes both strings over. */
void xwsse_headers_array(zval *headers, zend_string *authorization, zend_string *header);

#endif
