/* With a library that was built with the feature panic_for_tests: its export panics inside the real guard. */
#include "support.h"

xwsse_status xwsse_panic_for_tests(void);

static void a_panic_becomes_a_status_and_the_program_goes_on(void **state) {
  (void)state;
  assert_status(XWSSE_PANICKED, xwsse_panic_for_tests());
  assert_int_equal(xwsse_status_http(XWSSE_PANICKED), 500);
  xwsse_signer *signer = signer_of("key", "secret", "penneo");
  xwsse_signer_free(signer);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(a_panic_becomes_a_status_and_the_program_goes_on)};
  return RUN(tests);
}
