/* Verification step by step: for event loops, and for languages that must not be called back. */
#include "support.h"

static const xwsse_time NOW = {1773482400, 0};

static xwsse_candidate *candidate_of(const char *username) {
  xwsse_signer *signer = signer_of(username, "secret", "penneo");
  xwsse_token *token = NULL;
  xwsse_candidate *candidate = NULL;
  assert_ok(xwsse_signer_token_with(signer, &NOW, "0123456789abcdef", 16, &token));
  const xwsse_slice header = xwsse_token_header(token);
  assert_ok(xwsse_candidate_read(NULL, &header, 1, &NOW, &candidate));
  xwsse_token_free(token); /* The candidate keeps what it needs. */
  xwsse_signer_free(signer);
  return candidate;
}

static xwsse_authenticated *authenticated_of(const char *username) {
  const xwsse_slice secret = {"secret", 6};
  xwsse_candidate *candidate = candidate_of(username);
  xwsse_authenticated *authenticated = NULL;
  assert_ok(xwsse_candidate_authenticate(candidate, &secret, 1, NULL, 0, &authenticated));
  xwsse_candidate_free(candidate);
  return authenticated;
}

static void the_username_is_known_before_the_secrets(void **state) {
  (void)state;
  const xwsse_slice secrets[] = {{"next", 4}, {"secret", 6}}, empty[] = {{"secret", 6}, {NULL, 0}};
  xwsse_candidate *candidate = candidate_of("alice");
  xwsse_authenticated *authenticated = NULL;
  assert_slice("alice", xwsse_candidate_username(candidate));
  assert_status(XWSSE_USERNAME_UNKNOWN, xwsse_candidate_authenticate(candidate, NULL, 0, NULL, 0, &authenticated));
  assert_status(XWSSE_DIGEST_MISMATCH, xwsse_candidate_authenticate(candidate, secrets, 1, NULL, 0, &authenticated));
  assert_status(XWSSE_SECRET_EMPTY, xwsse_candidate_authenticate(candidate, empty, 2, NULL, 0, &authenticated));
  assert_status(XWSSE_TEXT_INVALID, xwsse_candidate_authenticate(candidate, secrets, 2, "\377", 1, &authenticated));
  assert_null(authenticated);
  assert_ok(xwsse_candidate_authenticate(candidate, secrets, 2, NULL, 0, &authenticated));
  xwsse_authenticated_free(authenticated);
  xwsse_candidate_free(candidate);
}

static void claims_are_made_on_the_canonical_name(void **state) {
  (void)state;
  const xwsse_slice secret = {"secret", 6};
  xwsse_claim first, second, other;
  const xwsse_claims *claims = NULL;
  const struct {
    const char *written, *canonical;
    xwsse_claim *claim;
  } cases[] = {{"Alice", "alice", &first}, {"ALICE", "alice", &second}, {"alice", "bob", &other}};
  for (size_t i = 0; i < 3; i++) {
    xwsse_candidate *candidate = candidate_of(cases[i].written);
    xwsse_authenticated *authenticated = NULL;
    xwsse_identity *identity = NULL;
    assert_ok(xwsse_candidate_authenticate(candidate, &secret, 1, cases[i].canonical, strlen(cases[i].canonical),
                                           &authenticated));
    assert_ok(xwsse_authenticated_claims(authenticated, &NOW, &claims));
    assert_ok(xwsse_claims_get(claims, 1, cases[i].claim)); /* The nonce's; the digest's is everybody's. */
    assert_ok(xwsse_authenticated_accept(authenticated, XWSSE_OUTCOME_FIRST, &identity));
    assert_slice(cases[i].canonical, xwsse_identity_username(identity));
    xwsse_identity_free(identity);
    xwsse_authenticated_free(authenticated);
    xwsse_candidate_free(candidate);
  }
  assert_memory_equal(first.id, second.id, sizeof first.id);
  assert_memory_not_equal(first.id, other.id, sizeof first.id);
}

static void a_token_takes_one_answer(void **state) {
  (void)state;
  xwsse_authenticated *authenticated = authenticated_of("alice");
  xwsse_identity *identity = NULL, *again = NULL;
  assert_ok(xwsse_authenticated_accept(authenticated, XWSSE_OUTCOME_FIRST, &identity));
  assert_status(XWSSE_REPLAYED, xwsse_authenticated_accept(authenticated, XWSSE_OUTCOME_FIRST, &again));
  assert_null(again);
  xwsse_authenticated_free(authenticated);
  assert_slice("alice", xwsse_identity_username(identity));
  xwsse_identity_free(identity);

  authenticated = authenticated_of("alice");
  assert_status(XWSSE_STORE_UNAVAILABLE, xwsse_authenticated_accept(authenticated, 0, &again));
  assert_status(XWSSE_REPLAYED, xwsse_authenticated_accept(authenticated, XWSSE_OUTCOME_FIRST, &again));
  assert_null(again);
  xwsse_authenticated_free(authenticated);
}

