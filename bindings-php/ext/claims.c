/* Xwsse\Claims */

#include "claims.h"
#include "instant.h"
#include "lazy.h"

typedef struct {
    xwsse_authenticated *owner;
    const xwsse_claims *handle;
    xwsse_lazy lazy;
    zend_object std;
} claims_object;
XWSSE_IS_LAZY(claims_object);

/* The places of the properties in the stub. */
enum {
    CLAIMS_IDS, CLAIMS_KINDS, CLAIMS_CLAIMANT, CLAIMS_CREATED, CLAIMS_OPENS, CLAIMS_KEEP_UNTIL, CLAIMS_KEEP_FOR,
    CLAIMS_LEAD
};

static zend_object_handlers handlers;

static zend_object *create(zend_class_entry *class_entry)
{
    return XWSSE_NEW(claims_object, class_entry, &handlers);
}

static void free_object(zend_object *object)
{
    xwsse_authenticated_free(XWSSE_OF(claims_object, object)->owner);
    zend_object_std_dtor(object);
}

/* PHP has microseconds, and a claim must not be dropped too early. */
static xwsse_time up_to_micros(xwsse_time time)
{
    time.nanos = (time.nanos + 999) / 1000 * 1000;
    if (time.nanos == 1000000000) {
        time.seconds++;
        time.nanos = 0;
    }
    return time;
}

static zend_long whole_seconds(xwsse_duration duration)
{
    return (zend_long)(duration.seconds + (duration.nanos > 0 ? 1 : 0));
}

zend_object *xwsse_claims_object(xwsse_authenticated *authenticated, const xwsse_claims *claims)
{
    zend_object *object = create(xwsse_ce_claims);
    claims_object *self = XWSSE_OF(claims_object, object);
    self->owner = authenticated;
    self->handle = claims;
    self->lazy.first_slot = CLAIMS_CREATED;
    self->lazy.waiting = 3;
    self->lazy.instants[0] = xwsse_claims_created(claims);
    self->lazy.instants[1] = xwsse_claims_opens(claims);
    self->lazy.instants[2] = up_to_micros(xwsse_claims_keep_until(claims));

    size_t count = xwsse_claims_count(claims);
    zval *ids = OBJ_PROP_NUM(object, CLAIMS_IDS), *kinds = OBJ_PROP_NUM(object, CLAIMS_KINDS);
    array_init_size(ids, (uint32_t)count);
    array_init_size(kinds, (uint32_t)count);
    for (size_t i = 0; i < count; i++) {
        xwsse_claim claim;
        if (xwsse_claims_get(claims, i, &claim) == XWSSE_OK) {
            add_next_index_stringl(ids, (const char *)claim.id, sizeof claim.id);
            add_next_index_string(kinds, xwsse_claim_kind_word(claim.kind));
        }
    }
    uint8_t claimant[16];
    if (xwsse_claims_claimant(claims, &claimant) == XWSSE_OK) {
        ZVAL_STRINGL(OBJ_PROP_NUM(object, CLAIMS_CLAIMANT), (const char *)claimant, sizeof claimant);
    }
    ZVAL_DOUBLE(OBJ_PROP_NUM(object, CLAIMS_LEAD), xwsse_seconds(xwsse_claims_lead(claims)));
    ZVAL_LONG(OBJ_PROP_NUM(object, CLAIMS_KEEP_FOR), whole_seconds(xwsse_claims_keep_for(claims)));
    return object;
}

xwsse_authenticated *xwsse_claims_owner(zend_object *claims)
{
    return XWSSE_OF(claims_object, claims)->owner;
}

const xwsse_claims *xwsse_claims_handle(zend_object *claims)
{
    return XWSSE_OF(claims_object, claims)->handle;
}

/* Nobody calls it: claims come from a verifier. */
ZEND_METHOD(Xwsse_Claims, __construct)
{
    ZEND_PARSE_PARAMETERS_NONE();
}

ZEND_METHOD(Xwsse_Claims, count)
{
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_LONG((zend_long)xwsse_claims_count(xwsse_claims_handle(Z_OBJ_P(ZEND_THIS))));
}

void xwsse_init_claims(zend_class_entry *class_entry)
{
    class_entry->create_object = create;
    xwsse_lazy_handlers(&handlers, XtOffsetOf(claims_object, std));
    handlers.free_obj = free_object;
    handlers.clone_obj = NULL;
}
