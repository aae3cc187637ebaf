/* Xwsse\UsernameToken */

#include "token.h"

typedef struct {
    xwsse_token *handle;
    zend_object std;
} token_object;

/* The places of the properties in the stub. */
enum { TOKEN_USERNAME, TOKEN_PASSWORD_DIGEST, TOKEN_NONCE, TOKEN_CREATED };

static zend_object_handlers handlers;

static zend_object *create(zend_class_entry *class_entry)
{
    return XWSSE_NEW(token_object, class_entry, &handlers);
}

static void free_object(zend_object *object)
{
    xwsse_token_free(XWSSE_OF(token_object, object)->handle);
    zend_object_std_dtor(object);
}

/* A dump goes into logs, and anyone who reads a token there can use it. */
static HashTable *get_properties_for(zend_object *object, zend_prop_purpose purpose)
{
    if (purpose != ZEND_PROP_PURPOSE_DEBUG && purpose != ZEND_PROP_PURPOSE_VAR_EXPORT) {
        return zend_std_get_properties_for(object, purpose);
    }
    HashTable *shown = zend_new_array(2);
    zval *username = OBJ_PROP_NUM(object, TOKEN_USERNAME), *created = OBJ_PROP_NUM(object, TOKEN_CREATED);
    Z_TRY_ADDREF_P(username);
    Z_TRY_ADDREF_P(created);
    zend_hash_str_add_new(shown, ZEND_STRL("username"), username);
    zend_hash_str_add_new(shown, ZEND_STRL("created"), created);
    return shown;
}

zend_object *xwsse_token_object(xwsse_token *token)
{
    zend_object *object = create(xwsse_ce_username_token);
    XWSSE_OF(token_object, object)->handle = token;
    XWSSE_SET_SLICE(object, TOKEN_USERNAME, xwsse_token_username(token));
    XWSSE_SET_SLICE(object, TOKEN_PASSWORD_DIGEST, xwsse_token_password_digest(token));
    XWSSE_SET_SLICE(object, TOKEN_NONCE, xwsse_token_nonce(token));
    XWSSE_SET_SLICE(object, TOKEN_CREATED, xwsse_token_created(token));
    return object;
}

void xwsse_headers_array(zval *headers, zend_string *authorization, zend_string *header)
{
    array_init_size(headers, 2);
    add_assoc_str(headers, "Authorization", authorization);
    add_assoc_str(headers, XWSSE_HEADER, header);
}

void xwsse_header_lines_array(zval *lines, zend_string *authorization, zend_string *header)
{
    array_init_size(lines, 2);
    add_next_index_str(lines, strpprintf(0, "Authorization: %s", ZSTR_VAL(authorization)));
    add_next_index_str(lines, strpprintf(0, XWSSE_HEADER ": %s", ZSTR_VAL(header)));
    zend_string_release(authorization);
    zend_string_release(header);
}

#define SELF XWSSE_OF(token_object, Z_OBJ_P(ZEND_THIS))

/* Nobody calls it: tokens come from a signer. */
ZEND_METHOD(Xwsse_UsernameToken, __construct)
{
    ZEND_PARSE_PARAMETERS_NONE();
}

ZEND_METHOD(Xwsse_UsernameToken, header)
{
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_STR(xwsse_string(xwsse_token_header(SELF->handle)));
}

ZEND_METHOD(Xwsse_UsernameToken, headers)
{
    ZEND_PARSE_PARAMETERS_NONE();
    const xwsse_token *token = SELF->handle;
    xwsse_headers_array(
        return_value, xwsse_string(xwsse_token_authorization(token)), xwsse_string(xwsse_token_header(token)));
}

ZEND_METHOD(Xwsse_UsernameToken, headerLines)
{
    ZEND_PARSE_PARAMETERS_NONE();
    const xwsse_token *token = SELF->handle;
    xwsse_header_lines_array(
        return_value, xwsse_string(xwsse_token_authorization(token)), xwsse_string(xwsse_token_header(token)));
}

ZEND_METHOD(Xwsse_UsernameToken, apiKeys)
{
    ZEND_PARSE_PARAMETERS_NONE();
    xwsse_api_keys keys = {0};
    xwsse_token_api_keys(SELF->handle, &keys);
    array_init_size(return_value, 4);
    add_assoc_str(return_value, "key", xwsse_string(keys.key));
    add_assoc_str(return_value, "nonce", xwsse_string(keys.nonce));
    add_assoc_str(return_value, "created_at", xwsse_string(keys.created_at));
    add_assoc_str(return_value, "digest", xwsse_string(keys.digest));
}

ZEND_METHOD(Xwsse_UsernameToken, __toString)
{
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_STR(xwsse_string(xwsse_token_header(SELF->handle)));
}

void xwsse_init_token(zend_class_entry *class_entry)
{
    class_entry->create_object = create;
    XWSSE_HANDLERS(token_object, handlers, free_object);
    handlers.get_properties_for = get_properties_for;
}
