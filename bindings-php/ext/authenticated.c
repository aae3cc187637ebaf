/* From a token that was made with a secret to an identity: a store is asked. */

#include "authenticated.h"
#include "claims.h"
#include "errors.h"
#include "instant.h"
#include "store.h"

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

xwsse_identity *xwsse_authenticated_claim_in(
    xwsse_authenticated *authenticated, zend_object *store, const xwsse_time *now)
{
    xwsse_identity *identity = NULL;
    xwsse_status status;
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
