#include <ctype.h>
#include <stdio.h>

#include "support.h"

/* Every status of the header: name and number, as scripts/test/c.sh reads them there. */
static const struct {
  const char *name;
  int32_t number;
} header_statuses[] = {
#include "header_statuses.inc"
};
static const size_t header_statuses_len = sizeof header_statuses / sizeof *header_statuses;

static void every_status_of_the_header_has_its_code_and_text(void **state) {
  (void)state;
  assert_true(header_statuses_len > 30);
  for (size_t i = 0; i < header_statuses_len; i++) {
    const char *code = xwsse_status_code(header_statuses[i].number);
    char name[64];
    assert_non_null(code);
    snprintf(name, sizeof name, "XWSSE_%s", code);
    for (char *c = name; *c != '\0'; c++) {
      *c = (char)toupper((unsigned char)*c);
    }
    assert_string_equal(name, header_statuses[i].name);
    assert_true(strlen(xwsse_status_text(header_statuses[i].number)) >= strlen("done"));
  }
}

static void a_text_is_a_problem_and_its_remedy(void **state) {
  (void)state;
  for (size_t i = 0; i < header_statuses_len; i++) {
    const int32_t number = header_statuses[i].number;
    const char *problem = xwsse_status_problem(number), *remedy = xwsse_status_remedy(number);
    char text[512];
    snprintf(text, sizeof text, "%s%s%s", problem, *remedy == '\0' ? "" : "; ", remedy);
    assert_string_equal(text, xwsse_status_text(number));
    assert_true(strlen(problem) > 0);
    assert_true(number == XWSSE_OK || strlen(remedy) > 0);
  }
  assert_string_equal(xwsse_status_problem(XWSSE_SECRET_EMPTY), "the secret is empty");
  assert_null(xwsse_status_problem(23));
  assert_null(xwsse_status_remedy(-1));
}

static void no_other_number_is_a_status(void **state) {
  (void)state;
  size_t known = 0;
  for (int32_t number = -10; number < 100000; number++) {
    known += xwsse_status_code(number) != NULL;
  }
  assert_int_equal(known, header_statuses_len);
  const int32_t others[] = {-1, 23, 109, 200, INT32_MAX, INT32_MIN, 65536 + 12};
  for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
    assert_null(xwsse_status_code(others[i]));
    assert_string_equal(xwsse_status_text(others[i]), "unknown status");
    assert_int_equal(xwsse_status_http(others[i]), 500);
  }
}

static void the_rejections_are_those_of_every_language(void **state) {
  (void)state;
  for (size_t i = 0; i < rejection_cases_len; i++) {
    assert_string_equal(xwsse_status_code(rejection_cases[i].number), rejection_cases[i].code);
    assert_int_equal(xwsse_status_http(rejection_cases[i].number), rejection_cases[i].status);
  }
  for (int32_t number = 1; number < 100; number++) {
    assert_int_equal(xwsse_status_code(number) != NULL, (size_t)number <= rejection_cases_len);
  }
}

static void a_fault_is_never_answered_as_success(void **state) {
  (void)state;
  assert_int_equal(xwsse_status_http(XWSSE_OK), 200);
  for (size_t i = 0; i < header_statuses_len; i++) {
    if (header_statuses[i].number > 100) {
      assert_int_equal(xwsse_status_http(header_statuses[i].number), 500);
    }
  }
}

static void the_challenge_holds_the_realm_and_nothing_that_breaks_a_header(void **state) {
  (void)state;
  char buffer[64];
  size_t len = 0;
  assert_ok(xwsse_challenge("api", 3, buffer, sizeof buffer, &len));
  assert_string_equal(buffer, "WSSE realm=\"api\", profile=\"UsernameToken\"");
  assert_int_equal(len, strlen(buffer));
  assert_ok(xwsse_challenge("a\r\n\"\\\0b", 7, buffer, sizeof buffer, &len));
  assert_string_equal(buffer, "WSSE realm=\"ab\", profile=\"UsernameToken\"");
  assert_ok(xwsse_challenge(NULL, 0, buffer, sizeof buffer, &len));
  assert_string_equal(buffer, "WSSE realm=\"\", profile=\"UsernameToken\"");
}

int run_status_tests(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_status_of_the_header_has_its_code_and_text),
      cmocka_unit_test(a_text_is_a_problem_and_its_remedy),
      cmocka_unit_test(no_other_number_is_a_status),
      cmocka_unit_test(the_rejections_are_those_of_every_language),
      cmocka_unit_test(a_fault_is_never_answered_as_success),
      cmocka_unit_test(the_challenge_holds_the_realm_and_nothing_that_breaks_a_header),
  };
  return RUN(tests);
}
