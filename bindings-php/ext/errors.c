/* WsseException, RejectedException, SignException. */

#include "errors.h"

enum { LAST_REJECTION = 99, LAST_SIGN_ERROR = 199 };

/* Only this extension sets it, so that the reason can be read-only for all who extend the class. */
static void set_reason(zend_object *exception, zend_string *reason)
{
    zend_update_property_str(xwsse_ce_wsse_exception, exception, ZEND_STRL("reason"), reason);
}

static void set_code(zend_object *exception, zend_long code)
{
    zend_update_property_long(zend_ce_exception, exception, ZEND_STRL("code"), code);
}

static void set_message(zend_object *exception, zend_string *message)
{
    zend_update_property_str(zend_ce_exception, exception, ZEND_STRL("message"), message);
}

static void set_previous(zend_object *exception, zval *previous)
{
    if (previous != NULL) {
        zend_update_property(zend_ce_exception, exception, ZEND_STRL("previous"), previous);
    }
}

/* `created_stale: Created is older than the window; …` */
static zend_string *message_of(xwsse_status status)
{
    return strpprintf(0, "%s: %s", xwsse_status_code(status), xwsse_status_text(status));
}

static void init_of_status(zend_object *exception, xwsse_status status)
{
    const char *code = xwsse_status_code(status);
    zend_string *reason = zend_string_init(code, strlen(code), 0);
    zend_string *message = message_of(status);
    set_reason(exception, reason);
    set_message(exception, message);
    set_code(exception, status);
    zend_string_release(reason);
    zend_string_release(message);
}

/* Whether PHP is leaving: by exit(), or because nobody waits for a fiber any more. */
static bool is_leaving(void)
{
    return EG(exception) != NULL && (zend_is_unwind_exit(EG(exception)) || zend_is_graceful_exit(EG(exception)));
}

static void throw_coded(zend_class_entry *class_entry, xwsse_status status)
{
    if (is_leaving()) {
        return;
    }
    zval exception;
    object_init_ex(&exception, class_entry);
    init_of_status(Z_OBJ(exception), status);
    zend_throw_exception_object(&exception);
}

void xwsse_throw(xwsse_status status)
{
    if (status <= LAST_REJECTION) {
        throw_coded(xwsse_ce_rejected_exception, status);
    } else if (status <= LAST_SIGN_ERROR) {
        throw_coded(xwsse_ce_sign_exception, status);
    } else if (status == XWSSE_TIME_INVALID) {
        zend_value_error("The time is beyond the calendar");
    } else {
        zend_throw_error(NULL, "%s: %s", xwsse_status_code(status), xwsse_status_text(status));
    }
}

void xwsse_throw_text(xwsse_status status, xwsse_status not_text)
{
    xwsse_throw(status == XWSSE_TEXT_INVALID ? not_text : status);
}

bool xwsse_first_call(bool is_first)
{
    if (!is_first) {
        zend_throw_error(NULL, "The constructor cannot be called twice");
    }
    return is_first;
}

/* The status with this code in a range of numbers; XWSSE_OK when there is none. */
static xwsse_status status_of(const zend_string *code, xwsse_status first, xwsse_status last)
{
    for (xwsse_status status = first; status <= last; status++) {
        const char *known = xwsse_status_code(status);
        if (known != NULL && xwsse_string_is(code, known)) {
            return status;
        }
    }
    return XWSSE_OK;
}

ZEND_METHOD(Xwsse_WsseException, __construct)
{
    zend_string *reason, *message = zend_empty_string;
    zend_long code = 0;
    zval *previous = NULL;
    ZEND_PARSE_PARAMETERS_START(1, 4)
        Z_PARAM_STR(reason)
        Z_PARAM_OPTIONAL
        Z_PARAM_STR(message)
        Z_PARAM_LONG(code)
        Z_PARAM_OBJECT_OF_CLASS_OR_NULL(previous, zend_ce_throwable)
    ZEND_PARSE_PARAMETERS_END();

    zend_object *self = Z_OBJ_P(ZEND_THIS);
    set_reason(self, reason);
    if (!EG(exception)) {
        set_message(self, message);
        set_code(self, code);
        set_previous(self, previous);
    }
}

static void construct_coded(INTERNAL_FUNCTION_PARAMETERS, xwsse_status first, xwsse_status last, const char *what)
{
    zend_string *reason;
    zval *previous = NULL;
    ZEND_PARSE_PARAMETERS_START(1, 2)
        Z_PARAM_STR(reason)
        Z_PARAM_OPTIONAL
        Z_PARAM_OBJECT_OF_CLASS_OR_NULL(previous, zend_ce_throwable)
    ZEND_PARSE_PARAMETERS_END();

    zend_object *self = Z_OBJ_P(ZEND_THIS);
    xwsse_status status = status_of(reason, first, last);
    if (status == XWSSE_OK) {
        zend_argument_value_error(1, "must be the code of a %s", what);
        RETURN_THROWS();
    }
    zval room;
    zval *known = zend_read_property(xwsse_ce_wsse_exception, self, ZEND_STRL("reason"), /* silent */ true, &room);
    if (xwsse_first_call(Z_TYPE_P(known) != IS_STRING)) {
        init_of_status(self, status);
        set_previous(self, previous);
    }
}

ZEND_METHOD(Xwsse_RejectedException, __construct)
{
    construct_coded(INTERNAL_FUNCTION_PARAM_PASSTHRU, XWSSE_HEADER_MISSING, LAST_REJECTION, "rejection");
}

ZEND_METHOD(Xwsse_SignException, __construct)
{
    construct_coded(INTERNAL_FUNCTION_PARAM_PASSTHRU, XWSSE_USERNAME_UNUSABLE, LAST_SIGN_ERROR, "sign error");
}

static xwsse_status status_of_exception(zend_object *exception)
{
    zval room;
    return (xwsse_status)zval_get_long(
        zend_read_property(zend_ce_exception, exception, ZEND_STRL("code"), /* silent */ true, &room));
}

ZEND_METHOD(Xwsse_RejectedException, getStatus)
{
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_LONG(xwsse_status_http(status_of_exception(Z_OBJ_P(ZEND_THIS))));
}

ZEND_METHOD(Xwsse_RejectedException, challenge)
{
    zend_string *realm;
    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_STR(realm)
    ZEND_PARSE_PARAMETERS_END();

    if (xwsse_status_http(status_of_exception(Z_OBJ_P(ZEND_THIS))) != 401) {
        RETURN_NULL();
    }
    /* The challenge is the realm and some words. */
    zend_string *challenge = zend_string_alloc(ZSTR_LEN(realm) + 128, false);
    xwsse_status status = xwsse_challenge(
        ZSTR_VAL(realm), ZSTR_LEN(realm), ZSTR_VAL(challenge), ZSTR_LEN(challenge) + 1, &ZSTR_LEN(challenge));
    if (status != XWSSE_OK) {
        zend_string_efree(challenge);
        if (status == XWSSE_TEXT_INVALID) {
            zend_argument_value_error(1, "must be UTF-8");
        } else {
            xwsse_throw(status);
        }
        RETURN_THROWS();
    }
    RETURN_STR(challenge);
}
