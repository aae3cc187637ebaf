#include "support.h"

static void a_store_has_room_for_what_was_asked(void **state) {
  (void)state;
  xwsse_store *store = store_of(360000);
  size_t live = 1;
  assert_true(xwsse_store_capacity(store) >= 360000);
  assert_ok(xwsse_store_live(store, NULL, &live));
  assert_int_equal(live, 0);
  xwsse_store_free(store);
  store = store_of(XWSSE_DEFAULT_CAPACITY);
  assert_true(xwsse_store_capacity(store) >= XWSSE_DEFAULT_CAPACITY);
  xwsse_store_free(store);
}

static void a_capacity_out_of_range_is_refused(void **state) {
  (void)state;
  xwsse_store *store = NULL;
  assert_status(XWSSE_CAPACITY_INVALID, xwsse_store_new_memory(0, NULL, &store));
  assert_status(XWSSE_CAPACITY_INVALID, xwsse_store_new_memory((size_t)1073741825, NULL, &store));
  assert_status(XWSSE_CAPACITY_INVALID, xwsse_store_new_memory(SIZE_MAX, NULL, &store));
  const xwsse_time nowhen = {0, 1000000000};
  assert_status(XWSSE_TIME_INVALID, xwsse_store_new_memory(1, &nowhen, &store));
  assert_null(store);
}

static void an_outcome_has_a_word_and_a_word_its_outcome(void **state) {
  (void)state;
  const char *const words[] = {NULL, "first", "seen_digest", "seen_nonce", "seen_created", "full", "history_gap", "unavailable"};
  for (int32_t outcome = XWSSE_OUTCOME_FIRST; outcome <= XWSSE_OUTCOME_UNAVAILABLE; outcome++) {
    assert_string_equal(xwsse_outcome_word(outcome), words[outcome]);
    assert_int_equal(xwsse_outcome_of_word(words[outcome], strlen(words[outcome])), outcome);
  }
  assert_null(xwsse_outcome_word(0));
  assert_null(xwsse_outcome_word(8));
  assert_int_equal(xwsse_outcome_of_word("First", 5), XWSSE_OUTCOME_UNAVAILABLE);
  assert_int_equal(xwsse_outcome_of_word("\377", 1), XWSSE_OUTCOME_UNAVAILABLE);
  assert_string_equal(xwsse_claim_kind_word(XWSSE_CLAIM_KIND_DIGEST), "digest");
  assert_string_equal(xwsse_claim_kind_word(XWSSE_CLAIM_KIND_NONCE), "nonce");
  assert_string_equal(xwsse_claim_kind_word(XWSSE_CLAIM_KIND_CREATED), "created");
  assert_null(xwsse_claim_kind_word(4));
}

static void what_is_verified_lives_in_the_store_for_the_window(void **state) {
  (void)state;
  static char secret[] = "secret";
  const xwsse_time now = {1773482400, 0}, last = {1773482460, 0}, later = {1773482461, 0};
  xwsse_signer *signer = signer_of("key", "secret", "penneo");
  xwsse_store *store = store_of(10);
  xwsse_verifier *verifier = NULL;
  xwsse_token *token = NULL;
  xwsse_identity *identity = NULL;
  size_t live = 0;
  assert_ok(xwsse_verifier_new(NULL, look_up_one, secret, store, &verifier));
  assert_ok(xwsse_signer_token_with(signer, &now, "0123456789abcdef", 16, &token));
  const xwsse_slice header = xwsse_token_header(token);
  assert_ok(xwsse_verifier_verify(verifier, &header, 1, &now, &identity));
  assert_ok(xwsse_store_live(store, &now, &live));
  assert_int_equal(live, 3);
  assert_ok(xwsse_store_live(store, &last, &live));
  assert_int_equal(live, 3);
  assert_ok(xwsse_store_live(store, &later, &live));
  assert_int_equal(live, 0);
  xwsse_identity_free(identity);
  xwsse_token_free(token);
  xwsse_verifier_free(verifier);
  xwsse_store_free(store);
  xwsse_signer_free(signer);
}

static void a_full_store_refuses_with_503(void **state) {
  (void)state;
  static char secret[] = "secret";
  const xwsse_time now = {1773482400, 0};
  xwsse_signer *signer = signer_of("key", "secret", "atom");
  xwsse_dialect *dialect = dialect_of(slice("atom"));
  xwsse_store *store = store_of(1);
  xwsse_verifier *verifier = NULL;
  xwsse_status status = XWSSE_OK;
  assert_ok(xwsse_verifier_new(dialect, look_up_one, secret, store, &verifier));
  for (int i = 0; i < 1000 && status == XWSSE_OK; i++) {
    char nonce[5] = {'n', (char)('0' + i / 100), (char)('0' + i / 10 % 10), (char)('0' + i % 10), 0};
    xwsse_token *token = NULL;
    xwsse_identity *identity = NULL;
    assert_ok(xwsse_signer_token_with(signer, &now, nonce, 4, &token));
    const xwsse_slice header = xwsse_token_header(token);
    status = xwsse_verifier_verify(verifier, &header, 1, &now, &identity);
    xwsse_identity_free(identity);
    xwsse_token_free(token);
  }
  assert_status(XWSSE_STORE_FULL, status);
  assert_int_equal(xwsse_status_http(status), 503);
  xwsse_verifier_free(verifier);
  xwsse_store_free(store);
  xwsse_dialect_free(dialect);
  xwsse_signer_free(signer);
}

