/* The shared vectors, as vectors_to_c.py writes them. What their fields mean is in tests/vectors/README.md. */
#ifndef VECTORS_H
#define VECTORS_H

#include "xwsse.h"

struct token_case {
  const char *id;
  xwsse_slice dialect, username, secret, nonce, nonce_bytes, created, digest, header;
  xwsse_time created_at, opens, keep_until;
  uint8_t claimant[16];
  xwsse_claim claims[3];
  size_t claims_len;
  int signable; /* whether the username is one that a signer takes */
};

struct created_case {
  xwsse_slice dialect, header;
  int valid;
  xwsse_time at;
};

struct dialect_case {
  xwsse_slice text;
  int valid;
  xwsse_slice name, words[8]; /* nonce, hash, digest, created, accept, unique, word, unknown */
  xwsse_duration max_age, max_future;
  size_t max_nonce, position; /* the second of a text that is not a dialect */
};

struct rejection_case {
  int32_t number;
  const char *code;
  uint16_t status;
};

/* A secret of a username; one username may have several, in this order. */
struct entry {
  xwsse_slice username, secret;
};

struct secrets {
  const struct entry *entries;
  size_t len;
};

struct step {
  const xwsse_slice *values;
  size_t values_len;
  xwsse_slice dialect;
  xwsse_time now;
  xwsse_status outcome;
};

struct header_case {
  const char *id, *note;
  struct secrets secrets;
  const struct step *steps;
  size_t steps_len;
};

struct explain_case {
  const char *id;
  xwsse_slice pasted, dialect, secret;
  xwsse_time now;
  xwsse_status verdict;
  const xwsse_slice *mentions;
  size_t mentions_len;
};

extern const struct token_case token_cases[];
extern const size_t token_cases_len;
extern const struct created_case created_cases[];
extern const size_t created_cases_len;
extern const struct dialect_case dialect_cases[];
extern const size_t dialect_cases_len;
extern const struct rejection_case rejection_cases[];
extern const size_t rejection_cases_len;
extern const struct header_case header_cases[];
extern const size_t header_cases_len;
extern const struct explain_case explain_cases[];
extern const size_t explain_cases_len;

#endif
