/* The least time of a call, of many rounds, in nanoseconds: what disturbs a round only adds to it. */
#ifndef MEASURE_H
#define MEASURE_H

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define ROUNDS 40
#define CALLS 2000

static double now_nanos(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

static void measure(const char *name, void (*call)(void *, size_t), void *context) {
  double least = 1e18;
  for (size_t round = 0; round < ROUNDS; round++) {
    const double start = now_nanos();
    for (size_t i = 0; i < CALLS; i++) {
      call(context, round * CALLS + i);
    }
    const double each = (now_nanos() - start) / CALLS;
    least = each < least ? each : least;
  }
  printf("%s\t%.1f\n", name, least);
}

static void must(int holds) {
  if (!holds) {
    abort();
  }
}

#endif