static void what_was_answered_is_not_asked_again(void **state) {
  (void)state;
  xwsse_store *store = store_of(10);
  xwsse_authenticated *authenticated = authenticated_of("alice");
  const xwsse_claims *claims = NULL, *again = NULL;
  xwsse_identity *identity = NULL;
  size_t live = 1;
  assert_ok(xwsse_authenticated_claims(authenticated, &NOW, &claims));
  assert_status(XWSSE_STORE_FULL, xwsse_authenticated_accept(authenticated, XWSSE_OUTCOME_FULL, &identity));
  assert_status(XWSSE_REPLAYED, xwsse_authenticated_claims(authenticated, &NOW, &again));
  assert_null(again);
  assert_status(XWSSE_REPLAYED, xwsse_authenticated_claim(authenticated, store, &NOW, &identity));
  assert_null(identity);
  assert_ok(xwsse_store_live(store, &NOW, &live));
  assert_int_equal(0, live);
  assert_int_equal(3, xwsse_claims_count(claims)); /* They are there until the handle is freed. */
  xwsse_authenticated_free(authenticated);
  xwsse_store_free(store);
}

static void a_store_claims_a_token_once(void **state) {
  (void)state;
  xwsse_store *store = store_of(10);
  xwsse_authenticated *first = authenticated_of("alice"), *second = authenticated_of("alice");
  xwsse_identity *identity = NULL, *again = NULL;
  assert_ok(xwsse_authenticated_claim(first, store, &NOW, &identity));
  assert_status(XWSSE_REPLAYED, xwsse_authenticated_claim(second, store, &NOW, &again));
  assert_null(again);
  xwsse_identity_free(identity);
  xwsse_authenticated_free(first);
  xwsse_authenticated_free(second);
  xwsse_store_free(store);
}

static void a_store_is_not_asked_when_the_window_has_passed_meanwhile(void **state) {
  (void)state;
  const xwsse_time last = {NOW.seconds + 60, 0}, late = {NOW.seconds + 60, 1};
  xwsse_store *store = store_of(10);
  xwsse_authenticated *authenticated = authenticated_of("alice");
  const xwsse_claims *claims = NULL;
  xwsse_identity *identity = NULL;
  assert_status(XWSSE_CREATED_STALE, xwsse_authenticated_claims(authenticated, &late, &claims));
  assert_null(claims);
  assert_status(XWSSE_CREATED_STALE, xwsse_authenticated_claim(authenticated, store, &late, &identity));
  assert_null(identity);
  assert_ok(xwsse_authenticated_claims(authenticated, &last, &claims));
  assert_ok(xwsse_authenticated_claim(authenticated, store, &last, &identity));
  xwsse_identity_free(identity);
  xwsse_authenticated_free(authenticated);
  xwsse_store_free(store);
}

static void a_verifier_s_first_half_changes_nothing(void **state) {
  (void)state;
  static char secret[] = "secret";
  xwsse_signer *signer = signer_of("alice", "secret", "penneo");
  xwsse_store *store = store_of(10);
  xwsse_verifier *verifier = NULL;
  xwsse_authenticated *first = NULL, *second = NULL;
  xwsse_identity *identity = NULL, *again = NULL;
  char buffer[XWSSE_HEADER_CAPACITY];
  size_t len = 0;
  assert_ok(xwsse_verifier_new(NULL, look_up_one, secret, store, &verifier));
  assert_ok(xwsse_signer_sign(signer, buffer, sizeof buffer, &len));
  const xwsse_slice header = {buffer, len};
  assert_ok(xwsse_verifier_authenticate(verifier, &header, 1, NULL, &first));
  assert_ok(xwsse_verifier_authenticate(verifier, &header, 1, NULL, &second));
  assert_ok(xwsse_authenticated_claim(first, store, NULL, &identity));
  assert_status(XWSSE_REPLAYED, xwsse_authenticated_claim(second, store, NULL, &again));
  xwsse_identity_free(identity);
  xwsse_authenticated_free(first);
  xwsse_authenticated_free(second);
  xwsse_verifier_free(verifier);
  xwsse_store_free(store);
  xwsse_signer_free(signer);
}

int run_step_tests(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_username_is_known_before_the_secrets),
      cmocka_unit_test(claims_are_made_on_the_canonical_name),
      cmocka_unit_test(a_token_takes_one_answer),
      cmocka_unit_test(what_was_answered_is_not_asked_again),
      cmocka_unit_test(a_store_claims_a_token_once),
      cmocka_unit_test(a_store_is_not_asked_when_the_window_has_passed_meanwhile),
      cmocka_unit_test(a_verifier_s_first_half_changes_nothing),
  };
  return RUN(tests);
}
