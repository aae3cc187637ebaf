/* Xwsse\Dialect */

#include "zend_smart_str.h"

#include "dialect.h"
#include "../errors.h"
#include "../instant.h"

typedef struct {
    xwsse_dialect *handle;
    zend_object std;
} dialect_object;

static zend_object_handlers handlers;

static zend_object *create(zend_class_entry *class_entry)
{
    return XWSSE_NEW(dialect_object, class_entry, &handlers);
}

static void free_object(zend_object *object)
{
    xwsse_dialect_free(XWSSE_OF(dialect_object, object)->handle);
    zend_object_std_dtor(object);
}

/* Throws why this text is not a dialect. */
static void throw_dialect_exception(const char *text, size_t text_len)
{
    zval exception;
    object_init_ex(&exception, xwsse_ce_dialect_exception);
    xwsse_dialect_error *error = NULL;
    xwsse_status status = xwsse_dialect_error_of(text, text_len, &error);
    if (error != NULL) {
        xwsse_exception_init(Z_OBJ(exception), XWSSE_DIALECT_INVALID, xwsse_dialect_error_problem(error).data,
            xwsse_dialect_error_remedy(error).data);
    } else { /* it is not even UTF-8 */
        xwsse_exception_init(
            Z_OBJ(exception), XWSSE_DIALECT_INVALID, xwsse_status_problem(status), xwsse_status_remedy(status));
    }
    zend_update_property_long(xwsse_ce_dialect_exception, Z_OBJ(exception), ZEND_STRL("position"),
        (zend_long)xwsse_dialect_error_position(error));
    xwsse_dialect_error_free(error);
    zend_throw_exception_object(&exception);
}

/* Makes the object be this dialect; false with an exception. */
static bool init_of_text(zend_object *object, const char *text, size_t text_len)
{
    xwsse_dialect *handle = NULL;
    xwsse_status status = xwsse_dialect_new(text, text_len, &handle);
    if (status != XWSSE_OK) {
        throw_dialect_exception(text, text_len);
        return false;
    }
    XWSSE_OF(dialect_object, object)->handle = handle;
    /* In the order of the stub. */
    XWSSE_SET_SLICE(object, DIALECT_NAME, xwsse_dialect_name(handle));
    XWSSE_SET_SLICE(object, 1, xwsse_dialect_nonce(handle));
    XWSSE_SET_SLICE(object, 2, xwsse_dialect_hash(handle));
    XWSSE_SET_SLICE(object, 3, xwsse_dialect_digest(handle));
    XWSSE_SET_SLICE(object, 4, xwsse_dialect_created(handle));
    XWSSE_SET_SLICE(object, 5, xwsse_dialect_accept(handle));
    ZVAL_DOUBLE(OBJ_PROP_NUM(object, 6), xwsse_seconds(xwsse_dialect_max_age(handle)));
    ZVAL_DOUBLE(OBJ_PROP_NUM(object, 7), xwsse_seconds(xwsse_dialect_max_future(handle)));
    ZVAL_LONG(OBJ_PROP_NUM(object, 8), (zend_long)xwsse_dialect_max_nonce(handle));
    XWSSE_SET_SLICE(object, 9, xwsse_dialect_unique(handle));
    XWSSE_SET_SLICE(object, 10, xwsse_dialect_word(handle));
    XWSSE_SET_SLICE(object, 11, xwsse_dialect_unknown(handle));
    XWSSE_SET_SLICE(object, DIALECT_AUTHORIZATION, xwsse_dialect_authorization(handle));
    return true;
}

static zend_object *new_of_text(const char *text, size_t text_len)
{
    zend_object *object = create(xwsse_ce_dialect);
    if (!init_of_text(object, text, text_len)) {
        OBJ_RELEASE(object);
        return NULL;
    }
    return object;
}

/* A dialect never changes, so a copy is made of its text. */
static zend_object *clone_object(zend_object *object)
{
    zend_object *clone = create(object->ce);
    const xwsse_dialect *handle = XWSSE_OF(dialect_object, object)->handle;
    if (handle != NULL) {
        xwsse_slice text = xwsse_dialect_text(handle);
        init_of_text(clone, text.data, text.len);
    }
    return clone;
}

zend_object *xwsse_dialect_of_argument(zend_object *object, zend_string *text)
{
    if (object != NULL) {
        return xwsse_dialect_handle(object) == NULL ? NULL : (GC_ADDREF(object), object);
    }
    return text != NULL ? new_of_text(ZSTR_VAL(text), ZSTR_LEN(text)) : new_of_text(ZEND_STRL("penneo"));
}

const xwsse_dialect *xwsse_dialect_handle(zend_object *dialect)
{
    const xwsse_dialect *handle = XWSSE_OF(dialect_object, dialect)->handle;
    if (handle == NULL) {
        /* As unserialize() can leave one behind that it refused. */
        zend_throw_error(NULL, "The Dialect was not initialized");
    }
    return handle;
}

ZEND_METHOD(Xwsse_Dialect, __construct)
{
    zend_string *text = NULL;
    ZEND_PARSE_PARAMETERS_START(0, 1)
        Z_PARAM_OPTIONAL
        Z_PARAM_STR(text)
    ZEND_PARSE_PARAMETERS_END();

    zend_object *self = Z_OBJ_P(ZEND_THIS);
    if (!xwsse_first_call(XWSSE_OF(dialect_object, self)->handle == NULL)) {
        RETURN_THROWS();
    }
    if (text != NULL) {
        init_of_text(self, ZSTR_VAL(text), ZSTR_LEN(text));
    } else {
        init_of_text(self, ZEND_STRL("penneo"));
    }
}

