/* Xwsse\explain(), Xwsse\Diagnosis, Xwsse\Finding */

#include "dialect.h"
#include "../errors.h"
#include "../instant.h"

#include "ext/json/php_json.h"

typedef struct {
    zend_string *text;
    zval json; /* an array */
    zend_object std;
} diagnosis_object;

/* The places of the properties in the stub. */
enum {
    DIAGNOSIS_VERDICT,
    DIAGNOSIS_FINDINGS,
    DIAGNOSIS_DIALECT,
    DIAGNOSIS_HEADER,
    DIAGNOSIS_PARTS,
    DIAGNOSIS_AGE_MILLIS,
    DIAGNOSIS_DIGEST_CHECKED,
    DIAGNOSIS_DIGEST_DIALECTS,
    DIAGNOSIS_PROPERTIES
};
enum { FINDING_CODE, FINDING_COLUMN, FINDING_PROBLEM, FINDING_REMEDY };

static zend_object_handlers handlers;

static zend_object *create(zend_class_entry *class_entry)
{
    return XWSSE_NEW(diagnosis_object, class_entry, &handlers);
}

static void free_object(zend_object *object)
{
    diagnosis_object *self = XWSSE_OF(diagnosis_object, object);
    if (self->text != NULL) {
        zend_string_release(self->text);
    }
    zval_ptr_dtor(&self->json);
    zend_object_std_dtor(object);
}

/* A dump goes into logs: it leaves out the header, which somebody could use, and its parts. */
static HashTable *get_properties_for(zend_object *object, zend_prop_purpose purpose)
{
    HashTable *all = zend_std_get_properties_for(object, purpose);
    if (purpose != ZEND_PROP_PURPOSE_DEBUG && purpose != ZEND_PROP_PURPOSE_VAR_EXPORT) {
        return all;
    }
    HashTable *shown = zend_array_dup(all);
    zend_release_properties(all);
    zend_hash_str_del(shown, ZEND_STRL("header"));
    zend_hash_str_del(shown, ZEND_STRL("parts"));
    return shown;
}

/* Sets a property to a field of the JSON object. */
static void set(zend_object *object, int place, HashTable *fields, const char *name)
{
    zval *value = zend_hash_str_find(fields, name, strlen(name));
    if (value != NULL) {
        ZVAL_COPY(OBJ_PROP_NUM(object, place), value);
    } else {
        ZVAL_NULL(OBJ_PROP_NUM(object, place));
    }
}

static void finding_object(zval *finding, HashTable *fields)
{
    object_init_ex(finding, xwsse_ce_finding);
    zend_object *object = Z_OBJ_P(finding);
    set(object, FINDING_CODE, fields, "code");
    set(object, FINDING_COLUMN, fields, "column");
    set(object, FINDING_PROBLEM, fields, "problem");
    set(object, FINDING_REMEDY, fields, "remedy");
}

static void set_findings(zval *property, HashTable *fields)
{
    zval *findings = zend_hash_str_find(fields, ZEND_STRL("findings"));
    array_init(property);
    zval *one;
    ZEND_HASH_FOREACH_VAL(Z_ARRVAL_P(findings), one) {
        zval finding;
        finding_object(&finding, Z_ARRVAL_P(one));
        add_next_index_zval(property, &finding);
    } ZEND_HASH_FOREACH_END();
}

