#include <stdio.h>

#include "support.h"

static void the_header_lines_are_ready_to_be_set(void **state) {
  (void)state;
  xwsse_signer *signer = signer_of("key", "secret", "huawei");
  xwsse_token *token = NULL;
  char line[512];
  assert_ok(xwsse_signer_token(signer, &token));
  assert_slice("Authorization: WSSE realm=\"SDP\",profile=\"UsernameToken\",type=\"Appkey\"",
               xwsse_token_header_line(token, 0));
  assert_slice("WSSE realm=\"SDP\",profile=\"UsernameToken\",type=\"Appkey\"", xwsse_token_authorization(token));
  snprintf(line, sizeof line, "X-WSSE: %s", xwsse_token_header(token).data);
  assert_slice(line, xwsse_token_header_line(token, 1));
  assert_null(xwsse_token_header_line(token, 2).data);
  assert_null(xwsse_token_header_line(token, SIZE_MAX).data);
  xwsse_token_free(token);
  xwsse_signer_free(signer);
}

static void the_header_is_made_of_the_four_values(void **state) {
  (void)state;
  xwsse_signer *signer = signer_of("key", "secret", "penneo");
  xwsse_token *token = NULL;
  char header[512];
  assert_ok(xwsse_signer_token(signer, &token));
  xwsse_signer_free(signer); /* The token lives on. */
  snprintf(header, sizeof header, "UsernameToken Username=\"%s\", PasswordDigest=\"%s\", Nonce=\"%s\", Created=\"%s\"",
           xwsse_token_username(token).data, xwsse_token_password_digest(token).data,
           xwsse_token_nonce(token).data, xwsse_token_created(token).data);
  assert_slice(header, xwsse_token_header(token));
  xwsse_token_free(token);
}

static void the_oauth_fields_are_the_same_four_values(void **state) {
  (void)state;
  xwsse_signer *signer = signer_of("key", "secret", "penneo");
  xwsse_token *token = NULL;
  xwsse_api_keys fields;
  assert_ok(xwsse_signer_token(signer, &token));
  assert_ok(xwsse_token_api_keys(token, &fields));
  assert_slice("key", fields.key);
  assert_slice(xwsse_token_nonce(token).data, fields.nonce);
  assert_slice(xwsse_token_created(token).data, fields.created_at);
  assert_slice(xwsse_token_password_digest(token).data, fields.digest);
  xwsse_token_free(token);
  xwsse_signer_free(signer);
}

static void a_header_that_breaks_the_grammar_is_not_parsed(void **state) {
  (void)state;
  xwsse_token *token = NULL;
  assert_status(XWSSE_HEADER_MALFORMED, xwsse_token_parse("UsernameToken Username=key", 26, &token));
  assert_status(XWSSE_PARAMETER_MISSING, xwsse_token_parse("UsernameToken Username=\"key\"", 28, &token));
  assert_null(token);
}

int run_token_tests(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_header_lines_are_ready_to_be_set),
      cmocka_unit_test(the_header_is_made_of_the_four_values),
      cmocka_unit_test(the_oauth_fields_are_the_same_four_values),
      cmocka_unit_test(a_header_that_breaks_the_grammar_is_not_parsed),
  };
  return RUN(tests);
}
