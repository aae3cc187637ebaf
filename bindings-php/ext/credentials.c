/* Secrets that PHP hands over, and Xwsse\Credentials */

#include "credentials.h"
#include "errors.h"

typedef struct {
    zval secrets;
    zend_object std;
} credentials_object;

static zend_object_handlers handlers;

void xwsse_throw_secret(const char *subject, const zval *faulty)
{
    if (Z_TYPE_P(faulty) != IS_STRING) {
        zend_type_error("%s must be a string or a list of strings, %s given", subject, zend_zval_type_name(faulty));
        return;
    }
    zend_string *problem = strpprintf(0, "%s is empty", subject);
    xwsse_throw_problem(XWSSE_SECRET_EMPTY, ZSTR_VAL(problem));
    zend_string_release(problem);
}

/* Copies one secret; false when it cannot be one. */
static bool copy_one(zval *copy, zval *given)
{
    if (Z_TYPE_P(given) != IS_STRING || Z_STRLEN_P(given) == 0) {
        return false;
    }
    ZVAL_COPY(copy, given);
    return true;
}

const zval *xwsse_secrets_copy(zval *copy, zval *given)
{
    ZVAL_DEREF(given);
    if (Z_TYPE_P(given) != IS_ARRAY) {
        return copy_one(copy, given) ? NULL : given;
    }
    array_init_size(copy, zend_hash_num_elements(Z_ARRVAL_P(given)));
    zval *one;
    ZEND_HASH_FOREACH_VAL(Z_ARRVAL_P(given), one) {
        zval own;
        ZVAL_DEREF(one);
        if (!copy_one(&own, one)) {
            zval_ptr_dtor(copy);
            ZVAL_UNDEF(copy);
            return one;
        }
        zend_hash_next_index_insert_new(Z_ARRVAL_P(copy), &own);
    } ZEND_HASH_FOREACH_END();
    return NULL;
}

/* A list says nobody's name: as of secrets alone, or of a key that is not set, `[false => …]`. */
static bool has_usernames(HashTable *given)
{
    if (zend_hash_num_elements(given) > 0 && zend_array_is_list(given)) {
        zend_argument_value_error(1, "is a list, so nobody has these secrets; write 'username' => 'secret'");
        return false;
    }
    if (zend_hash_str_exists(given, "", 0)) {
        zend_argument_value_error(1, "has secrets of an empty username, which no header can have");
        return false;
    }
    return true;
}

static void throw_secret_of(const zend_string *username, zend_ulong number, const zval *faulty)
{
    zend_string *subject = username != NULL ? strpprintf(0, "the secret of \"%s\"", ZSTR_VAL(username))
                                            : strpprintf(0, "the secret of \"" ZEND_LONG_FMT "\"", (zend_long)number);
    xwsse_throw_secret(ZSTR_VAL(subject), faulty);
    zend_string_release(subject);
}

HashTable *xwsse_secrets_table(HashTable *given)
{
    if (!has_usernames(given)) {
        return NULL;
    }
    HashTable *table = zend_new_array(zend_hash_num_elements(given));
    zend_ulong number;
    zend_string *username;
    zval *secrets;
    /* PHP makes an integer of a username such as "1234". */
    ZEND_HASH_FOREACH_KEY_VAL(given, number, username, secrets) {
        zval own;
        const zval *faulty = xwsse_secrets_copy(&own, secrets);
        if (faulty != NULL) {
            throw_secret_of(username, number, faulty);
            zend_array_release(table);
            return NULL;
        }
        if (username != NULL) {
            zend_hash_add_new(table, username, &own);
        } else {
            zend_hash_index_add_new(table, number, &own);
        }
    } ZEND_HASH_FOREACH_END();
    return table;
}

zval *xwsse_secrets_in(HashTable *table, const char *username, size_t username_len)
{
    return zend_symtable_str_find(table, username, username_len);
}

void xwsse_secret_slices_init(xwsse_secret_slices *slices, zval *secrets)
{
    slices->slices = slices->room;
    slices->count = 0;
    if (secrets == NULL) {
        return;
    }
    if (Z_TYPE_P(secrets) == IS_STRING) {
        slices->room[slices->count++] = (xwsse_slice){Z_STRVAL_P(secrets), Z_STRLEN_P(secrets)};
        return;
    }
    uint32_t count = zend_hash_num_elements(Z_ARRVAL_P(secrets));
    if (count > sizeof slices->room / sizeof *slices->room) {
        slices->slices = safe_emalloc(count, sizeof(xwsse_slice), 0);
    }
    zval *one;
    ZEND_HASH_FOREACH_VAL(Z_ARRVAL_P(secrets), one) {
        slices->slices[slices->count++] = (xwsse_slice){Z_STRVAL_P(one), Z_STRLEN_P(one)};
    } ZEND_HASH_FOREACH_END();
}

void xwsse_secret_slices_free(xwsse_secret_slices *slices)
{
    if (slices->slices != slices->room) {
        efree(slices->slices);
    }
}

static zend_object *create(zend_class_entry *class_entry)
{
    return XWSSE_NEW(credentials_object, class_entry, &handlers);
}

static void free_object(zend_object *object)
{
    zval_ptr_dtor(&XWSSE_OF(credentials_object, object)->secrets);
    zend_object_std_dtor(object);
}

zval *xwsse_credentials_secrets(zend_object *credentials)
{
    return &XWSSE_OF(credentials_object, credentials)->secrets;
}

zend_string *xwsse_credentials_username(zend_object *credentials)
{
    zval *username = OBJ_PROP_NUM(credentials, 0);
    return Z_TYPE_P(username) == IS_STRING ? Z_STR_P(username) : NULL;
}

ZEND_METHOD(Xwsse_Credentials, __construct)
{
    zval *secrets;
    zend_string *username = NULL;
    ZEND_PARSE_PARAMETERS_START(1, 2)
        Z_PARAM_ZVAL(secrets)
        Z_PARAM_OPTIONAL
        Z_PARAM_STR_OR_NULL(username)
    ZEND_PARSE_PARAMETERS_END();

    credentials_object *self = XWSSE_OF(credentials_object, Z_OBJ_P(ZEND_THIS));
    if (!xwsse_first_call(Z_ISUNDEF(self->secrets))) {
        RETURN_THROWS();
    }
    if (username != NULL && ZSTR_LEN(username) == 0) {
        zend_argument_value_error(2, "cannot be empty");
        RETURN_THROWS();
    }
    const zval *faulty = xwsse_secrets_copy(&self->secrets, secrets);
    if (faulty != NULL) {
        xwsse_throw_secret("a secret of the Credentials", faulty);
        RETURN_THROWS();
    }
    zval *property = OBJ_PROP_NUM(&self->std, 0);
    if (username != NULL) {
        ZVAL_STR_COPY(property, username);
    } else {
        ZVAL_NULL(property);
    }
}

void xwsse_init_credentials(zend_class_entry *class_entry)
{
    class_entry->create_object = create;
    XWSSE_HANDLERS(credentials_object, handlers, free_object);
}