/* Appends `,key=value` to a dialect's text. */
static void change(smart_str *text, const char *key, const zend_string *value)
{
    smart_str_appendc(text, ',');
    smart_str_appends(text, key);
    smart_str_appendc(text, '=');
    smart_str_append(text, value);
}

static zend_string *seconds_text(double given, zend_long whole, bool is_whole)
{
    return is_whole ? strpprintf(0, ZEND_LONG_FMT, whole) : strpprintf(0, "%.9F", given);
}

ZEND_METHOD(Xwsse_Dialect, with)
{
    enum { NONCE, HASH, DIGEST, CREATED, ACCEPT, MAX_AGE, MAX_FUTURE, MAX_NONCE, UNIQUE, WORD, UNKNOWN, FIELDS };
    static const char *const keys[FIELDS] = {
        "nonce", "hash", "digest", "created", "accept", "max_age", "max_future", "max_nonce", "unique", "word", "unknown",
    };
    zend_string *values[FIELDS] = {NULL};
    zval *max_age = NULL, *max_future = NULL;
    zend_long max_nonce = 0;
    bool no_max_nonce = true;
    ZEND_PARSE_PARAMETERS_START(0, FIELDS)
        Z_PARAM_OPTIONAL
        Z_PARAM_STR_OR_NULL(values[NONCE])
        Z_PARAM_STR_OR_NULL(values[HASH])
        Z_PARAM_STR_OR_NULL(values[DIGEST])
        Z_PARAM_STR_OR_NULL(values[CREATED])
        Z_PARAM_STR_OR_NULL(values[ACCEPT])
        Z_PARAM_NUMBER_OR_NULL(max_age)
        Z_PARAM_NUMBER_OR_NULL(max_future)
        Z_PARAM_LONG_OR_NULL(max_nonce, no_max_nonce)
        Z_PARAM_STR_OR_NULL(values[UNIQUE])
        Z_PARAM_STR_OR_NULL(values[WORD])
        Z_PARAM_STR_OR_NULL(values[UNKNOWN])
    ZEND_PARSE_PARAMETERS_END();

    const xwsse_dialect *handle = xwsse_dialect_handle(Z_OBJ_P(ZEND_THIS));
    if (handle == NULL) {
        RETURN_THROWS();
    }
    for (int field = 0; field < FIELDS; field++) {
        if (values[field] != NULL && memchr(ZSTR_VAL(values[field]), ',', ZSTR_LEN(values[field])) != NULL) {
            zend_argument_value_error(field + 1, "must not contain a comma, which would begin another change");
            RETURN_THROWS();
        }
    }
    zend_string *numbers[FIELDS] = {NULL};
    zval *durations[FIELDS] = {[MAX_AGE] = max_age, [MAX_FUTURE] = max_future};
    for (int field = MAX_AGE; field <= MAX_FUTURE; field++) {
        zval *given = durations[field];
        if (given != NULL) {
            bool is_whole = Z_TYPE_P(given) == IS_LONG;
            numbers[field] = seconds_text(is_whole ? 0 : Z_DVAL_P(given), is_whole ? Z_LVAL_P(given) : 0, is_whole);
        }
    }
    if (!no_max_nonce) {
        numbers[MAX_NONCE] = strpprintf(0, ZEND_LONG_FMT, max_nonce);
    }

    smart_str text = {0};
    xwsse_slice before = xwsse_dialect_text(handle);
    smart_str_appendl(&text, before.data, before.len);
    for (int field = 0; field < FIELDS; field++) {
        zend_string *value = numbers[field] != NULL ? numbers[field] : values[field];
        if (value != NULL) {
            change(&text, keys[field], value);
        }
        if (numbers[field] != NULL) {
            zend_string_release(numbers[field]);
        }
    }
    smart_str_0(&text);
    zend_object *changed = new_of_text(ZSTR_VAL(text.s), ZSTR_LEN(text.s));
    smart_str_free(&text);
    if (changed == NULL) {
        RETURN_THROWS();
    }
    RETURN_OBJ(changed);
}

ZEND_METHOD(Xwsse_Dialect, __toString)
{
    ZEND_PARSE_PARAMETERS_NONE();
    const xwsse_dialect *handle = xwsse_dialect_handle(Z_OBJ_P(ZEND_THIS));
    if (handle == NULL) {
        RETURN_THROWS();
    }
    RETURN_STR(xwsse_string(xwsse_dialect_text(handle)));
}

ZEND_METHOD(Xwsse_Dialect, __serialize)
{
    ZEND_PARSE_PARAMETERS_NONE();
    const xwsse_dialect *handle = xwsse_dialect_handle(Z_OBJ_P(ZEND_THIS));
    if (handle == NULL) {
        RETURN_THROWS();
    }
    array_init_size(return_value, 1);
    add_next_index_str(return_value, xwsse_string(xwsse_dialect_text(handle)));
}

ZEND_METHOD(Xwsse_Dialect, __unserialize)
{
    HashTable *data;
    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_ARRAY_HT(data)
    ZEND_PARSE_PARAMETERS_END();

    zend_object *self = Z_OBJ_P(ZEND_THIS);
    if (!xwsse_first_call(XWSSE_OF(dialect_object, self)->handle == NULL)) {
        RETURN_THROWS();
    }
    zval *text = zend_hash_index_find(data, 0);
    if (text != NULL) {
        ZVAL_DEREF(text);
    }
    bool is_text = text != NULL && Z_TYPE_P(text) == IS_STRING;
    init_of_text(self, is_text ? Z_STRVAL_P(text) : "", is_text ? Z_STRLEN_P(text) : 0);
}

void xwsse_init_dialect(zend_class_entry *class_entry)
{
    class_entry->create_object = create;
    XWSSE_HANDLERS(dialect_object, handlers, free_object);
    handlers.clone_obj = clone_object;
}
