/* What a wrong call must not do. scripts/test/c.sh checks that each export with a pointer is called here. */
#include "support.h"

#define refused(call) assert_status(XWSSE_NULL_ARGUMENT, call)
#define nothing(call) assert_null((call).data)
#define too_long(call) assert_status(XWSSE_LENGTH_INVALID, call)

/* Good objects of every kind. */
static struct {
  xwsse_dialect *dialect;
  xwsse_signer *signer;
  xwsse_token *token;
  xwsse_store *store;
  xwsse_verifier *verifier;
  xwsse_candidate *candidate;
  xwsse_authenticated *authenticated;
  const xwsse_claims *claims;
  xwsse_identity *identity;
  xwsse_diagnosis *diagnosis;
  xwsse_slice header;
} good;
static const xwsse_time NOW = {1773482400, 0};
static char one_secret[] = "secret";

static int set_up(void **state) {
  (void)state;
  const xwsse_slice secret = {one_secret, 6};
  good.dialect = dialect_of(slice("penneo"));
  good.signer = signer_of("key", one_secret, "penneo");
  good.store = store_of(10);
  assert_ok(xwsse_signer_token_with(good.signer, &NOW, "0123456789abcdef", 16, &good.token));
  good.header = xwsse_token_header(good.token);
  assert_ok(xwsse_verifier_new(NULL, look_up_one, one_secret, good.store, &good.verifier));
  assert_ok(xwsse_candidate_read(NULL, &good.header, 1, &NOW, &good.candidate));
  assert_ok(xwsse_candidate_authenticate(good.candidate, &secret, 1, NULL, 0, &good.authenticated));
  assert_ok(xwsse_authenticated_claims(good.authenticated, &NOW, &good.claims));
  assert_ok(xwsse_verifier_verify(good.verifier, &good.header, 1, &NOW, &good.identity));
  assert_ok(xwsse_explain(good.header.data, good.header.len, NULL, NULL, 0, &NOW, &good.diagnosis));
  return 0;
}

static int tear_down(void **state) {
  (void)state;
  xwsse_diagnosis_free(good.diagnosis);
  xwsse_identity_free(good.identity);
  xwsse_authenticated_free(good.authenticated);
  xwsse_candidate_free(good.candidate);
  xwsse_verifier_free(good.verifier);
  xwsse_token_free(good.token);
  xwsse_store_free(good.store);
  xwsse_signer_free(good.signer);
  xwsse_dialect_free(good.dialect);
  return 0;
}

static void freeing_null_does_nothing(void **state) {
  (void)state;
  xwsse_dialect_free(NULL);
  xwsse_dialect_error_free(NULL);
  xwsse_signer_free(NULL);
  xwsse_token_free(NULL);
  xwsse_store_free(NULL);
  xwsse_verifier_free(NULL);
  xwsse_candidate_free(NULL);
  xwsse_authenticated_free(NULL);
  xwsse_identity_free(NULL);
  xwsse_diagnosis_free(NULL);
}

static void null_objects_have_no_values(void **state) {
  (void)state;
  nothing(xwsse_dialect_text(NULL));
  nothing(xwsse_dialect_name(NULL));
  nothing(xwsse_dialect_nonce(NULL));
  nothing(xwsse_dialect_hash(NULL));
  nothing(xwsse_dialect_digest(NULL));
  nothing(xwsse_dialect_created(NULL));
  nothing(xwsse_dialect_accept(NULL));
  nothing(xwsse_dialect_unique(NULL));
  nothing(xwsse_dialect_word(NULL));
  nothing(xwsse_dialect_unknown(NULL));
  nothing(xwsse_dialect_error_text(NULL));
  nothing(xwsse_dialect_error_problem(NULL));
  nothing(xwsse_dialect_error_remedy(NULL));
  assert_int_equal(xwsse_dialect_error_position(NULL), 0);
  assert_int_equal(xwsse_outcome_of_word(NULL, 1), XWSSE_OUTCOME_UNAVAILABLE);
  nothing(xwsse_dialect_authorization(NULL));
  assert_int_equal(xwsse_dialect_max_age(NULL).seconds, 0);
  assert_int_equal(xwsse_dialect_max_future(NULL).seconds, 0);
  assert_int_equal(xwsse_dialect_max_nonce(NULL), 0);
  nothing(xwsse_signer_username(NULL));
  assert_null(xwsse_signer_dialect(NULL));
  nothing(xwsse_token_header_line(NULL, 0));
  nothing(xwsse_token_header(NULL));
  nothing(xwsse_token_authorization(NULL));
  nothing(xwsse_token_username(NULL));
  nothing(xwsse_token_password_digest(NULL));
  nothing(xwsse_token_nonce(NULL));
  nothing(xwsse_token_created(NULL));
  assert_int_equal(xwsse_store_capacity(NULL), 0);
  assert_int_equal(xwsse_claims_count(NULL), 0);
  assert_int_equal(xwsse_claims_created(NULL).seconds, 0);
  assert_int_equal(xwsse_claims_keep_until(NULL).seconds, 0);
  assert_int_equal(xwsse_claims_opens(NULL).seconds, 0);
  assert_int_equal(xwsse_claims_lead(NULL).seconds, 0);
  uint8_t claimant[16];
  assert_int_equal(xwsse_claims_claimant(NULL, &claimant), XWSSE_NULL_ARGUMENT);
  assert_int_equal(xwsse_claims_keep_for(NULL).seconds, 0);
  nothing(xwsse_candidate_username(NULL));
  nothing(xwsse_identity_username(NULL));
  assert_int_equal(xwsse_identity_created(NULL).seconds, 0);
  assert_int_equal(xwsse_identity_secret_index(NULL), 0);
  nothing(xwsse_identity_dialect(NULL));
  nothing(xwsse_diagnosis_text(NULL));
  nothing(xwsse_diagnosis_json(NULL));
}

