#ifndef XWSSE_PHP_TOKEN_H
#define XWSSE_PHP_TOKEN_H

#include "../php_xwsse.h"

/* The header that is the scheme's own. */
#define XWSSE_HEADER "X-WSSE"

/* A new UsernameToken, which owns the handle. */
zend_object *xwsse_token_object(xwsse_token *token);

/* `['Authorization' => …, 'X-WSSE' => …]`; takes both strings over. */
void xwsse_headers_array(zval *headers, zend_string *authorization, zend_string *header);

/* `['Authorization: …', 'X-WSSE: …']`; takes both strings over. */
void xwsse_header_lines_array(zval *lines, zend_string *authorization, zend_string *header);

#endif
