/* Xwsse\MemoryReplayStore */

#include "claims.h"
#include "errors.h"
#include "instant.h"
#include "store.h"

#include "SAPI.h"

typedef struct {
    xwsse_store *handle;
    zend_object std;
} memory_store_object;

static zend_object_handlers handlers;

static zend_object *create(zend_class_entry *class_entry)
{
    return XWSSE_NEW(memory_store_object, class_entry, &handlers);
}

static void free_object(zend_object *object)
{
    xwsse_store_free(XWSSE_OF(memory_store_object, object)->handle);
    zend_object_std_dtor(object);
}

const xwsse_store *xwsse_memory_store_handle(zend_object *store)
{
    return store->ce == xwsse_ce_memory_replay_store ? XWSSE_OF(memory_store_object, store)->handle : NULL;
}

/* Elsewhere an object lives no longer than one request, and as a store would protect against nothing. */
static bool objects_outlive_requests(void)
{
    static const char *const interfaces[] = {"cli", "embed", "micro", "phpdbg"};
    for (size_t i = 0; i < sizeof interfaces / sizeof *interfaces; i++) {
        if (strcmp(sapi_module.name, interfaces[i]) == 0) {
            return true;
        }
    }
    return false;
}

#define SELF XWSSE_OF(memory_store_object, Z_OBJ_P(ZEND_THIS))

ZEND_METHOD(Xwsse_MemoryReplayStore, __construct)
{
    zend_long capacity = XWSSE_DEFAULT_CAPACITY;
    zend_object *history_from = NULL;
    ZEND_PARSE_PARAMETERS_START(0, 2)
        Z_PARAM_OPTIONAL
        Z_PARAM_LONG(capacity)
        Z_PARAM_OBJ_OF_CLASS_OR_NULL(history_from, php_date_get_interface_ce())
    ZEND_PARSE_PARAMETERS_END();

    memory_store_object *self = SELF;
    if (!xwsse_first_call(self->handle == NULL)) {
        RETURN_THROWS();
    }
    if (!objects_outlive_requests()) {
        zend_throw_error(NULL,
            "A MemoryReplayStore would forget every token with its request under %s; use a store that the processes "
            "share, such as Xwsse\\ApcuReplayStore", sapi_module.name);
        RETURN_THROWS();
    }
    xwsse_time history;
    if (history_from != NULL && !xwsse_instant_of_php(history_from, &history)) {
        RETURN_THROWS();
    }
    /* What is negative is too large as a size. */
    xwsse_status status =
        xwsse_store_new_memory((size_t)capacity, history_from != NULL ? &history : NULL, &self->handle);
    if (status == XWSSE_CAPACITY_INVALID) {
        zend_value_error("%s", xwsse_status_text(status));
        RETURN_THROWS();
    }
    if (status != XWSSE_OK) {
        xwsse_throw(status);
        RETURN_THROWS();
    }
    ZVAL_LONG(OBJ_PROP_NUM(&self->std, 0), (zend_long)xwsse_store_capacity(self->handle));
}

ZEND_METHOD(Xwsse_MemoryReplayStore, claim)
{
    zend_object *claims, *now;
    ZEND_PARSE_PARAMETERS_START(2, 2)
        Z_PARAM_OBJ_OF_CLASS(claims, xwsse_ce_claims)
        Z_PARAM_OBJ_OF_CLASS(now, php_date_get_immutable_ce())
    ZEND_PARSE_PARAMETERS_END();

    xwsse_time time;
    if (!xwsse_instant_of_php(now, &time)) {
        RETURN_THROWS();
    }
    xwsse_outcome outcome;
    xwsse_status status = xwsse_store_claim(SELF->handle, xwsse_claims_handle(claims), &time, &outcome);
    if (status != XWSSE_OK) {
        xwsse_throw(status);
        RETURN_THROWS();
    }
    RETURN_OBJ_COPY(xwsse_outcome_case(outcome));
}

ZEND_METHOD(Xwsse_MemoryReplayStore, live)
{
    zend_object *now = NULL;
    ZEND_PARSE_PARAMETERS_START(0, 1)
        Z_PARAM_OPTIONAL
        Z_PARAM_OBJ_OF_CLASS_OR_NULL(now, php_date_get_interface_ce())
    ZEND_PARSE_PARAMETERS_END();

    xwsse_time time;
    if (now != NULL && !xwsse_instant_of_php(now, &time)) {
        RETURN_THROWS();
    }
    size_t live = 0;
    xwsse_status status = xwsse_store_live(SELF->handle, now != NULL ? &time : NULL, &live);
    if (status != XWSSE_OK) {
        xwsse_throw(status);
        RETURN_THROWS();
    }
    RETURN_LONG((zend_long)live);
}

void xwsse_init_memory_store(zend_class_entry *class_entry)
{
    class_entry->create_object = create;
    XWSSE_HANDLERS(memory_store_object, handlers, free_object);
}
