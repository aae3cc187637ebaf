/* Xwsse\ClaimOutcome, and what a Xwsse\ReplayStore answers */

#include "store.h"

/* The case with this word; NULL when there is none. */
static zend_object *case_of_word(const char *word)
{
    zend_string *name;
    ZEND_HASH_FOREACH_STR_KEY(CE_CONSTANTS_TABLE(xwsse_ce_claim_outcome), name) {
        zend_object *known = zend_enum_get_case(xwsse_ce_claim_outcome, name);
        if (xwsse_string_is(Z_STR_P(zend_enum_fetch_case_value(known)), word)) {
            return known;
        }
    } ZEND_HASH_FOREACH_END();
    return NULL;
}

zend_object *xwsse_outcome_case(xwsse_outcome outcome)
{
    return case_of_word(xwsse_outcome_word(outcome));
}

xwsse_outcome xwsse_outcome_of(const zval *answer)
{
    if (Z_TYPE_P(answer) != IS_OBJECT || Z_OBJCE_P(answer) != xwsse_ce_claim_outcome) {
        return XWSSE_OUTCOME_UNAVAILABLE;
    }
    const zend_string *word = Z_STR_P(zend_enum_fetch_case_value(Z_OBJ_P(answer)));
    return xwsse_outcome_of_word(ZSTR_VAL(word), ZSTR_LEN(word));
}

ZEND_METHOD(Xwsse_ClaimOutcome, seen)
{
    zend_string *kind;
    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_STR(kind)
    ZEND_PARSE_PARAMETERS_END();

    zend_string *word = strpprintf(0, "seen_%s", ZSTR_VAL(kind));
    zend_object *outcome = case_of_word(ZSTR_VAL(word));
    zend_string_release(word);
    if (outcome == NULL) {
        zend_argument_value_error(1, "must be one of Claims::$kinds");
        RETURN_THROWS();
    }
    RETURN_OBJ_COPY(outcome);
}
