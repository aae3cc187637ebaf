/* Xwsse\Signer */

#include "dialect.h"
#include "../errors.h"
#include "../instant.h"
#include "token.h"

typedef struct {
    xwsse_signer *handle;
    zend_object std;
} signer_object;

/* The places of the properties in the stub. */
enum { SIGNER_USERNAME, SIGNER_DIALECT };

static zend_object_handlers handlers;

static zend_object *create(zend_class_entry *class_entry)
{
    return XWSSE_NEW(signer_object, class_entry, &handlers);
}

static void free_object(zend_object *object)
{
    xwsse_signer_free(XWSSE_OF(signer_object, object)->handle);
    zend_object_std_dtor(object);
}

#define SELF XWSSE_OF(signer_object, Z_OBJ_P(ZEND_THIS))

ZEND_METHOD(Xwsse_Signer, __construct)
{
    zend_string *username, *secret, *dialect_text = NULL;
    zend_object *given_dialect = NULL;
    ZEND_PARSE_PARAMETERS_START(2, 3)
        Z_PARAM_STR(username)
        Z_PARAM_STR(secret)
        Z_PARAM_OPTIONAL
        Z_PARAM_DIALECT(given_dialect, dialect_text)
    ZEND_PARSE_PARAMETERS_END();

    signer_object *self = SELF;
    if (!xwsse_first_call(self->handle == NULL)) {
        RETURN_THROWS();
    }
    zend_object *dialect = xwsse_dialect_of_argument(given_dialect, dialect_text);
    if (dialect == NULL) {
        RETURN_THROWS();
    }
    xwsse_status status = xwsse_signer_new(ZSTR_VAL(username), ZSTR_LEN(username), ZSTR_VAL(secret), ZSTR_LEN(secret),
        xwsse_dialect_handle(dialect), &self->handle);
    if (status != XWSSE_OK) {
        OBJ_RELEASE(dialect);
        xwsse_throw_text(status, XWSSE_USERNAME_UNUSABLE);
        RETURN_THROWS();
    }
    XWSSE_SET_STR(&self->std, SIGNER_USERNAME, zend_string_copy(username));
    ZVAL_OBJ(OBJ_PROP_NUM(&self->std, SIGNER_DIALECT), dialect);
}

/* A fresh header value; NULL with an exception. */
static zend_string *fresh_header(const signer_object *self)
{
    char buffer[XWSSE_HEADER_CAPACITY];
    size_t len = 0;
    xwsse_status status = xwsse_signer_sign(self->handle, buffer, sizeof buffer, &len);
    if (status != XWSSE_OK) {
        xwsse_throw(status);
        return NULL;
    }
    return zend_string_init(buffer, len, false);
}

ZEND_METHOD(Xwsse_Signer, sign)
{
    ZEND_PARSE_PARAMETERS_NONE();
    xwsse_token *token = NULL;
    xwsse_status status = xwsse_signer_token(SELF->handle, &token);
    if (status != XWSSE_OK) {
        xwsse_throw(status);
        RETURN_THROWS();
    }
    RETURN_OBJ(xwsse_token_object(token));
}

ZEND_METHOD(Xwsse_Signer, header)
{
    ZEND_PARSE_PARAMETERS_NONE();
    zend_string *header = fresh_header(SELF);
    if (header == NULL) {
        RETURN_THROWS();
    }
    RETURN_STR(header);
}

/* The value of `Authorization` that goes with each token. */
static zend_string *authorization_of(const signer_object *self)
{
    zend_object *dialect = Z_OBJ_P(OBJ_PROP_NUM(&self->std, SIGNER_DIALECT));
    return zend_string_copy(Z_STR_P(OBJ_PROP_NUM(dialect, DIALECT_AUTHORIZATION)));
}

ZEND_METHOD(Xwsse_Signer, headers)
{
    ZEND_PARSE_PARAMETERS_NONE();
    zend_string *header = fresh_header(SELF);
    if (header == NULL) {
        RETURN_THROWS();
    }
    xwsse_headers_array(return_value, authorization_of(SELF), header);
}

ZEND_METHOD(Xwsse_Signer, headerLines)
{
    ZEND_PARSE_PARAMETERS_NONE();
    zend_string *header = fresh_header(SELF);
    if (header == NULL) {
        RETURN_THROWS();
    }
    xwsse_header_lines_array(return_value, authorization_of(SELF), header);
}

ZEND_METHOD(Xwsse_Signer, headerNames)
{
    ZEND_PARSE_PARAMETERS_NONE();
    array_init_size(return_value, 1);
    add_next_index_string(return_value, XWSSE_HEADER);
}

ZEND_METHOD(Xwsse_Signer, authorization)
{
    ZEND_PARSE_PARAMETERS_NONE();
    if (SELF->handle == NULL) {
        xwsse_throw(XWSSE_NULL_ARGUMENT);
        RETURN_THROWS();
    }
    RETURN_STR(authorization_of(SELF));
}

ZEND_METHOD(Xwsse_Signer, signWith)
{
    zend_object *created;
    zend_string *nonce;
    ZEND_PARSE_PARAMETERS_START(2, 2)
        Z_PARAM_OBJ_OF_CLASS(created, php_date_get_interface_ce())
        Z_PARAM_STR(nonce)
    ZEND_PARSE_PARAMETERS_END();

    xwsse_time time;
    if (!xwsse_instant_of_php(created, &time)) {
        RETURN_THROWS();
    }
    xwsse_token *token = NULL;
    xwsse_status status = xwsse_signer_token_with(SELF->handle, &time, ZSTR_VAL(nonce), ZSTR_LEN(nonce), &token);
    if (status != XWSSE_OK) {
        xwsse_throw(status == XWSSE_TIME_INVALID ? XWSSE_CREATED_OUT_OF_RANGE : status);
        RETURN_THROWS();
    }
    RETURN_OBJ(xwsse_token_object(token));
}

static void return_offset(const signer_object *self, zval *return_value)
{
    int64_t millis = 0;
    xwsse_status status = xwsse_signer_clock_offset(self->handle, &millis);
    if (status != XWSSE_OK) {
        xwsse_throw(status);
        RETURN_THROWS();
    }
    RETURN_LONG((zend_long)millis);
}

ZEND_METHOD(Xwsse_Signer, clockOffsetMillis)
{
    ZEND_PARSE_PARAMETERS_NONE();
    return_offset(SELF, return_value);
}

ZEND_METHOD(Xwsse_Signer, setClockOffsetMillis)
{
    zend_long millis;
    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_LONG(millis)
    ZEND_PARSE_PARAMETERS_END();

    xwsse_status status = xwsse_signer_set_clock_offset(SELF->handle, millis);
    if (status != XWSSE_OK) {
        xwsse_throw(status);
        RETURN_THROWS();
    }
    return_offset(SELF, return_value);
}

ZEND_METHOD(Xwsse_Signer, learnClockOffset)
{
    zend_string *date;
    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_STR(date)
    ZEND_PARSE_PARAMETERS_END();

    int64_t millis = 0;
    xwsse_status status = xwsse_signer_learn_clock_offset(SELF->handle, ZSTR_VAL(date), ZSTR_LEN(date), &millis);
    if (status != XWSSE_OK) {
        xwsse_throw_text(status, XWSSE_DATE_INVALID);
        RETURN_THROWS();
    }
    RETURN_LONG((zend_long)millis);
}

void xwsse_init_signer(zend_class_entry *class_entry)
{
    class_entry->create_object = create;
    XWSSE_HANDLERS(signer_object, handlers, free_object);
}
