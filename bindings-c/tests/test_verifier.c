#include "support.h"

/* A signer, a fresh header of it, and a verifier for it: what each test begins with. */
struct fixture {
  xwsse_signer *signer;
  xwsse_store *store;
  xwsse_verifier *verifier;
  char buffer[XWSSE_HEADER_CAPACITY];
  xwsse_slice header;
};

static void set_up_in(struct fixture *f, const char *dialect_text, xwsse_secrets_fn look_up, void *context,
                      xwsse_store *store) {
  size_t len = 0;
  f->signer = signer_of("alice", "secret", "penneo");
  f->store = store;
  f->verifier = NULL;
  xwsse_dialect *dialect = dialect_of(slice(dialect_text));
  assert_ok(xwsse_verifier_new(dialect, look_up, context, store, &f->verifier));
  xwsse_dialect_free(dialect);
  assert_ok(xwsse_signer_sign(f->signer, f->buffer, sizeof f->buffer, &len));
  f->header.data = f->buffer;
  f->header.len = len;
}

static void set_up(struct fixture *f, xwsse_secrets_fn look_up, void *context, xwsse_store *store) {
  set_up_in(f, "penneo", look_up, context, store);
}

static void tear_down(struct fixture *f) {
  xwsse_verifier_free(f->verifier);
  xwsse_store_free(f->store);
  xwsse_signer_free(f->signer);
}

static xwsse_status verify(const struct fixture *f) {
  xwsse_identity *identity = NULL;
  const xwsse_status status = xwsse_verifier_verify(f->verifier, &f->header, 1, NULL, &identity);
  assert_int_equal(identity != NULL, status == XWSSE_OK);
  xwsse_identity_free(identity);
  return status;
}

static int32_t two_secrets(void *context, xwsse_slice username, xwsse_found *found) {
  (void)context;
  assert_slice("alice", username);
  assert_ok(xwsse_found_secret(found, "next", 4));
  return xwsse_found_secret(found, "secret", 6);
}

static void the_identity_says_which_secret_matched(void **state) {
  (void)state;
  struct fixture f;
  xwsse_identity *identity = NULL;
  set_up(&f, two_secrets, NULL, store_of(10));
  assert_ok(xwsse_verifier_verify(f.verifier, &f.header, 1, NULL, &identity));
  assert_slice("alice", xwsse_identity_username(identity));
  assert_slice("penneo", xwsse_identity_dialect(identity));
  assert_int_equal(xwsse_identity_secret_index(identity), 1);
  tear_down(&f);
  assert_slice("alice", xwsse_identity_username(identity)); /* The identity lives on. */
  xwsse_identity_free(identity);
}

static int32_t nobody(void *context, xwsse_slice username, xwsse_found *found) {
  (void)context, (void)username, (void)found;
  return 0;
}

static int32_t database_is_away(void *context, xwsse_slice username, xwsse_found *found) {
  (void)context, (void)username;
  assert_ok(xwsse_found_secret(found, "secret", 6));
  return -1;
}

static int32_t empty_secret(void *context, xwsse_slice username, xwsse_found *found) {
  (void)context, (void)username;
  assert_status(XWSSE_SECRET_EMPTY, xwsse_found_secret(found, "", 0));
  assert_ok(xwsse_found_secret(found, "secret", 6));
  return 0;
}

static int32_t broken_username(void *context, xwsse_slice username, xwsse_found *found) {
  (void)context, (void)username;
  assert_status(XWSSE_TEXT_INVALID, xwsse_found_username(found, "al\377", 3));
  assert_ok(xwsse_found_secret(found, "secret", 6));
  return 0;
}

static void a_look_up_that_fails_is_503_and_never_nobody(void **state) {
  (void)state;
  const struct {
    xwsse_secrets_fn look_up;
    xwsse_status status;
  } cases[] = {
      {nobody, XWSSE_USERNAME_UNKNOWN},
      {database_is_away, XWSSE_SECRETS_UNAVAILABLE},
      {empty_secret, XWSSE_SECRETS_UNAVAILABLE},
      {broken_username, XWSSE_SECRETS_UNAVAILABLE},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct fixture f;
    set_up(&f, cases[i].look_up, NULL, store_of(10));
    assert_status(cases[i].status, verify(&f));
    tear_down(&f);
  }
}

static int32_t any_spelling(void *context, xwsse_slice username, xwsse_found *found) {
  (void)context, (void)username;
  assert_ok(xwsse_found_username(found, "alice", 5));
  return xwsse_found_secret(found, "secret", 6);
}

static void a_token_is_accepted_once_whatever_the_spelling(void **state) {
  (void)state;
  struct fixture f;
  xwsse_identity *identity = NULL;
  set_up(&f, any_spelling, NULL, store_of(10));
  memcpy(strstr(f.buffer, "alice"), "ALICE", 5);
  assert_ok(xwsse_verifier_verify(f.verifier, &f.header, 1, NULL, &identity));
  assert_slice("alice", xwsse_identity_username(identity));
  xwsse_identity_free(identity);
  memcpy(strstr(f.buffer, "ALICE"), "Alice", 5);
  assert_status(XWSSE_REPLAYED, verify(&f));
  tear_down(&f);
}

