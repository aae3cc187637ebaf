/* The shared vectors have the same answers here as in every other language. */
#include <stdio.h>

#include "support.h"

static void fail_case(const char *id, size_t step, const char *note, xwsse_status got, xwsse_status expected) {
  print_error("%s, step %zu: got %d, expected %d. %s\n", id, step, got, expected, note);
  fail();
}

/* What the two ways from header to identity answer. */
typedef xwsse_status (*way)(const struct header_case *c, const struct step *s, const xwsse_dialect *dialect,
                            const xwsse_store *store, xwsse_identity **identity);

static xwsse_status at_once(const struct header_case *c, const struct step *s, const xwsse_dialect *dialect,
                            const xwsse_store *store, xwsse_identity **identity) {
  struct secrets secrets = c->secrets;
  xwsse_verifier *verifier = NULL;
  assert_ok(xwsse_verifier_new(dialect, look_up, &secrets, store, &verifier));
  const xwsse_status status = xwsse_verifier_verify(verifier, s->values, s->values_len, &s->now, identity);
  xwsse_verifier_free(verifier);
  return status;
}

static xwsse_status by_steps(const struct header_case *c, const struct step *s, const xwsse_dialect *dialect,
                             const xwsse_store *store, xwsse_identity **identity) {
  xwsse_candidate *candidate = NULL;
  xwsse_status status = xwsse_candidate_read(dialect, s->values, s->values_len, &s->now, &candidate);
  if (status != XWSSE_OK) {
    assert_null(candidate);
    return status;
  }
  xwsse_slice found[16];
  size_t found_len = 0;
  for (size_t i = 0; i < c->secrets.len; i++) {
    if (same(c->secrets.entries[i].username, xwsse_candidate_username(candidate))) {
      assert_true(found_len < 16);
      found[found_len++] = c->secrets.entries[i].secret;
    }
  }
  xwsse_authenticated *authenticated = NULL;
  status = xwsse_candidate_authenticate(candidate, found, found_len, NULL, 0, &authenticated);
  xwsse_candidate_free(candidate);
  if (status != XWSSE_OK) {
    assert_null(authenticated);
    return status;
  }
  const xwsse_claims *claims = NULL;
  xwsse_outcome outcome = XWSSE_OUTCOME_UNAVAILABLE;
  status = xwsse_authenticated_claims(authenticated, &s->now, &claims);
  if (status == XWSSE_OK) {
    assert_ok(xwsse_store_claim(store, claims, &s->now, &outcome));
    status = xwsse_authenticated_accept(authenticated, outcome, identity);
  }
  xwsse_authenticated_free(authenticated);
  return status;
}

static void run_steps(way way) {
  size_t steps = 0;
  for (size_t i = 0; i < header_cases_len; i++) {
    const struct header_case *c = &header_cases[i];
    xwsse_store *store = store_of(20000);
    for (size_t j = 0; j < c->steps_len; j++) {
      const struct step *s = &c->steps[j];
      xwsse_dialect *dialect = dialect_of(s->dialect);
      xwsse_identity *identity = NULL;
      const xwsse_status status = way(c, s, dialect, store, &identity);
      if (status != s->outcome || (identity != NULL) != (status == XWSSE_OK)) {
        fail_case(c->id, j, c->note, status, s->outcome);
      }
      xwsse_identity_free(identity);
      xwsse_dialect_free(dialect);
      steps++;
    }
    xwsse_store_free(store);
  }
  assert_true(steps > 1000);
}

static void each_step_of_attacks_and_headers_has_its_outcome_at_once(void **state) {
  (void)state;
  run_steps(at_once);
}

static void each_step_of_attacks_and_headers_has_its_outcome_by_steps(void **state) {
  (void)state;
  run_steps(by_steps);
}

struct asked {
  const struct token_case *expected;
  size_t times;
};

