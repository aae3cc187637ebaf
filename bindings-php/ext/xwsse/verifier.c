/* Xwsse\Verifier */

#include "../authenticated.h"
#include "../credentials.h"
#include "../errors.h"
#include "../identity.h"
#include "../instant.h"
#include "../look_up.h"
#include "../store.h"
#include "../values.h"
#include "dialect.h"

typedef struct {
    xwsse_look_up look_up;
    xwsse_verifier *at_once; /* for a table and a store in memory; NULL when PHP code takes part */
    zend_object std;
} verifier_object;

/* The places of the properties in the stub. */
enum { VERIFIER_STORE, VERIFIER_DIALECT };

/* The name that the scheme's header has among those of a request. */
#define HEADER_NAME "x-wsse"

static zend_object_handlers handlers;

static zend_object *create(zend_class_entry *class_entry)
{
    return XWSSE_NEW(verifier_object, class_entry, &handlers);
}

static void free_object(zend_object *object)
{
    verifier_object *self = XWSSE_OF(verifier_object, object);
    xwsse_verifier_free(self->at_once);
    xwsse_look_up_free(&self->look_up);
    zend_object_std_dtor(object);
}

/* A look-up may well hold the object that holds the verifier. */
static HashTable *get_gc(zend_object *object, zval **table, int *count)
{
    zend_get_gc_buffer *buffer = zend_get_gc_buffer_create();
    zend_get_gc_buffer_add_zval(buffer, &XWSSE_OF(verifier_object, object)->look_up.function);
    for (int i = 0; i < object->ce->default_properties_count; i++) {
        zend_get_gc_buffer_add_zval(buffer, OBJ_PROP_NUM(object, i));
    }
    zend_get_gc_buffer_use(buffer, table, count);
    return object->properties;
}

static zend_object *store_of(const verifier_object *self)
{
    return Z_OBJ_P(OBJ_PROP_NUM(&self->std, VERIFIER_STORE));
}

static const xwsse_dialect *dialect_of(const verifier_object *self)
{
    return xwsse_dialect_handle(Z_OBJ_P(OBJ_PROP_NUM(&self->std, VERIFIER_DIALECT)));
}

ZEND_METHOD(Xwsse_Verifier, __construct)
{
    zval *secrets;
    zend_object *store, *given_dialect = NULL;
    zend_string *dialect_text = NULL;
    ZEND_PARSE_PARAMETERS_START(2, 3)
        Z_PARAM_ZVAL(secrets)
        Z_PARAM_OBJ_OF_CLASS(store, xwsse_ce_replay_store)
        Z_PARAM_OPTIONAL
        Z_PARAM_DIALECT(given_dialect, dialect_text)
    ZEND_PARSE_PARAMETERS_END();

    verifier_object *self = XWSSE_OF(verifier_object, Z_OBJ_P(ZEND_THIS));
    if (!xwsse_first_call(Z_ISUNDEF_P(OBJ_PROP_NUM(&self->std, VERIFIER_STORE)))) {
        RETURN_THROWS();
    }
    zend_object *dialect = xwsse_dialect_of_argument(given_dialect, dialect_text);
    if (dialect == NULL) {
        RETURN_THROWS();
    }
    ZVAL_OBJ_COPY(OBJ_PROP_NUM(&self->std, VERIFIER_STORE), store);
    ZVAL_OBJ(OBJ_PROP_NUM(&self->std, VERIFIER_DIALECT), dialect);
    if (!xwsse_look_up_init(&self->look_up, secrets)) {
        RETURN_THROWS();
    }
    HashTable *table = self->look_up.table;
    const xwsse_store *in_memory = xwsse_memory_store_handle(store);
    if (table != NULL && in_memory != NULL) {
        xwsse_status status =
            xwsse_verifier_new(dialect_of(self), xwsse_look_up_in_table, table, in_memory, &self->at_once);
        if (status != XWSSE_OK) {
            xwsse_throw(status);
        }
    }
}

/* The token of the candidate, made with a secret that the look-up finds; NULL with an exception. */
static xwsse_authenticated *authenticate(verifier_object *self, const xwsse_candidate *candidate)
{
    xwsse_authenticated *authenticated = NULL;
    xwsse_found_secrets found;
    if (xwsse_look_up_find(&self->look_up, xwsse_candidate_username(candidate), &found)) {
        xwsse_secret_slices secrets;
        xwsse_secret_slices_init(&secrets, found.secrets);
        xwsse_slice username = {0};
        if (found.username != NULL) {
            username = (xwsse_slice){ZSTR_VAL(found.username), ZSTR_LEN(found.username)};
        }
        xwsse_status status = xwsse_candidate_authenticate(
            candidate, secrets.slices, secrets.count, username.data, username.len, &authenticated);
        xwsse_secret_slices_free(&secrets);
        if (status != XWSSE_OK) {
            xwsse_throw_text(status, XWSSE_SECRETS_UNAVAILABLE);
        }
    } else {
        xwsse_throw(XWSSE_SECRETS_UNAVAILABLE);
    }
    xwsse_found_secrets_free(&found);
    return authenticated;
}