/* A new Diagnosis; NULL with an exception. */
static zend_object *diagnosis_of(const xwsse_diagnosis *diagnosis)
{
    zend_object *object = create(xwsse_ce_diagnosis);
    diagnosis_object *self = XWSSE_OF(diagnosis_object, object);
    self->text = xwsse_string(xwsse_diagnosis_text(diagnosis));
    xwsse_slice json = xwsse_diagnosis_json(diagnosis);
    zend_result decoded = php_json_decode_ex(
        &self->json, json.data, json.len, PHP_JSON_OBJECT_AS_ARRAY | PHP_JSON_THROW_ON_ERROR, PHP_JSON_PARSER_DEFAULT_DEPTH);
    if (decoded != SUCCESS || EG(exception)) {
        OBJ_RELEASE(object);
        return NULL;
    }
    HashTable *fields = Z_ARRVAL(self->json);
    set(object, DIAGNOSIS_VERDICT, fields, "verdict");
    set_findings(OBJ_PROP_NUM(object, DIAGNOSIS_FINDINGS), fields);
    set(object, DIAGNOSIS_DIALECT, fields, "dialect");
    set(object, DIAGNOSIS_HEADER, fields, "header");
    set(object, DIAGNOSIS_PARTS, fields, "parts");
    set(object, DIAGNOSIS_AGE_MILLIS, fields, "age_millis");
    set(object, DIAGNOSIS_DIGEST_CHECKED, fields, "digest_checked");
    set(object, DIAGNOSIS_DIGEST_DIALECTS, fields, "digest_dialects");
    return object;
}

ZEND_FUNCTION(Xwsse_explain)
{
    zend_string *text, *secret = NULL, *dialect_text = NULL;
    zend_object *given_dialect = NULL, *given_now = NULL;
    ZEND_PARSE_PARAMETERS_START(1, 4)
        Z_PARAM_STR(text)
        Z_PARAM_OPTIONAL
        Z_PARAM_STR_OR_NULL(secret)
        Z_PARAM_DIALECT(given_dialect, dialect_text)
        Z_PARAM_OBJ_OF_CLASS_OR_NULL(given_now, php_date_get_interface_ce())
    ZEND_PARSE_PARAMETERS_END();

    xwsse_time now;
    if (given_now != NULL && !xwsse_instant_of_php(given_now, &now)) {
        RETURN_THROWS();
    }
    zend_object *dialect = xwsse_dialect_of_argument(given_dialect, dialect_text);
    if (dialect == NULL) {
        RETURN_THROWS();
    }
    xwsse_diagnosis *diagnosis = NULL;
    xwsse_status status = xwsse_explain(ZSTR_VAL(text), ZSTR_LEN(text), xwsse_dialect_handle(dialect),
        secret != NULL ? ZSTR_VAL(secret) : NULL, secret != NULL ? ZSTR_LEN(secret) : 0,
        given_now != NULL ? &now : NULL, &diagnosis);
    OBJ_RELEASE(dialect);
    if (status != XWSSE_OK) {
        xwsse_throw(status);
        RETURN_THROWS();
    }
    zend_object *object = diagnosis_of(diagnosis);
    xwsse_diagnosis_free(diagnosis);
    if (object == NULL) {
        RETURN_THROWS();
    }
    RETURN_OBJ(object);
}

#define SELF XWSSE_OF(diagnosis_object, Z_OBJ_P(ZEND_THIS))

/* Whether explain() made it; false with an exception. PDO makes objects of any class, whatever its constructor is. */
static bool is_made(const diagnosis_object *self)
{
    if (self->text == NULL) {
        zend_throw_error(NULL, "The Diagnosis was not initialized");
    }
    return self->text != NULL;
}

/* Nobody calls it: diagnoses come from explain(). */
ZEND_METHOD(Xwsse_Diagnosis, __construct)
{
    ZEND_PARSE_PARAMETERS_NONE();
}

ZEND_METHOD(Xwsse_Diagnosis, __toString)
{
    ZEND_PARSE_PARAMETERS_NONE();
    if (!is_made(SELF)) {
        RETURN_THROWS();
    }
    RETURN_STR_COPY(SELF->text);
}

ZEND_METHOD(Xwsse_Diagnosis, jsonSerialize)
{
    ZEND_PARSE_PARAMETERS_NONE();
    if (!is_made(SELF)) {
        RETURN_THROWS();
    }
    RETURN_COPY(&SELF->json);
}

/* Nobody calls it: findings come from explain(). */
ZEND_METHOD(Xwsse_Finding, __construct)
{
    ZEND_PARSE_PARAMETERS_NONE();
}

void xwsse_init_diagnosis(zend_class_entry *class_entry)
{
    class_entry->create_object = create;
    XWSSE_HANDLERS(diagnosis_object, handlers, free_object);
    handlers.get_properties_for = get_properties_for;
}
