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

static void set_previous(zend_object *exception, zval *previous)
{
    if (previous != NULL) {
        zend_update_property(zend_ce_exception, exception, ZEND_STRL("previous"), previous);
    }
}

/* The message is `problem; remedy`. */
static void set_texts(zend_object *exception, zend_string *problem, zend_string *remedy)
{
    zend_update_property_str(xwsse_ce_wsse_exception, exception, ZEND_STRL("problem"), problem);
    zend_update_property_str(xwsse_ce_wsse_exception, exception, ZEND_STRL("remedy"), remedy);
    zend_string *message = strpprintf(0, "%s; %s", ZSTR_VAL(problem), ZSTR_VAL(remedy));
    zend_update_property_str(zend_ce_exception, exception, ZEND_STRL("message"), message);
    zend_string_release(message);
}

void xwsse_exception_init(zend_object *exception, xwsse_status status, const char *problem, const char *remedy)
{
    const char *texts[] = {xwsse_status_code(status), problem, remedy};
    zend_string *strings[3];
    for (int i = 0; i < 3; i++) {
        strings[i] = zend_string_init(texts[i], strlen(texts[i]), 0);
    }
    set_reason(exception, strings[0]);
    set_texts(exception, strings[1], strings[2]);
    set_code(exception, status);
    for (int i = 0; i < 3; i++) {
        zend_string_release(strings[i]);
    }
}

static void init_of_status(zend_object *exception, xwsse_status status)
{
    xwsse_exception_init(exception, status, xwsse_status_problem(status), xwsse_status_remedy(status));
}

/* Whether PHP is leaving: by exit(), or because nobody waits for a fiber any more. */
static bool is_leaving(void)
{
    return EG(exception) != NULL && (zend_is_unwind_exit(EG(exception)) || zend_is_graceful_exit(EG(exception)));
}

void xwsse_throw_problem(xwsse_status status, const char *problem)
{
    if (is_leaving()) {
        return;
    }
    zval exception;
    object_init_ex(&exception, status <= LAST_REJECTION ? xwsse_ce_rejected_exception : xwsse_ce_sign_exception);
    xwsse_exception_init(Z_OBJ(exception), status, problem, xwsse_status_remedy(status));
    zend_throw_exception_object(&exception);
}

void xwsse_throw(xwsse_status status)
{
    if (status <= LAST_SIGN_ERROR) {
        xwsse_throw_problem(status, xwsse_status_problem(status));
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
    zend_string *reason, *problem, *remedy;
    zend_long code = 0;
    zval *previous = NULL;
    ZEND_PARSE_PARAMETERS_START(3, 5)
        Z_PARAM_STR(reason)
        Z_PARAM_STR(problem)
        Z_PARAM_STR(remedy)
        Z_PARAM_OPTIONAL
        Z_PARAM_LONG(code)
        Z_PARAM_OBJECT_OF_CLASS_OR_NULL(previous, zend_ce_throwable)
    ZEND_PARSE_PARAMETERS_END();

    zend_object *self = Z_OBJ_P(ZEND_THIS);
    set_reason(self, reason);
    if (!EG(exception)) {
        set_texts(self, problem, remedy);
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

/* Nobody calls it: it comes from a text that is not a dialect. */
ZEND_METHOD(Xwsse_DialectException, __construct)
{
    ZEND_PARSE_PARAMETERS_NONE();
}
