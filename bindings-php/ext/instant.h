#ifndef XWSSE_PHP_INSTANT_H
#define XWSSE_PHP_INSTANT_H

#include "php_xwsse.h"

#include "ext/date/php_date.h"

/* Sets `date` to a DateTimeImmutable in UTC. It has microseconds: what is finer is cut off. */
void xwsse_instant_to_php(zval *date, xwsse_time instant);

/* The instant of any DateTimeInterface. False with a PHP exception when the object holds no time. */
bool xwsse_instant_of_php(zend_object *date, xwsse_time *instant);

double xwsse_seconds(xwsse_duration duration);

/* By the system's clock. */
xwsse_time xwsse_now(void);

#endif
