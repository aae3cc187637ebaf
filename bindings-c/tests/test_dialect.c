#include <stdio.h>

#include "support.h"

static void a_dialect_is_read_from_its_text(void **state) {
  (void)state;
  for (size_t i = 0; i < dialect_cases_len; i++) {
    const struct dialect_case *c = &dialect_cases[i];
    xwsse_dialect *dialect = NULL;
    if (!c->valid) {
      assert_status(XWSSE_DIALECT_INVALID, xwsse_dialect_new(c->text.data, c->text.len, &dialect));
      assert_null(dialect);
      xwsse_dialect_error *error = NULL;
      assert_ok(xwsse_dialect_error_of(c->text.data, c->text.len, &error));
      assert_int_equal(c->position, xwsse_dialect_error_position(error));
      xwsse_dialect_error_free(error);
      continue;
    }
    assert_ok(xwsse_dialect_new(c->text.data, c->text.len, &dialect));
    assert_slice(c->name.data, xwsse_dialect_name(dialect));
    assert_slice(c->words[0].data, xwsse_dialect_nonce(dialect));
    assert_slice(c->words[1].data, xwsse_dialect_hash(dialect));
    assert_slice(c->words[2].data, xwsse_dialect_digest(dialect));
    assert_slice(c->words[3].data, xwsse_dialect_created(dialect));
    assert_slice(c->words[4].data, xwsse_dialect_accept(dialect));
    assert_slice(c->words[5].data, xwsse_dialect_unique(dialect));
    assert_slice(c->words[6].data, xwsse_dialect_word(dialect));
    assert_slice(c->words[7].data, xwsse_dialect_unknown(dialect));
    const xwsse_duration age = xwsse_dialect_max_age(dialect), future = xwsse_dialect_max_future(dialect);
    assert_true(age.seconds == c->max_age.seconds && age.nanos == c->max_age.nanos);
    assert_true(future.seconds == c->max_future.seconds && future.nanos == c->max_future.nanos);
    assert_int_equal(xwsse_dialect_max_nonce(dialect), c->max_nonce);

    /* The canonical text is read as the same dialect. */
    xwsse_dialect *again = dialect_of(xwsse_dialect_text(dialect));
    assert_slice(xwsse_dialect_text(dialect).data, xwsse_dialect_text(again));
    assert_slice(c->words[5].data, xwsse_dialect_unique(again));
    xwsse_dialect_free(again);
    xwsse_dialect_free(dialect);
  }
}

static void an_error_says_which_word_what_is_allowed_and_where(void **state) {
  (void)state;
  const struct {
    const char *text, *problem, *remedy;
    size_t position;
  } cases[] = {
      {"penneo,max_nonce=1000", "\"1000\" is not a value of max_nonce", "write 1 to 256", 17},
      {"penneo,hash=md5", "\"md5\" is not a value of hash", "write sha1 or sha256", 12},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    xwsse_dialect_error *error = NULL;
    char text[256];
    assert_ok(xwsse_dialect_error_of(cases[i].text, strlen(cases[i].text), &error));
    assert_slice(cases[i].problem, xwsse_dialect_error_problem(error));
    assert_slice(cases[i].remedy, xwsse_dialect_error_remedy(error));
    assert_int_equal(cases[i].position, xwsse_dialect_error_position(error));
    snprintf(text, sizeof text, "%s; %s", cases[i].problem, cases[i].remedy);
    assert_slice(text, xwsse_dialect_error_text(error));
    xwsse_dialect_error_free(error);
  }
  xwsse_dialect_error *error = NULL;
  assert_ok(xwsse_dialect_error_of("penno", 5, &error));
  assert_non_null(strstr(xwsse_dialect_error_remedy(error).data, "did you mean penneo?"));
  xwsse_dialect_error_free(error);
  assert_ok(xwsse_dialect_error_of("penneo", 6, &error));
  assert_null(error);
}

static void the_canonical_text_is_short(void **state) {
  (void)state;
  xwsse_dialect *dialect = dialect_of(slice("penneo,hash=sha1,max_nonce=128,accept=rfc2822,unknown=ignore"));
  assert_slice("penneo,max_nonce=128,accept=rfc2822,unknown=ignore", xwsse_dialect_text(dialect));
  assert_slice("ignore", xwsse_dialect_unknown(dialect));
  xwsse_dialect_free(dialect);
}

static void the_presets_are_listed_the_default_first(void **state) {
  (void)state;
  const char *const names[] = {"penneo", "atom", "emarsys", "symfony", "huawei", "pywsse"};
  for (size_t i = 0; i < 6; i++) {
    assert_string_equal(xwsse_dialect_preset(i), names[i]);
  }
  assert_null(xwsse_dialect_preset(6));
  assert_null(xwsse_dialect_preset(SIZE_MAX));
}

static void authorization_is_that_of_the_preset(void **state) {
  (void)state;
  xwsse_dialect *huawei = dialect_of(slice("huawei"));
  assert_slice("WSSE realm=\"SDP\",profile=\"UsernameToken\",type=\"Appkey\"", xwsse_dialect_authorization(huawei));
  xwsse_dialect_free(huawei);
}

static void a_text_with_a_nul_or_of_other_bytes_is_no_dialect(void **state) {
  (void)state;
  xwsse_dialect *dialect = NULL;
  assert_status(XWSSE_DIALECT_INVALID, xwsse_dialect_new("atom\0", 5, &dialect));
  assert_status(XWSSE_DIALECT_INVALID, xwsse_dialect_new(NULL, 0, &dialect));
  assert_status(XWSSE_TEXT_INVALID, xwsse_dialect_new("atom\377", 5, &dialect));
  assert_null(dialect);
}

int run_dialect_tests(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_dialect_is_read_from_its_text),
      cmocka_unit_test(an_error_says_which_word_what_is_allowed_and_where),
      cmocka_unit_test(the_canonical_text_is_short),
      cmocka_unit_test(the_presets_are_listed_the_default_first),
      cmocka_unit_test(authorization_is_that_of_the_preset),
      cmocka_unit_test(a_text_with_a_nul_or_of_other_bytes_is_no_dialect),
  };
  return RUN(tests);
}
