/* Who has which secrets. */

#include "credentials.h"
#include "look_up.h"

#include "zend_closures.h"

bool xwsse_look_up_init(xwsse_look_up *look_up, zval *secrets)
{
    if (zend_is_callable(secrets, 0, NULL)) {
        /* A closure binds what the callable means here, which it may mean nowhere else. */
        zend_call_method_with_1_params(NULL, zend_ce_closure, NULL, "fromcallable", &look_up->function, secrets);
        return !EG(exception);
    }
    if (Z_TYPE_P(secrets) != IS_ARRAY) {
        zend_argument_type_error(1, "must be of type array|callable, %s given", zend_zval_type_name(secrets));
        return false;
    }
    look_up->table = xwsse_secrets_table(Z_ARRVAL_P(secrets));
    return look_up->table != NULL;
}

void xwsse_look_up_free(xwsse_look_up *look_up)
{
    if (look_up->table != NULL) {
        zend_array_release(look_up->table);
    }
    zval_ptr_dtor(&look_up->function);
}

void xwsse_found_secrets_free(xwsse_found_secrets *found)
{
    zval_ptr_dtor(&found->copy);
    zval_ptr_dtor(&found->answer);
}

/* Calls the function with the username; false with an exception. */
static bool ask(xwsse_look_up *look_up, xwsse_slice username, zval *answer)
{
    zval argument;
    ZVAL_STR(&argument, xwsse_string(username));
    zend_result called = call_user_function(NULL, NULL, &look_up->function, answer, 1, &argument);
    zval_ptr_dtor(&argument);
    return called == SUCCESS && !EG(exception);
}

bool xwsse_look_up_find(xwsse_look_up *look_up, xwsse_slice username, xwsse_found_secrets *found)
{
    ZVAL_UNDEF(&found->answer);
    ZVAL_UNDEF(&found->copy);
    found->secrets = NULL;
    found->username = NULL;
    if (look_up->table != NULL) {
        found->secrets = xwsse_secrets_in(look_up->table, username.data, username.len);
        return true;
    }
    if (!ask(look_up, username, &found->answer)) {
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
        const zval *faulty = xwsse_secrets_copy(&found->copy, answer);
        if (faulty != NULL) {
            xwsse_throw_secret("a secret of the look-up", faulty);
            return false;
        }
        found->secrets = &found->copy;
    }
    return true;
}

/* It runs no PHP code and asks PHP for no memory: both could leave by a longjmp() through Rust, the second at PHP's
 * memory_limit. */
int32_t xwsse_look_up_in_table(void *table, xwsse_slice username, xwsse_found *found)
{
    zval *secrets = xwsse_secrets_in(table, username.data, username.len);
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
