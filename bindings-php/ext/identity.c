/* Xwsse\Identity */

#include "errors.h"
#include "identity.h"
#include "instant.h"
#include "lazy.h"

typedef struct {
    xwsse_lazy lazy;
    zend_object std;
} identity_object;
XWSSE_IS_LAZY(identity_object);

/* The places of the properties in the stub. */
enum { IDENTITY_USERNAME, IDENTITY_CREATED, IDENTITY_SECRET_INDEX, IDENTITY_DIALECT };

static zend_object_handlers handlers;

static zend_object *create(zend_class_entry *class_entry)
{
    return XWSSE_NEW(identity_object, class_entry, &handlers);
}

static zend_object *clone_object(zend_object *object)
{
    xwsse_lazy_finish(object);
    zend_object *clone = create(object->ce);
    zend_objects_clone_members(clone, object);
    return clone;
}

zend_object *xwsse_identity_object(xwsse_identity *identity)
{
    zend_object *object = create(xwsse_ce_identity);
    xwsse_lazy *lazy = xwsse_lazy_of(object);
    lazy->first_slot = IDENTITY_CREATED;
    lazy->waiting = 1;
    lazy->instants[0] = xwsse_identity_created(identity);
    XWSSE_SET_SLICE(object, IDENTITY_USERNAME, xwsse_identity_username(identity));
    ZVAL_LONG(OBJ_PROP_NUM(object, IDENTITY_SECRET_INDEX), (zend_long)xwsse_identity_secret_index(identity));
    XWSSE_SET_SLICE(object, IDENTITY_DIALECT, xwsse_identity_dialect(identity));
    xwsse_identity_free(identity);
    return object;
}

ZEND_METHOD(Xwsse_Identity, __construct)
{
    zend_string *username, *dialect = NULL;
    zend_object *created;
    zend_long secret_index = 0;
    ZEND_PARSE_PARAMETERS_START(2, 4)
        Z_PARAM_STR(username)
        Z_PARAM_OBJ_OF_CLASS(created, php_date_get_immutable_ce())
        Z_PARAM_OPTIONAL
        Z_PARAM_LONG(secret_index)
        Z_PARAM_STR(dialect)
    ZEND_PARSE_PARAMETERS_END();

    zend_object *self = Z_OBJ_P(ZEND_THIS);
    if (!xwsse_first_call(Z_ISUNDEF_P(OBJ_PROP_NUM(self, IDENTITY_USERNAME)))) {
        RETURN_THROWS();
    }
    XWSSE_SET_STR(self, IDENTITY_USERNAME, zend_string_copy(username));
    ZVAL_OBJ_COPY(OBJ_PROP_NUM(self, IDENTITY_CREATED), created);
    ZVAL_LONG(OBJ_PROP_NUM(self, IDENTITY_SECRET_INDEX), secret_index);
    XWSSE_SET_STR(self, IDENTITY_DIALECT,
        dialect != NULL ? zend_string_copy(dialect) : zend_string_init(ZEND_STRL("penneo"), false));
}

void xwsse_init_identity(zend_class_entry *class_entry)
{
    class_entry->create_object = create;
    xwsse_lazy_handlers(&handlers, XtOffsetOf(identity_object, std));
    handlers.clone_obj = clone_object;
}
