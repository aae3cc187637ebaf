#include <stdio.h>

#include "support.h"

static void library_and_header_are_of_one_abi(void **state) {
  (void)state;
  assert_int_equal(xwsse_abi_version(), XWSSE_ABI_VERSION);
}

static void library_and_header_are_of_one_version(void **state) {
  (void)state;
  char numbers[64];
  assert_string_equal(xwsse_version(), XWSSE_VERSION);
  snprintf(numbers, sizeof numbers, "%d.%d.%d", XWSSE_VERSION_MAJOR, XWSSE_VERSION_MINOR, XWSSE_VERSION_PATCH);
  assert_string_equal(numbers, XWSSE_VERSION);
}

int run_version_tests(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(library_and_header_are_of_one_abi),
      cmocka_unit_test(library_and_header_are_of_one_version),
  };
  return RUN(tests);
}