static void a_store_refuses_the_time_before_its_history(void **state) {
  (void)state;
  static char secret[] = "secret";
  const xwsse_time now = {1773482400, 0};
  xwsse_signer *signer = signer_of("key", "secret", "penneo");
  xwsse_store *store = NULL;
  xwsse_verifier *verifier = NULL;
  xwsse_token *token = NULL;
  xwsse_identity *identity = NULL;
  assert_ok(xwsse_store_new_memory(10, &now, &store));
  assert_ok(xwsse_verifier_new(NULL, look_up_one, secret, store, &verifier));
  assert_ok(xwsse_signer_token_with(signer, &now, "0123456789abcdef", 16, &token));
  const xwsse_slice header = xwsse_token_header(token);
  assert_status(XWSSE_HISTORY_GAP, xwsse_verifier_verify(verifier, &header, 1, &now, &identity));
  assert_null(identity);
  xwsse_token_free(token);
  xwsse_verifier_free(verifier);
  xwsse_store_free(store);
  xwsse_signer_free(signer);
}

static void a_verifier_keeps_a_store_that_was_freed(void **state) {
  (void)state;
  static char secret[] = "secret";
  xwsse_signer *signer = signer_of("key", "secret", "penneo");
  xwsse_store *store = store_of(10);
  xwsse_verifier *first = NULL, *second = NULL;
  assert_ok(xwsse_verifier_new(NULL, look_up_one, secret, store, &first));
  assert_ok(xwsse_verifier_new(NULL, look_up_one, secret, store, &second));
  xwsse_store_free(store);
  char buffer[XWSSE_HEADER_CAPACITY];
  size_t len = 0;
  assert_ok(xwsse_signer_sign(signer, buffer, sizeof buffer, &len));
  const xwsse_slice header = {buffer, len};
  xwsse_identity *identity = NULL, *again = NULL;
  assert_ok(xwsse_verifier_verify(first, &header, 1, NULL, &identity));
  xwsse_verifier_free(first);
  assert_status(XWSSE_REPLAYED, xwsse_verifier_verify(second, &header, 1, NULL, &again));
  xwsse_identity_free(identity);
  xwsse_verifier_free(second);
  xwsse_signer_free(signer);
}

static int32_t forward(void *store, const xwsse_claims *claims, xwsse_time now) {
  xwsse_outcome outcome = XWSSE_OUTCOME_UNAVAILABLE;
  assert_ok(xwsse_store_claim(store, claims, &now, &outcome));
  return outcome;
}

static void a_store_of_your_own_can_stand_on_another_one(void **state) {
  (void)state;
  static char secret[] = "secret";
  xwsse_signer *signer = signer_of("key", "secret", "penneo");
  xwsse_store *below = store_of(10), *above = NULL;
  xwsse_verifier *verifier = NULL;
  assert_ok(xwsse_store_new_callback(forward, below, &above));
  assert_ok(xwsse_verifier_new(NULL, look_up_one, secret, above, &verifier));
  char buffer[XWSSE_HEADER_CAPACITY];
  size_t len = 0, live = 1;
  assert_ok(xwsse_signer_sign(signer, buffer, sizeof buffer, &len));
  const xwsse_slice header = {buffer, len};
  xwsse_identity *identity = NULL, *again = NULL;
  assert_ok(xwsse_verifier_verify(verifier, &header, 1, NULL, &identity));
  assert_status(XWSSE_REPLAYED, xwsse_verifier_verify(verifier, &header, 1, NULL, &again));
  assert_int_equal(xwsse_store_capacity(above), 0);
  assert_ok(xwsse_store_live(above, NULL, &live));
  assert_int_equal(live, 0);
  xwsse_identity_free(identity);
  xwsse_verifier_free(verifier);
  xwsse_store_free(above);
  xwsse_store_free(below);
  xwsse_signer_free(signer);
}

int run_store_tests(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_store_has_room_for_what_was_asked),
      cmocka_unit_test(a_capacity_out_of_range_is_refused),
      cmocka_unit_test(an_outcome_has_a_word_and_a_word_its_outcome),
      cmocka_unit_test(what_is_verified_lives_in_the_store_for_the_window),
      cmocka_unit_test(a_full_store_refuses_with_503),
      cmocka_unit_test(a_store_refuses_the_time_before_its_history),
      cmocka_unit_test(a_verifier_keeps_a_store_that_was_freed),
      cmocka_unit_test(a_store_of_your_own_can_stand_on_another_one),
  };
  return RUN(tests);
}