static void null_is_refused_where_an_object_or_a_place_is_needed(void **state) {
  (void)state;
  char buffer[XWSSE_HEADER_CAPACITY];
  size_t len = 77;
  int64_t millis = 77;
  xwsse_status verdict = 77;
  xwsse_outcome outcome = 77;
  xwsse_claim claim = {{0}, 77};
  xwsse_api_keys fields = {{NULL, 77}, {NULL, 0}, {NULL, 0}, {NULL, 0}};
  xwsse_dialect *dialect = NULL;
  xwsse_dialect_error *dialect_error = NULL;
  xwsse_signer *signer = NULL;
  xwsse_token *token = NULL;
  xwsse_store *store = NULL;
  xwsse_verifier *verifier = NULL;
  xwsse_candidate *candidate = NULL;
  xwsse_authenticated *authenticated = NULL;
  const xwsse_claims *claims = NULL;
  xwsse_identity *identity = NULL;
  xwsse_diagnosis *diagnosis = NULL;
  const xwsse_slice *header = &good.header, hole = {NULL, 1};

  refused(xwsse_challenge(NULL, 1, buffer, sizeof buffer, &len));
  refused(xwsse_challenge("api", 3, NULL, 1, &len));
  refused(xwsse_challenge("api", 3, buffer, sizeof buffer, NULL));
  refused(xwsse_dialect_new(NULL, 1, &dialect));
  refused(xwsse_dialect_new("atom", 4, NULL));
  refused(xwsse_dialect_error_of(NULL, 1, &dialect_error));
  refused(xwsse_dialect_error_of("atom", 4, NULL));

  refused(xwsse_signer_new(NULL, 1, "secret", 6, NULL, &signer));
  refused(xwsse_signer_new("key", 3, NULL, 1, NULL, &signer));
  refused(xwsse_signer_new("key", 3, "secret", 6, NULL, NULL));
  refused(xwsse_signer_sign(NULL, buffer, sizeof buffer, &len));
  refused(xwsse_signer_sign(good.signer, NULL, 1, &len));
  refused(xwsse_signer_sign(good.signer, buffer, sizeof buffer, NULL));
  refused(xwsse_signer_token(NULL, &token));
  refused(xwsse_signer_token(good.signer, NULL));
  refused(xwsse_signer_token_with(NULL, &NOW, "nonce", 5, &token));
  refused(xwsse_signer_token_with(good.signer, NULL, "nonce", 5, &token));
  refused(xwsse_signer_token_with(good.signer, &NOW, NULL, 5, &token));
  refused(xwsse_signer_token_with(good.signer, &NOW, "nonce", 5, NULL));
  refused(xwsse_signer_clock_offset(NULL, &millis));
  refused(xwsse_signer_clock_offset(good.signer, NULL));
  refused(xwsse_signer_set_clock_offset(NULL, 0));
  refused(xwsse_signer_learn_clock_offset(NULL, "", 0, &millis));
  refused(xwsse_signer_learn_clock_offset(good.signer, NULL, 1, &millis));
  refused(xwsse_signer_learn_clock_offset(good.signer, "", 0, NULL));

  refused(xwsse_token_parse(NULL, 1, &token));
  refused(xwsse_token_parse(good.header.data, good.header.len, NULL));
  refused(xwsse_token_api_keys(NULL, &fields));
  refused(xwsse_token_api_keys(good.token, NULL));

  refused(xwsse_store_new_memory(1, NULL, NULL));
  refused(xwsse_store_new_callback(NULL, NULL, &store));
  refused(xwsse_store_new_callback((xwsse_claim_fn)abort, NULL, NULL));
  refused(xwsse_store_live(NULL, &NOW, &len));
  refused(xwsse_store_live(good.store, &NOW, NULL));
  refused(xwsse_store_claim(NULL, good.claims, &NOW, &outcome));
  refused(xwsse_store_claim(good.store, NULL, &NOW, &outcome));
  refused(xwsse_store_claim(good.store, good.claims, &NOW, NULL));
  refused(xwsse_claims_get(NULL, 0, &claim));
  refused(xwsse_claims_get(good.claims, 0, NULL));

  refused(xwsse_verifier_new(NULL, NULL, NULL, good.store, &verifier));
  refused(xwsse_verifier_new(NULL, look_up, NULL, NULL, &verifier));
  refused(xwsse_verifier_new(NULL, look_up, NULL, good.store, NULL));
  refused(xwsse_verifier_verify(NULL, header, 1, &NOW, &identity));
  refused(xwsse_verifier_verify(good.verifier, NULL, 1, &NOW, &identity));
  refused(xwsse_verifier_verify(good.verifier, &hole, 1, &NOW, &identity));
  refused(xwsse_verifier_verify(good.verifier, header, 1, &NOW, NULL));
  refused(xwsse_verifier_authenticate(NULL, header, 1, &NOW, &authenticated));
  refused(xwsse_verifier_authenticate(good.verifier, NULL, 1, &NOW, &authenticated));
  refused(xwsse_verifier_authenticate(good.verifier, &hole, 1, &NOW, &authenticated));
  refused(xwsse_verifier_authenticate(good.verifier, header, 1, &NOW, NULL));
  refused(xwsse_found_secret(NULL, "secret", 6));
  refused(xwsse_found_username(NULL, "key", 3));

  refused(xwsse_candidate_read(NULL, NULL, 1, &NOW, &candidate));
  refused(xwsse_candidate_read(NULL, &hole, 1, &NOW, &candidate));
  refused(xwsse_candidate_read(NULL, header, 1, &NOW, NULL));
  refused(xwsse_candidate_authenticate(NULL, NULL, 0, NULL, 0, &authenticated));
  refused(xwsse_candidate_authenticate(good.candidate, NULL, 1, NULL, 0, &authenticated));
  refused(xwsse_candidate_authenticate(good.candidate, &hole, 1, NULL, 0, &authenticated));
  refused(xwsse_candidate_authenticate(good.candidate, NULL, 0, NULL, 1, &authenticated));
  refused(xwsse_candidate_authenticate(good.candidate, NULL, 0, NULL, 0, NULL));
  refused(xwsse_authenticated_claim(NULL, good.store, &NOW, &identity));
  refused(xwsse_authenticated_claim(good.authenticated, NULL, &NOW, &identity));
  refused(xwsse_authenticated_claim(good.authenticated, good.store, &NOW, NULL));
  refused(xwsse_authenticated_claims(NULL, &NOW, &claims));
  refused(xwsse_authenticated_claims(good.authenticated, &NOW, NULL));
  refused(xwsse_authenticated_accept(NULL, XWSSE_OUTCOME_FIRST, &identity));
  refused(xwsse_authenticated_accept(good.authenticated, XWSSE_OUTCOME_FIRST, NULL));

  refused(xwsse_explain(NULL, 1, NULL, NULL, 0, &NOW, &diagnosis));
  refused(xwsse_explain("", 0, NULL, NULL, 1, &NOW, &diagnosis));
  refused(xwsse_explain("", 0, NULL, NULL, 0, &NOW, NULL));
  refused(xwsse_diagnosis_verdict(NULL, &verdict));
  refused(xwsse_diagnosis_verdict(good.diagnosis, NULL));

  /* Nothing was written. */
  assert_true(len == 77 && millis == 77 && verdict == 77 && outcome == 77 && claim.kind == 77 && fields.key.len == 77);
  assert_true(!dialect && !dialect_error && !signer && !token && !store && !verifier && !candidate && !authenticated && !claims);
  assert_true(!identity && !diagnosis);
  /* A wrong call has not used the token up either. */
  assert_ok(xwsse_authenticated_accept(good.authenticated, XWSSE_OUTCOME_FIRST, &identity));
  xwsse_identity_free(identity);
}