static int32_t compare_claims(void *context, const xwsse_claims *claims, xwsse_time now) {
  struct asked *asked = context;
  const struct token_case *c = asked->expected;
  assert_int_equal(now.seconds, c->created_at.seconds);
  assert_int_equal(xwsse_claims_count(claims), c->claims_len);
  for (size_t i = 0; i < c->claims_len; i++) {
    xwsse_claim claim;
    assert_ok(xwsse_claims_get(claims, i, &claim));
    assert_memory_equal(claim.id, c->claims[i].id, sizeof claim.id);
    assert_int_equal(claim.kind, c->claims[i].kind);
  }
  xwsse_claim none;
  assert_status(XWSSE_LENGTH_INVALID, xwsse_claims_get(claims, c->claims_len, &none));
  const xwsse_time created = xwsse_claims_created(claims), until = xwsse_claims_keep_until(claims);
  assert_true(created.seconds == c->created_at.seconds && created.nanos == c->created_at.nanos);
  assert_true(until.seconds == c->keep_until.seconds && until.nanos == c->keep_until.nanos);
  const xwsse_time opens = xwsse_claims_opens(claims);
  assert_true(opens.seconds == c->opens.seconds && opens.nanos == c->opens.nanos);
  assert_int_equal(xwsse_claims_lead(claims).seconds, created.seconds - opens.seconds);
  uint8_t claimant[16];
  assert_ok(xwsse_claims_claimant(claims, &claimant));
  assert_memory_equal(claimant, c->claimant, sizeof claimant);

  xwsse_dialect *dialect = dialect_of(c->dialect);
  const uint64_t window = xwsse_dialect_max_age(dialect).seconds + xwsse_dialect_max_future(dialect).seconds;
  const uint64_t keep_for = xwsse_claims_keep_for(claims).seconds;
  assert_true(keep_for >= window && keep_for <= window + 1);
  xwsse_dialect_free(dialect);
  asked->times++;
  return XWSSE_OUTCOME_FIRST;
}

static void a_token_is_accepted_once_with_its_claims(void **state) {
  (void)state;
  for (size_t i = 0; i < token_cases_len; i++) {
    const struct token_case *c = &token_cases[i];
    const struct entry entry = {c->username, c->secret};
    struct secrets secrets = {&entry, 1};
    const xwsse_time now = {c->created_at.seconds, 0};
    xwsse_dialect *dialect = dialect_of(c->dialect);
    xwsse_store *store = store_of(10);
    xwsse_verifier *verifier = NULL;
    xwsse_identity *identity = NULL, *again = NULL;
    assert_ok(xwsse_verifier_new(dialect, look_up, &secrets, store, &verifier));
    assert_ok(xwsse_verifier_verify(verifier, &c->header, 1, &now, &identity));
    assert_slice(c->username.data, xwsse_identity_username(identity));
    assert_slice(xwsse_dialect_name(dialect).data, xwsse_identity_dialect(identity));
    assert_int_equal(xwsse_identity_secret_index(identity), 0);
    const xwsse_time created = xwsse_identity_created(identity);
    assert_true(created.seconds == c->created_at.seconds && created.nanos == c->created_at.nanos);
    assert_status(XWSSE_REPLAYED, xwsse_verifier_verify(verifier, &c->header, 1, &now, &again));
    assert_null(again);
    xwsse_identity_free(identity);
    xwsse_verifier_free(verifier);
    xwsse_store_free(store);

    struct asked asked = {c, 0};
    assert_ok(xwsse_store_new_callback(compare_claims, &asked, &store));
    assert_ok(xwsse_verifier_new(dialect, look_up, &secrets, store, &verifier));
    assert_ok(xwsse_verifier_verify(verifier, &c->header, 1, &now, &identity));
    assert_int_equal(asked.times, 1);
    xwsse_identity_free(identity);
    xwsse_verifier_free(verifier);
    xwsse_store_free(store);
    xwsse_dialect_free(dialect);
  }
}

static void a_header_is_parsed_into_the_four_values_and_back(void **state) {
  (void)state;
  for (size_t i = 0; i < token_cases_len; i++) {
    const struct token_case *c = &token_cases[i];
    xwsse_token *token = NULL;
    assert_ok(xwsse_token_parse(c->header.data, c->header.len, &token));
    assert_slice(c->username.data, xwsse_token_username(token));
    assert_slice(c->digest.data, xwsse_token_password_digest(token));
    assert_slice(c->nonce.data, xwsse_token_nonce(token));
    assert_slice(c->created.data, xwsse_token_created(token));
    assert_slice(c->header.data, xwsse_token_header(token));
    xwsse_token_free(token);
  }
}

