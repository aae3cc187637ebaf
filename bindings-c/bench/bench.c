/* What signing and verifying cost through the ABI, and by hand with OpenSSL. bench.py compares. */
#include <string.h>

#include "by_hand.h"
#include "measure.h"
#include "xwsse.h"

#define USERNAME "penneo12"
#define SECRET "0123456789abcdef0123456789abcdef"
#define START 1773482400

static char buffer[XWSSE_HEADER_CAPACITY];
static size_t len;

/* Each round has a signer of its own, so that its Created begins afresh: it may run 15 s ahead of the clock. */
static xwsse_signer *signer_of(void *signers, size_t i) {
  return ((xwsse_signer **)signers)[i / CALLS];
}

static void sign(void *signers, size_t i) {
  must(xwsse_signer_sign(signer_of(signers, i), buffer, sizeof buffer, &len) == XWSSE_OK);
}

static void make_token(void *signers, size_t i) {
  xwsse_token *token = NULL;
  must(xwsse_signer_token(signer_of(signers, i), &token) == XWSSE_OK);
  xwsse_token_free(token);
}

static void by_hand_plain(void *context, size_t i) {
  (void)context, (void)i;
  must(sign_plain(buffer, sizeof buffer, USERNAME, SECRET) > 0);
}

static void by_hand_tuned(void *context, size_t i) {
  (void)context, (void)i;
  must(sign_tuned(buffer, sizeof buffer, USERNAME, SECRET) > 0);
}

static int32_t look_up(void *context, xwsse_slice username, xwsse_found *found) {
  (void)context;
  if (username.len != sizeof USERNAME - 1 || memcmp(username.data, USERNAME, username.len) != 0) {
    return 0;
  }
  return xwsse_found_secret(found, SECRET, sizeof SECRET - 1);
}

static xwsse_time at(size_t i) {
  const xwsse_time time = {START + (int64_t)(i / 1000), (uint32_t)(i % 1000 * 1000000)};
  return time;
}

/* One header for each millisecond, so that claims age out as new ones come. */
static char (*sign_all(const xwsse_signer *signer))[256] {
  char(*headers)[256] = calloc((size_t)ROUNDS * CALLS, sizeof *headers);
  must(headers != NULL);
  for (size_t i = 0; i < (size_t)ROUNDS * CALLS; i++) {
    const xwsse_time created = at(i);
    xwsse_token *token = NULL;
    char nonce[17];
    snprintf(nonce, sizeof nonce, "%016zu", i);
    must(xwsse_signer_token_with(signer, &created, nonce, 16, &token) == XWSSE_OK);
    memcpy(headers[i], xwsse_token_header(token).data, xwsse_token_header(token).len);
    xwsse_token_free(token);
  }
  return headers;
}

struct verification {
  xwsse_verifier *verifier;
  char (*headers)[256];
  size_t header_len;
};

static void verify(void *context, size_t i) {
  const struct verification *v = context;
  const xwsse_time now = at(i);
  const xwsse_slice header = {v->headers[i], v->header_len};
  xwsse_identity *identity = NULL;
  must(xwsse_verifier_verify(v->verifier, &header, 1, &now, &identity) == XWSSE_OK);
  xwsse_identity_free(identity);
}

/* A rival counts when its header is right. */
static void must_be_accepted(size_t (*sign_by_hand)(char *, size_t, const char *, const char *), const xwsse_store *store) {
  xwsse_verifier *verifier = NULL;
  xwsse_identity *identity = NULL;
  must(xwsse_verifier_new(NULL, look_up, NULL, store, &verifier) == XWSSE_OK);
  const xwsse_slice header = {buffer, sign_by_hand(buffer, sizeof buffer, USERNAME, SECRET)};
  const xwsse_status status = xwsse_verifier_verify(verifier, &header, 1, NULL, &identity);
  must(status == XWSSE_OK || status == XWSSE_CREATED_REUSED); /* the other rival signed in this millisecond */
  xwsse_identity_free(identity);
  xwsse_verifier_free(verifier);
}

static xwsse_dialect *dialect_of(const char *text) {
  xwsse_dialect *dialect = NULL;
  must(xwsse_dialect_new(text, strlen(text), &dialect) == XWSSE_OK);
  return dialect;
}

int main(void) {
  xwsse_dialect *short_window = dialect_of("penneo,max_age=10");
  xwsse_signer *signers[ROUNDS] = {NULL};
  xwsse_store *store = NULL;
  struct verification verification = {NULL, NULL, 0};
  for (size_t round = 0; round < ROUNDS; round++) {
    must(xwsse_signer_new(USERNAME, strlen(USERNAME), SECRET, strlen(SECRET), NULL, &signers[round]) == XWSSE_OK);
  }
  must(xwsse_store_new_memory(40000, NULL, &store) == XWSSE_OK);
  must(xwsse_verifier_new(short_window, look_up, NULL, store, &verification.verifier) == XWSSE_OK);
  verification.headers = sign_all(signers[0]);
  verification.header_len = strlen(verification.headers[0]);

  must_be_accepted(sign_plain, store);
  must_be_accepted(sign_tuned, store);
  measure("sign", sign, signers);
  measure("token", make_token, signers);
  measure("openssl plain", by_hand_plain, NULL);
  measure("openssl tuned", by_hand_tuned, NULL);
  measure("verify", verify, &verification);

  free(verification.headers);
  xwsse_verifier_free(verification.verifier);
  xwsse_store_free(store);
  for (size_t round = 0; round < ROUNDS; round++) {
    xwsse_signer_free(signers[round]);
  }
  xwsse_dialect_free(short_window);
  return 0;
}