static void a_length_beyond_any_object_is_refused(void **state) {
  (void)state;
  const size_t lengths[] = {SIZE_MAX, (size_t)PTRDIFF_MAX + 1};
  for (size_t i = 0; i < 2; i++) {
    const size_t huge = lengths[i];
    const xwsse_slice long_value = {"x", huge}, *values = &long_value;
    char buffer[64];
    size_t len = 0;
    int64_t millis = 0;
    xwsse_dialect *dialect = NULL;
  xwsse_dialect_error *dialect_error = NULL;
    xwsse_signer *signer = NULL;
    xwsse_token *token = NULL;
    xwsse_identity *identity = NULL;
    xwsse_candidate *candidate = NULL;
    xwsse_authenticated *authenticated = NULL;
    xwsse_diagnosis *diagnosis = NULL;
    too_long(xwsse_challenge("x", huge, buffer, sizeof buffer, &len));
    too_long(xwsse_dialect_new("x", huge, &dialect));
    too_long(xwsse_dialect_error_of("x", huge, &dialect_error));
    too_long(xwsse_signer_new("x", huge, "x", 1, NULL, &signer));
    too_long(xwsse_signer_new("x", 1, "x", huge, NULL, &signer));
    too_long(xwsse_signer_token_with(good.signer, &NOW, "x", huge, &token));
    too_long(xwsse_signer_learn_clock_offset(good.signer, "x", huge, &millis));
    too_long(xwsse_token_parse("x", huge, &token));
    too_long(xwsse_verifier_verify(good.verifier, values, 1, &NOW, &identity));
    too_long(xwsse_verifier_verify(good.verifier, values, huge, &NOW, &identity));
    too_long(xwsse_verifier_verify(good.verifier, values, SIZE_MAX / sizeof *values, &NOW, &identity));
    too_long(xwsse_verifier_authenticate(good.verifier, values, huge, &NOW, &authenticated));
    too_long(xwsse_candidate_read(NULL, values, huge, &NOW, &candidate));
    too_long(xwsse_candidate_authenticate(good.candidate, values, 1, NULL, 0, &authenticated));
    too_long(xwsse_candidate_authenticate(good.candidate, NULL, 0, "x", huge, &authenticated));
    too_long(xwsse_explain("x", huge, NULL, NULL, 0, &NOW, &diagnosis));
    too_long(xwsse_explain("x", 1, NULL, "x", huge, &NOW, &diagnosis));
  }
}

