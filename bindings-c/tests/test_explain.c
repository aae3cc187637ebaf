#include "support.h"

/* Made for this test: the base64 text of the nonce was digested, and not the bytes that it stands for. */
static const char HEADER[] =
    "X-WSSE: UsernameToken Username=\"key\", PasswordDigest=\"7gxoXmpp8/bB5RnE4+LEHYWAyy8=\", "
    "Nonce=\"AAECAwQFBgcICQoLDA0ODw==\", Created=\"2026-01-15T12:30:00.000Z\"";
static const xwsse_time NOW = {1768480201, 0};

static xwsse_diagnosis *explain(const char *secret) {
  xwsse_diagnosis *diagnosis = NULL;
  assert_ok(xwsse_explain(HEADER, strlen(HEADER), NULL, secret, secret ? strlen(secret) : 0, &NOW, &diagnosis));
  return diagnosis;
}

static void the_text_names_the_slip(void **state) {
  (void)state;
  xwsse_diagnosis *diagnosis = explain("0123456789abcdef");
  const xwsse_slice text = xwsse_diagnosis_text(diagnosis);
  assert_int_equal(text.len, strlen(text.data));
  assert_non_null(strstr(text.data, "PasswordDigest was made of the nonce's base64 text"));
  xwsse_diagnosis_free(diagnosis);
}

static void the_json_has_the_fields_of_every_language(void **state) {
  (void)state;
  xwsse_diagnosis *diagnosis = explain("0123456789abcdef");
  const xwsse_slice json = xwsse_diagnosis_json(diagnosis);
  assert_int_equal(json.len, strlen(json.data));
  assert_int_equal(strncmp(json.data, "{\"dialect\":\"penneo\",", 20), 0);
  assert_non_null(strstr(json.data, "\"age_millis\":1000,\"digest_checked\":true,\"digest_dialects\":[\"atom\"],"));
  assert_non_null(strstr(json.data, "\"verdict\":\"digest_mismatch\""));
  assert_null(strstr(json.data, "0123456789abcdef"));
  xwsse_diagnosis_free(diagnosis);
}

static void without_the_secret_the_digest_is_not_judged(void **state) {
  (void)state;
  xwsse_diagnosis *diagnosis = explain(NULL);
  xwsse_status verdict = XWSSE_PANICKED;
  assert_ok(xwsse_diagnosis_verdict(diagnosis, &verdict));
  assert_status(XWSSE_OK, verdict);
  const char *json = xwsse_diagnosis_json(diagnosis).data;
  assert_non_null(strstr(json, "\"digest_checked\":false,\"digest_dialects\":[],\"verdict\":null"));
  xwsse_diagnosis_free(diagnosis);
}

static void an_empty_secret_is_not_taken_for_none(void **state) {
  (void)state;
  xwsse_diagnosis *diagnosis = NULL;
  assert_status(XWSSE_SECRET_EMPTY, xwsse_explain(HEADER, strlen(HEADER), NULL, "", 0, &NOW, &diagnosis));
  assert_null(diagnosis);
}

static void anything_can_be_pasted(void **state) {
  (void)state;
  const xwsse_slice pasted[] = {{NULL, 0}, {"\0\377\0", 3}, {"\n\n", 2}};
  for (size_t i = 0; i < sizeof pasted / sizeof *pasted; i++) {
    xwsse_diagnosis *diagnosis = NULL;
    xwsse_status verdict = XWSSE_OK;
    assert_ok(xwsse_explain(pasted[i].data, pasted[i].len, NULL, NULL, 0, NULL, &diagnosis));
    assert_ok(xwsse_diagnosis_verdict(diagnosis, &verdict));
    assert_status(XWSSE_HEADER_MISSING, verdict);
    xwsse_diagnosis_free(diagnosis);
  }
}

int run_explain_tests(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_text_names_the_slip),
      cmocka_unit_test(the_json_has_the_fields_of_every_language),
      cmocka_unit_test(without_the_secret_the_digest_is_not_judged),
      cmocka_unit_test(an_empty_secret_is_not_taken_for_none),
      cmocka_unit_test(anything_can_be_pasted),
  };
  return RUN(tests);
}