/* Reads, looks up, authenticates and claims one by one, for PHP code to take part; NULL with an exception. */
static xwsse_identity *verify_in_steps(verifier_object *self, const xwsse_values *values, const xwsse_time *now)
{
    xwsse_candidate *candidate = NULL;
    xwsse_status status = xwsse_candidate_read(dialect_of(self), values->slices, values->count, now, &candidate);
    if (status != XWSSE_OK) {
        xwsse_throw(status);
        return NULL;
    }
    xwsse_authenticated *authenticated = authenticate(self, candidate);
    xwsse_candidate_free(candidate);
    return authenticated == NULL ? NULL : xwsse_authenticated_claim_in(authenticated, store_of(self), now);
}

static xwsse_identity *verify(verifier_object *self, const xwsse_values *values, const xwsse_time *given_now)
{
    if (self->at_once == NULL) {
        return verify_in_steps(self, values, given_now);
    }
    /* libxwsse would read the clock twice, before and after the look-up; one in a table takes no time. */
    xwsse_time now = given_now != NULL ? *given_now : xwsse_now();
    xwsse_identity *identity = NULL;
    xwsse_status status = xwsse_verifier_verify(self->at_once, values->slices, values->count, &now, &identity);
    if (status != XWSSE_OK) {
        xwsse_throw(status);
    }
    return identity;
}

/* Verifies a list or a text, or NULL for both, at the time of this object or now for NULL. */
static void return_verified(
    verifier_object *self, HashTable *list, const zend_string *text, zend_object *given_now, zval *return_value)
{
    xwsse_time now;
    if (given_now != NULL && !xwsse_instant_of_php(given_now, &now)) {
        RETURN_THROWS();
    }
    xwsse_identity *identity = NULL;
    xwsse_values values;
    if (xwsse_values_init(&values, list, text)) {
        /* A look-up or a store may let go of the verifier, and not every caller of a callable holds its object. */
        GC_ADDREF(&self->std);
        identity = verify(self, &values, given_now != NULL ? &now : NULL);
        OBJ_RELEASE(&self->std);
    }
    xwsse_values_free(&values);
    if (identity == NULL) {
        RETURN_THROWS();
    }
    RETURN_OBJ(xwsse_identity_object(identity));
}

ZEND_METHOD(Xwsse_Verifier, verify)
{
    HashTable *list = NULL;
    zend_string *text = NULL;
    zend_object *now = NULL;
    ZEND_PARSE_PARAMETERS_START(1, 2)
        Z_PARAM_ARRAY_HT_OR_STR_OR_NULL(list, text)
        Z_PARAM_OPTIONAL
        Z_PARAM_OBJ_OF_CLASS_OR_NULL(now, php_date_get_interface_ce())
    ZEND_PARSE_PARAMETERS_END();

    return_verified(XWSSE_OF(verifier_object, Z_OBJ_P(ZEND_THIS)), list, text, now, return_value);
}

ZEND_METHOD(Xwsse_Verifier, verifyHeaders)
{
    HashTable *headers;
    zend_object *now = NULL;
    ZEND_PARSE_PARAMETERS_START(1, 2)
        Z_PARAM_ARRAY_HT(headers)
        Z_PARAM_OPTIONAL
        Z_PARAM_OBJ_OF_CLASS_OR_NULL(now, php_date_get_interface_ce())
    ZEND_PARSE_PARAMETERS_END();

    zval *values = zend_hash_str_find(headers, ZEND_STRL(HEADER_NAME));
    if (values != NULL) {
        ZVAL_DEREF(values);
        if (Z_TYPE_P(values) != IS_ARRAY) {
            zend_argument_type_error(1, "must have a list of strings for each name, %s given", zend_zval_type_name(values));
            RETURN_THROWS();
        }
    }
    HashTable *list = values == NULL ? NULL : Z_ARRVAL_P(values);
    return_verified(XWSSE_OF(verifier_object, Z_OBJ_P(ZEND_THIS)), list, NULL, now, return_value);
}

ZEND_METHOD(Xwsse_Verifier, headerNames)
{
    ZEND_PARSE_PARAMETERS_NONE();
    array_init_size(return_value, 1);
    add_next_index_stringl(return_value, ZEND_STRL(HEADER_NAME));
}

ZEND_METHOD(Xwsse_Verifier, challenge)
{
    zend_string *realm;
    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_STR(realm)
    ZEND_PARSE_PARAMETERS_END();

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

void xwsse_init_verifier(zend_class_entry *class_entry)
{
    class_entry->create_object = create;
    XWSSE_HANDLERS(verifier_object, handlers, free_object);
    handlers.get_gc = get_gc;
}