static void a_time_that_is_none_is_refused(void **state) {
  (void)state;
  const xwsse_time times[] = {{0, 1000000000}, {59, 1000000000}, {0, UINT32_MAX}, {INT64_MAX, 0}, {INT64_MIN, 0}};
  for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
    const xwsse_time *no_time = &times[i];
    size_t live = 0;
    xwsse_outcome outcome = 77;
    const xwsse_claims *claims = NULL;
    xwsse_identity *identity = NULL;
    xwsse_candidate *candidate = NULL;
    xwsse_authenticated *authenticated = NULL;
    xwsse_diagnosis *diagnosis = NULL;
    assert_status(XWSSE_TIME_INVALID, xwsse_store_live(good.store, no_time, &live));
    assert_status(XWSSE_TIME_INVALID, xwsse_store_claim(good.store, good.claims, no_time, &outcome));
    assert_status(XWSSE_TIME_INVALID, xwsse_verifier_verify(good.verifier, &good.header, 1, no_time, &identity));
    assert_status(XWSSE_TIME_INVALID,
                  xwsse_verifier_authenticate(good.verifier, &good.header, 1, no_time, &authenticated));
    assert_status(XWSSE_TIME_INVALID, xwsse_candidate_read(NULL, &good.header, 1, no_time, &candidate));
    assert_status(XWSSE_TIME_INVALID, xwsse_authenticated_claims(good.authenticated, no_time, &claims));
    assert_status(XWSSE_TIME_INVALID, xwsse_authenticated_claim(good.authenticated, good.store, no_time, &identity));
    assert_status(XWSSE_TIME_INVALID, xwsse_explain("", 0, NULL, NULL, 0, no_time, &diagnosis));
  }
}

int run_misuse_tests(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(freeing_null_does_nothing),
      cmocka_unit_test(null_objects_have_no_values),
      cmocka_unit_test_setup_teardown(null_is_refused_where_an_object_or_a_place_is_needed, set_up, tear_down),
      cmocka_unit_test_setup_teardown(a_length_beyond_any_object_is_refused, set_up, tear_down),
      cmocka_unit_test_setup_teardown(a_time_that_is_none_is_refused, set_up, tear_down),
  };
  return RUN(tests);
}
