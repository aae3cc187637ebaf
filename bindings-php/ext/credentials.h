#ifndef XWSSE_PHP_CREDENTIALS_H
#define XWSSE_PHP_CREDENTIALS_H

#include "php_xwsse.h"

/* What is checked is one form: a string, or a list of strings, none empty and none a reference that could change. */

/* Copies one secret or a list of them in that form; returns the one that cannot be a secret, or NULL. */
const zval *xwsse_secrets_copy(zval *copy, zval *given);

/* Throws that the secret of this subject cannot be one. */
void xwsse_throw_secret(const char *subject, const zval *faulty);

/* Copies a table of usernames and their secrets in that form; NULL with an exception. */
HashTable *xwsse_secrets_table(HashTable *given);

/* The secrets of a username in such a table; NULL for nobody. */
zval *xwsse_secrets_in(HashTable *table, const char *username, size_t username_len);

/* The secrets and the canonical name in a Credentials object. */
zval *xwsse_credentials_secrets(zend_object *credentials);
zend_string *xwsse_credentials_username(zend_object *credentials);

/* Secrets as libxwsse takes them. */
typedef struct {
    xwsse_slice *slices;
    size_t count;
    xwsse_slice room[4];
} xwsse_secret_slices;

/* Of secrets in that form, which must live as long; of NULL there are none. */
void xwsse_secret_slices_init(xwsse_secret_slices *slices, zval *secrets);
void xwsse_secret_slices_free(xwsse_secret_slices *slices);

#endif
