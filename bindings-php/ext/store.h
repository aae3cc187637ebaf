#ifndef XWSSE_PHP_STORE_H
#define XWSSE_PHP_STORE_H

#include "php_xwsse.h"

/* The case of ClaimOutcome, which nobody needs to free. */
zend_object *xwsse_outcome_case(xwsse_outcome outcome);

/* The outcome that a store answered: XWSSE_OUTCOME_UNAVAILABLE for what is no ClaimOutcome. */
xwsse_outcome xwsse_outcome_of(const zval *answer);

/* The handle of a MemoryReplayStore; NULL for any other store. */
const xwsse_store *xwsse_memory_store_handle(zend_object *store);

#endif
