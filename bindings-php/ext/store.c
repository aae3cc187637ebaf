/* Xwsse\ClaimOutcome, and what a Xwsse\ReplayStore answers */

#include "store.h"

/* The cases, in the order of xwsse_outcome. */
static const char *const cases[] = {
    NULL, "First", "SeenDigest", "SeenNonce", "SeenCreated", "Full", "HistoryGap", "Unavailable",
};

zend_object *xwsse_outcome_case(xwsse_outcome outcome)
{
    return zend_enum_get_case_cstr(xwsse_ce_claim_outcome, cases[outcome]);
}

xwsse_outcome xwsse_outcome_of(const zval *answer)
{
    if (Z_TYPE_P(answer) == IS_OBJECT && Z_OBJCE_P(answer) == xwsse_ce_claim_outcome) {
        const zval *name = zend_enum_fetch_case_name(Z_OBJ_P(answer));
        for (xwsse_outcome outcome = XWSSE_OUTCOME_FIRST; outcome <= XWSSE_OUTCOME_UNAVAILABLE; outcome++) {
            if (xwsse_string_is(Z_STR_P(name), cases[outcome])) {
                return outcome;
            }
        }
    }
    return XWSSE_OUTCOME_UNAVAILABLE;
}

ZEND_METHOD(Xwsse_ClaimOutcome, seen)
{
    zend_string *kind;
    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_STR(kind)
    ZEND_PARSE_PARAMETERS_END();

    xwsse_outcome outcome;
    if (zend_string_equals_literal(kind, "digest")) {
        outcome = XWSSE_OUTCOME_SEEN_DIGEST;
    } else if (zend_string_equals_literal(kind, "nonce")) {
        outcome = XWSSE_OUTCOME_SEEN_NONCE;
    } else if (zend_string_equals_literal(kind, "created")) {
        outcome = XWSSE_OUTCOME_SEEN_CREATED;
    } else {
        zend_argument_value_error(1, "must be one of \"digest\", \"nonce\", and \"created\"");
        RETURN_THROWS();
    }
    RETURN_OBJ_COPY(xwsse_outcome_case(outcome));
}
