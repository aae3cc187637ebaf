/* All values of a header. */

#include "values.h"

bool xwsse_values_init(xwsse_values *values, HashTable *list, const zend_string *text)
{
    values->slices = values->room;
    values->count = 0;
    if (text != NULL) {
        values->room[values->count++] = (xwsse_slice){ZSTR_VAL(text), ZSTR_LEN(text)};
        return true;
    }
    if (list == NULL) {
        return true;
    }
    uint32_t count = zend_hash_num_elements(list);
    if (count > sizeof values->room / sizeof *values->room) {
        values->slices = safe_emalloc(count, sizeof(xwsse_slice), 0);
    }
    zval *value;
    ZEND_HASH_FOREACH_VAL(list, value) {
        ZVAL_DEREF(value);
        if (Z_TYPE_P(value) != IS_STRING) {
            zend_argument_type_error(1, "must be a list of strings, %s given in it", zend_zval_type_name(value));
            return false;
        }
        values->slices[values->count++] = (xwsse_slice){Z_STRVAL_P(value), Z_STRLEN_P(value)};
    } ZEND_HASH_FOREACH_END();
    return true;
}

void xwsse_values_free(xwsse_values *values)
{
    if (values->slices != values->room) {
        efree(values->slices);
    }
}