static void all_values_of_the_header_count(void **state) {
  (void)state;
  static char secret[] = "secret";
  struct fixture f;
  xwsse_identity *identity = NULL;
  set_up(&f, look_up_one, secret, store_of(10));
  const xwsse_slice twice[] = {f.header, f.header};
  assert_status(XWSSE_HEADER_MISSING, xwsse_verifier_verify(f.verifier, NULL, 0, NULL, &identity));
  assert_status(XWSSE_HEADER_MALFORMED, xwsse_verifier_verify(f.verifier, twice, 2, NULL, &identity));
  assert_null(identity);
  assert_ok(verify(&f));
  tear_down(&f);
}

static void unknown_parameters_are_refused_unless_ignored(void **state) {
  (void)state;
  static char secret[] = "secret";
  const char *const dialects[] = {"penneo", "penneo,unknown=ignore"};
  for (size_t i = 0; i < 2; i++) {
    struct fixture f;
    set_up_in(&f, dialects[i], look_up_one, secret, store_of(10));
    strcat(f.buffer, ", Organization=\"acme\"");
    f.header.len = strlen(f.buffer);
    assert_status(i == 1 ? XWSSE_OK : XWSSE_PARAMETER_UNKNOWN, verify(&f));
    tear_down(&f);
  }
}

static int32_t answer(void *number, const xwsse_claims *claims, xwsse_time now) {
  (void)claims, (void)now;
  return *(int32_t *)number;
}

static void only_first_lets_a_token_in(void **state) {
  (void)state;
  static char secret[] = "secret";
  const struct {
    int32_t answer;
    xwsse_status status;
  } cases[] = {
      {XWSSE_OUTCOME_FIRST, XWSSE_OK},
      {XWSSE_OUTCOME_SEEN_DIGEST, XWSSE_REPLAYED},
      {XWSSE_OUTCOME_SEEN_NONCE, XWSSE_NONCE_REUSED},
      {XWSSE_OUTCOME_SEEN_CREATED, XWSSE_CREATED_REUSED},
      {XWSSE_OUTCOME_FULL, XWSSE_STORE_FULL},
      {XWSSE_OUTCOME_HISTORY_GAP, XWSSE_HISTORY_GAP},
      {XWSSE_OUTCOME_UNAVAILABLE, XWSSE_STORE_UNAVAILABLE},
      {0, XWSSE_STORE_UNAVAILABLE},
      {-1, XWSSE_STORE_UNAVAILABLE},
      {8, XWSSE_STORE_UNAVAILABLE},
      {INT32_MIN, XWSSE_STORE_UNAVAILABLE},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct fixture f;
    int32_t number = cases[i].answer;
    xwsse_store *store = NULL;
    assert_ok(xwsse_store_new_callback(answer, &number, &store));
    set_up(&f, look_up_one, secret, store);
    assert_status(cases[i].status, verify(&f));
    tear_down(&f);
  }
}

static void a_dialect_may_be_freed_once_the_verifier_is_made(void **state) {
  (void)state;
  static char secret[] = "taadtaadpstcsm";
  const char header[] = "UsernameToken Username=\"bob\", PasswordDigest=\"quR/EWLAV4xLf9Zqyw4pDmfV9OY=\", "
                        "Nonce=\"d36e316282959a9ed4c89851497a717f\", Created=\"2003-12-15T14:43:07Z\"";
  const xwsse_slice value = slice(header);
  const xwsse_time now = {1071499390, 0};
  xwsse_dialect *atom = dialect_of(slice("atom"));
  xwsse_store *store = store_of(10);
  xwsse_verifier *verifier = NULL;
  xwsse_identity *identity = NULL;
  assert_ok(xwsse_verifier_new(atom, look_up_one, secret, store, &verifier));
  xwsse_dialect_free(atom);
  assert_ok(xwsse_verifier_verify(verifier, &value, 1, &now, &identity));
  assert_slice("bob", xwsse_identity_username(identity));
  xwsse_identity_free(identity);
  xwsse_verifier_free(verifier);
  xwsse_store_free(store);
}

int run_verifier_tests(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_identity_says_which_secret_matched),
      cmocka_unit_test(a_look_up_that_fails_is_503_and_never_nobody),
      cmocka_unit_test(a_token_is_accepted_once_whatever_the_spelling),
      cmocka_unit_test(all_values_of_the_header_count),
      cmocka_unit_test(unknown_parameters_are_refused_unless_ignored),
      cmocka_unit_test(only_first_lets_a_token_in),
      cmocka_unit_test(a_dialect_may_be_freed_once_the_verifier_is_made),
  };
  return RUN(tests);
}
