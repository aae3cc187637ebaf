/* Properties that are made when somebody looks at them. */

#include "instant.h"
#include "lazy.h"

void xwsse_lazy_finish(zend_object *object)
{
    xwsse_lazy *lazy = xwsse_lazy_of(object);
    uint32_t waiting = lazy->waiting;
    lazy->waiting = 0;
    for (uint32_t i = 0; i < waiting; i++) {
        xwsse_instant_to_php(OBJ_PROP_NUM(object, lazy->first_slot + i), lazy->instants[i]);
    }
}

/* The engine asks only while the property is not there: reading one that is made costs nothing here. */
static zval *read_property(zend_object *object, zend_string *name, int type, void **cache, zval *value)
{
    xwsse_lazy_finish(object);
    return zend_std_read_property(object, name, type, cache, value);
}

static zval *get_property_ptr_ptr(zend_object *object, zend_string *name, int type, void **cache)
{
    xwsse_lazy_finish(object);
    return zend_std_get_property_ptr_ptr(object, name, type, cache);
}

static zval *write_property(zend_object *object, zend_string *name, zval *value, void **cache)
{
    xwsse_lazy_finish(object);
    return zend_std_write_property(object, name, value, cache);
}

static void unset_property(zend_object *object, zend_string *name, void **cache)
{
    xwsse_lazy_finish(object);
    zend_std_unset_property(object, name, cache);
}

static int has_property(zend_object *object, zend_string *name, int how, void **cache)
{
    xwsse_lazy_finish(object);
    return zend_std_has_property(object, name, how, cache);
}

static HashTable *get_properties(zend_object *object)
{
    xwsse_lazy_finish(object);
    return zend_std_get_properties(object);
}

/* The engine's own would call get_properties, and nothing may be made while garbage is collected. */
static HashTable *get_gc(zend_object *object, zval **table, int *count)
{
    *table = object->properties_table;
    *count = object->ce->default_properties_count;
    return object->properties;
}

static int compare(zval *left, zval *right)
{
    ZEND_COMPARE_OBJECTS_FALLBACK(left, right);
    if (Z_OBJCE_P(left) == Z_OBJCE_P(right)) {
        xwsse_lazy_finish(Z_OBJ_P(left));
        xwsse_lazy_finish(Z_OBJ_P(right));
    }
    return zend_std_compare_objects(left, right);
}

void xwsse_lazy_handlers(zend_object_handlers *handlers, size_t before)
{
    memcpy(handlers, &std_object_handlers, sizeof *handlers);
    handlers->offset = (int)before;
    handlers->read_property = read_property;
    handlers->get_property_ptr_ptr = get_property_ptr_ptr;
    handlers->write_property = write_property;
    handlers->unset_property = unset_property;
    handlers->has_property = has_property;
    handlers->get_properties = get_properties;
    handlers->get_gc = get_gc;
    handlers->compare = compare;
}
