/* Instants, to PHP and back. */

#include "instant.h"

void xwsse_instant_to_php(zval *date, xwsse_time instant)
{
    /* Unix time with a sign before the whole: -1.25 is a quarter of a second before -1. */
    int64_t seconds = instant.seconds;
    uint32_t micros = instant.nanos / 1000;
    bool before_epoch = seconds < 0;
    if (before_epoch) {
        seconds = -seconds;
        if (micros > 0) {
            seconds--;
            micros = 1000000 - micros;
        }
    }
    char text[40];
    int length = snprintf(text, sizeof text, "@%s%" PRId64 ".%06" PRIu32, before_epoch ? "-" : "", seconds, micros);
    php_date_instantiate(php_date_get_immutable_ce(), date);
    php_date_initialize(Z_PHPDATE_P(date), text, (size_t)length, NULL, NULL, 0);
}

bool xwsse_instant_of_php(zend_object *date, xwsse_time *instant)
{
    timelib_time *time = php_date_obj_from_obj(date)->time;
    if (time == NULL || !time->sse_uptodate) {
        /* A class of its own that did not call its parent's constructor; this says so. */
        zval timestamp;
        zend_call_method_with_0_params(date, date->ce, NULL, "gettimestamp", &timestamp);
        zval_ptr_dtor(&timestamp);
        time = php_date_obj_from_obj(date)->time;
        if (EG(exception) || time == NULL) {
            return false;
        }
    }
    instant->seconds = time->sse;
    instant->nanos = (uint32_t)time->us * 1000;
    return true;
}

double xwsse_seconds(xwsse_duration duration)
{
    return (double)duration.seconds + (double)duration.nanos / 1e9;
}

xwsse_time xwsse_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (xwsse_time){now.tv_sec, (uint32_t)now.tv_nsec};
}