static void a_signer_makes_the_token_of_the_vector(void **state) {
  (void)state;
  size_t equal = 0;
  for (size_t i = 0; i < token_cases_len; i++) {
    const struct token_case *c = &token_cases[i];
    xwsse_dialect *dialect = dialect_of(c->dialect);
    xwsse_signer *signer = NULL;
    const xwsse_status status = xwsse_signer_new(c->username.data, c->username.len, c->secret.data, c->secret.len,
                                                 dialect, &signer);
    assert_status(c->signable ? XWSSE_OK : XWSSE_USERNAME_UNUSABLE, status);
    if (status == XWSSE_OK) {
      xwsse_token *token = NULL;
      assert_ok(xwsse_signer_token_with(signer, &c->created_at, c->nonce_bytes.data, c->nonce_bytes.len, &token));
      /* Some Created are printed as no signer of the dialect would, and are for verifying. */
      if (same(xwsse_token_created(token), c->created)) {
        assert_slice(c->header.data, xwsse_token_header(token));
        equal++;
      }
      xwsse_token_free(token);
    }
    xwsse_signer_free(signer);
    xwsse_dialect_free(dialect);
  }
  assert_true(equal > 100);
}

static void created_is_read_by_the_dialect_s_grammar(void **state) {
  (void)state;
  static char secret[] = "secret";
  assert_true(created_cases_len > 1000);
  for (size_t i = 0; i < created_cases_len; i++) {
    const struct created_case *c = &created_cases[i];
    xwsse_dialect *dialect = dialect_of(c->dialect);
    xwsse_store *store = store_of(3);
    xwsse_verifier *verifier = NULL;
    xwsse_identity *identity = NULL;
    assert_ok(xwsse_verifier_new(dialect, look_up_one, secret, store, &verifier));
    const xwsse_status status = xwsse_verifier_verify(verifier, &c->header, 1, &c->at, &identity);
    if (status != (c->valid ? XWSSE_OK : XWSSE_CREATED_INVALID)) {
      fail_case(c->header.data, i, "Created", status, c->valid ? XWSSE_OK : XWSSE_CREATED_INVALID);
    }
    if (c->valid) {
      const xwsse_time created = xwsse_identity_created(identity);
      assert_true(created.seconds == c->at.seconds && created.nanos == c->at.nanos);
    }
    xwsse_identity_free(identity);
    xwsse_verifier_free(verifier);
    xwsse_store_free(store);
    xwsse_dialect_free(dialect);
  }
}

static void a_diagnosis_says_what_it_must(void **state) {
  (void)state;
  for (size_t i = 0; i < explain_cases_len; i++) {
    const struct explain_case *c = &explain_cases[i];
    xwsse_dialect *dialect = dialect_of(c->dialect);
    xwsse_diagnosis *diagnosis = NULL;
    xwsse_status verdict = XWSSE_PANICKED;
    assert_ok(xwsse_explain(c->pasted.data, c->pasted.len, dialect, c->secret.data, c->secret.len, &c->now, &diagnosis));
    assert_ok(xwsse_diagnosis_verdict(diagnosis, &verdict));
    if (verdict != c->verdict) {
      fail_case(c->id, 0, xwsse_diagnosis_text(diagnosis).data, verdict, c->verdict);
    }
    for (size_t j = 0; j < c->mentions_len; j++) {
      if (strstr(xwsse_diagnosis_text(diagnosis).data, c->mentions[j].data) == NULL) {
        fail_case(c->id, j, xwsse_diagnosis_text(diagnosis).data, verdict, c->verdict);
      }
    }
    xwsse_diagnosis_free(diagnosis);
    xwsse_dialect_free(dialect);
  }
}

int run_vector_tests(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(each_step_of_attacks_and_headers_has_its_outcome_at_once),
      cmocka_unit_test(each_step_of_attacks_and_headers_has_its_outcome_by_steps),
      cmocka_unit_test(a_token_is_accepted_once_with_its_claims),
      cmocka_unit_test(a_header_is_parsed_into_the_four_values_and_back),
      cmocka_unit_test(a_signer_makes_the_token_of_the_vector),
      cmocka_unit_test(created_is_read_by_the_dialect_s_grammar),
      cmocka_unit_test(a_diagnosis_says_what_it_must),
  };
  return RUN(tests);
}
