/* Xwsse\Verifier */

#include "claims.h"
#include "credentials.h"
#include "dialect.h"
#include "errors.h"
#include "identity.h"
#include "instant.h"
#include "store.h"

#include "zend_closures.h"

typedef struct {
    HashTable *table;         /* the secrets, or NULL when there is a look-up */
    zval look_up;             /* a closure, or undefined when there is a table */
    xwsse_verifier *at_once;  /* for a table and a store in memory; NULL when PHP code takes part */
    uint32_t options;
    zend_object std;
} verifier_object;

/* The places of the properties in the stub. */
enum { VERIFIER_STORE, VERIFIER_DIALECT };

static zend_object_handlers handlers;

static zend_object *create(zend_class_entry *class_entry)
{
    return XWSSE_NEW(verifier_object, class_entry, &handlers);
}

static void free_object(zend_object *object)
{
    verifier_object *self = XWSSE_OF(verifier_object, object);
    xwsse_verifier_free(self->at_once);
    if (self->table != NULL) {
        zend_array_release(self->table);
    }
    zval_ptr_dtor(&self->look_up);
    zend_object_std_dtor(object);
}

/* A look-up may well hold the object that holds the verifier. */
static HashTable *get_gc(zend_object *object, zval **table, int *count)
{
    zend_get_gc_buffer *buffer = zend_get_gc_buffer_create();
    zend_get_gc_buffer_add_zval(buffer, &XWSSE_OF(verifier_object, object)->look_up);
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

/*
 * Called by libxwsse. It runs no PHP code and asks PHP for no memory: both could leave by a longjmp() through Rust, the
 * second at PHP's memory_limit.
 */
static int32_t find_in_table(void *context, xwsse_slice username, xwsse_found *found)
{
    zval *secrets = xwsse_secrets_in(context, username.data, username.len);
    if (secrets == NULL) {
        return 0;
    }
    if (Z_TYPE_P(secrets) == IS_STRING) {
        xwsse_found_secret(found, Z_STRVAL_P(secrets), Z_STRLEN_P(secrets));
        return 0;
    }
    zval *one;
    ZEND_HASH_FOREACH_VAL(Z_ARRVAL_P(secrets), one) {
        xwsse_found_secret(found, Z_STRVAL_P(one), Z_STRLEN_P(one));
    } ZEND_HASH_FOREACH_END();
    return 0;
}

/* A closure binds what the callable means here, which it may mean nowhere else. */
static bool bind_callable(zval *closure, zval *callable)
{
    zend_call_method_with_1_params(NULL, zend_ce_closure, NULL, "fromcallable", closure, callable);
    return !EG(exception);
}

ZEND_METHOD(Xwsse_Verifier, __construct)
{
    zval *secrets;
    zend_object *store, *given_dialect = NULL;
    zend_string *dialect_text = NULL;
    bool ignore_unknown = false;
    ZEND_PARSE_PARAMETERS_START(2, 4)
        Z_PARAM_ZVAL(secrets)
        Z_PARAM_OBJ_OF_CLASS(store, xwsse_ce_replay_store)
        Z_PARAM_OPTIONAL
        Z_PARAM_DIALECT(given_dialect, dialect_text)
        Z_PARAM_BOOL(ignore_unknown)
    ZEND_PARSE_PARAMETERS_END();

    verifier_object *self = XWSSE_OF(verifier_object, Z_OBJ_P(ZEND_THIS));
    if (!xwsse_first_call(Z_ISUNDEF_P(OBJ_PROP_NUM(&self->std, VERIFIER_STORE)))) {
        RETURN_THROWS();
    }
    bool is_callable = zend_is_callable(secrets, 0, NULL);
    if (!is_callable && Z_TYPE_P(secrets) != IS_ARRAY) {
        zend_argument_type_error(1, "must be of type array|callable, %s given", zend_zval_type_name(secrets));
        RETURN_THROWS();
    }
    zend_object *dialect = xwsse_dialect_of_argument(given_dialect, dialect_text);
    if (dialect == NULL) {
        RETURN_THROWS();
    }
    ZVAL_OBJ_COPY(OBJ_PROP_NUM(&self->std, VERIFIER_STORE), store);
    ZVAL_OBJ(OBJ_PROP_NUM(&self->std, VERIFIER_DIALECT), dialect);
    self->options = ignore_unknown ? XWSSE_IGNORE_UNKNOWN : 0;
    if (is_callable) {
        bind_callable(&self->look_up, secrets);
        return;
    }
    self->table = xwsse_secrets_table(Z_ARRVAL_P(secrets));
    const xwsse_store *in_memory = xwsse_memory_store_handle(store);
    if (self->table != NULL && in_memory != NULL) {
        xwsse_status status = xwsse_verifier_new(
            dialect_of(self), find_in_table, self->table, in_memory, self->options, &self->at_once);
        if (status != XWSSE_OK) {
            xwsse_throw(status);
        }
    }
}

/* What a look-up found, kept while it is in use. */
typedef struct {
    zval answer;         /* as it was given, or undefined */
    zval copy;           /* of what it gave as string or array */
    zval *secrets;       /* NULL for nobody */
    zend_string *username;
} found_secrets;

static void free_found(found_secrets *found)
{
    zval_ptr_dtor(&found->copy);
    zval_ptr_dtor(&found->answer);
}

/* Asks the look-up, or the table; false with an exception. */
static bool look_up(verifier_object *self, xwsse_slice username, found_secrets *found)
{
    ZVAL_UNDEF(&found->answer);
    ZVAL_UNDEF(&found->copy);
    found->secrets = NULL;
    found->username = NULL;
    if (self->table != NULL) {
        found->secrets = xwsse_secrets_in(self->table, username.data, username.len);
        return true;
    }
    zval argument;
    ZVAL_STR(&argument, xwsse_string(username));
    zend_result called = call_user_function(NULL, NULL, &self->look_up, &found->answer, 1, &argument);
    zval_ptr_dtor(&argument);
    if (called != SUCCESS || EG(exception)) {
        return false;
    }
    zval *answer = &found->answer;
    ZVAL_DEREF(answer);
    if (Z_TYPE_P(answer) == IS_OBJECT && Z_OBJCE_P(answer) == xwsse_ce_credentials) {
        found->secrets = xwsse_credentials_secrets(Z_OBJ_P(answer));
        found->username = xwsse_credentials_username(Z_OBJ_P(answer));
        return true;
    }
    if (Z_TYPE_P(answer) != IS_NULL) {
        if (!xwsse_secrets_copy(&found->copy, answer, "The look-up")) {
            return false;
        }
        found->secrets = &found->copy;
    }
    return true;
}

/* The token of the header, made with a secret; NULL with an exception. */
static xwsse_authenticated *authenticate(
    verifier_object *self, const xwsse_slice *values, size_t count, const xwsse_time *now)
{
    xwsse_candidate *candidate = NULL;
    xwsse_status status = xwsse_candidate_read(dialect_of(self), values, count, now, self->options, &candidate);
    if (status != XWSSE_OK) {
        xwsse_throw(status);
        return NULL;
    }
    xwsse_authenticated *authenticated = NULL;
    found_secrets found;
    if (look_up(self, xwsse_candidate_username(candidate), &found)) {
        xwsse_secret_slices secrets;
        xwsse_secret_slices_init(&secrets, found.secrets);
        xwsse_slice username = {0};
        if (found.username != NULL) {
            username = (xwsse_slice){ZSTR_VAL(found.username), ZSTR_LEN(found.username)};
        }
        status = xwsse_candidate_authenticate(
            candidate, secrets.slices, secrets.count, username.data, username.len, &authenticated);
        xwsse_secret_slices_free(&secrets);
        if (status != XWSSE_OK) {
            xwsse_throw_text(status, XWSSE_SECRETS_UNAVAILABLE);
        }
    } else {
        xwsse_throw(XWSSE_SECRETS_UNAVAILABLE);
    }
    free_found(&found);
    xwsse_candidate_free(candidate);
    return authenticated;
}

/* Asks a store that is written in PHP; takes `authenticated` over. */
static xwsse_status claim_in_php(
    zend_object *store, xwsse_authenticated *authenticated, const xwsse_time *given_now, xwsse_identity **identity)
{
    xwsse_time now = given_now != NULL ? *given_now : xwsse_now();
    const xwsse_claims *claims = NULL;
    xwsse_status status = xwsse_authenticated_claims(authenticated, &now, &claims);
    if (status != XWSSE_OK) {
        xwsse_authenticated_free(authenticated);
        return status;
    }
    zval arguments[2], answer;
    ZVAL_OBJ(&arguments[0], xwsse_claims_object(authenticated, claims));
    xwsse_instant_to_php(&arguments[1], now);
    ZVAL_UNDEF(&answer);
    zend_call_method_with_2_params(store, store->ce, NULL, "claim", &answer, &arguments[0], &arguments[1]);
    /* There is no answer when it has thrown. */
    status = xwsse_authenticated_accept(authenticated, xwsse_outcome_of(&answer), identity);
    zval_ptr_dtor(&answer);
    zval_ptr_dtor(&arguments[1]);
    zval_ptr_dtor(&arguments[0]);
    return status;
}

/* Reads, looks up, authenticates and claims one by one, for PHP code to take part; NULL with an exception. */
static xwsse_identity *verify_in_steps(
    verifier_object *self, const xwsse_slice *values, size_t count, const xwsse_time *now)
{
    xwsse_authenticated *authenticated = authenticate(self, values, count, now);
    if (authenticated == NULL) {
        return NULL;
    }
    xwsse_identity *identity = NULL;
    xwsse_status status;
    zend_object *store = store_of(self);
    const xwsse_store *in_memory = xwsse_memory_store_handle(store);
    if (in_memory != NULL) {
        status = xwsse_authenticated_claim(authenticated, in_memory, now, &identity);
        xwsse_authenticated_free(authenticated);
    } else {
        status = claim_in_php(store, authenticated, now, &identity);
    }
    if (status != XWSSE_OK) {
        xwsse_throw(status);
    }
    return identity;
}

static xwsse_identity *verify(
    verifier_object *self, const xwsse_slice *values, size_t count, const xwsse_time *given_now)
{
    if (self->at_once == NULL) {
        return verify_in_steps(self, values, count, given_now);
    }
    /* libxwsse would read the clock twice, before and after the look-up; one in a table takes no time. */
    xwsse_time now = given_now != NULL ? *given_now : xwsse_now();
    xwsse_identity *identity = NULL;
    xwsse_status status = xwsse_verifier_verify(self->at_once, values, count, &now, &identity);
    if (status != XWSSE_OK) {
        xwsse_throw(status);
    }
    return identity;
}

/* All values, as libxwsse takes them; false with an exception. */
static bool read_values(HashTable *given, xwsse_slice *values)
{
    zval *value;
    ZEND_HASH_FOREACH_VAL(given, value) {
        ZVAL_DEREF(value);
        if (Z_TYPE_P(value) != IS_STRING) {
            zend_argument_type_error(1, "must be a list of strings, %s given in it", zend_zval_type_name(value));
            return false;
        }
        *values++ = (xwsse_slice){Z_STRVAL_P(value), Z_STRLEN_P(value)};
    } ZEND_HASH_FOREACH_END();
    return true;
}

ZEND_METHOD(Xwsse_Verifier, verify)
{
    HashTable *list = NULL;
    zend_string *text = NULL;
    zend_object *given_now = NULL;
    ZEND_PARSE_PARAMETERS_START(1, 2)
        Z_PARAM_ARRAY_HT_OR_STR_OR_NULL(list, text)
        Z_PARAM_OPTIONAL
        Z_PARAM_OBJ_OF_CLASS_OR_NULL(given_now, php_date_get_interface_ce())
    ZEND_PARSE_PARAMETERS_END();

    xwsse_time now;
    if (given_now != NULL && !xwsse_instant_of_php(given_now, &now)) {
        RETURN_THROWS();
    }
    xwsse_slice only;
    xwsse_slice *values = &only;
    size_t count = 0;
    if (text != NULL) {
        only = (xwsse_slice){ZSTR_VAL(text), ZSTR_LEN(text)};
        count = 1;
    } else if (list != NULL && (count = zend_hash_num_elements(list)) > 0) {
        values = safe_emalloc(count, sizeof *values, 0);
    }
    xwsse_identity *identity = NULL;
    if (list == NULL || read_values(list, values)) {
        verifier_object *self = XWSSE_OF(verifier_object, Z_OBJ_P(ZEND_THIS));
        /* A look-up or a store may let go of the verifier, and not every caller of a callable holds its object. */
        GC_ADDREF(&self->std);
        identity = verify(self, values, count, given_now != NULL ? &now : NULL);
        OBJ_RELEASE(&self->std);
    }
    if (values != &only) {
        efree(values);
    }
    if (identity == NULL) {
        RETURN_THROWS();
    }
    RETURN_OBJ(xwsse_identity_object(identity));
}

void xwsse_init_verifier(zend_class_entry *class_entry)
{
    class_entry->create_object = create;
    XWSSE_HANDLERS(verifier_object, handlers, free_object);
    handlers.get_gc = get_gc;
}
