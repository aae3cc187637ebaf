/// libxwsse: sign, verify and explain X-WSSE UsernameToken headers.
///
/// Written by cbindgen from the library's source; do not edit.
///
/// RESULTS. A function that can fail returns an xwsse_status. Results go to the pointers at the end of its
/// parameters, none of which may be NULL, and are written only when the status is XWSSE_OK. A function that
/// returns a value instead returns NULL and zeros where an object that it needs is NULL.
///
/// BUFFERS. A text that goes into your buffer is followed by a NUL, which `*len` does not count: the buffer needs
/// one byte more. Where `capacity` is too small, as 0 with NULL is, the status is XWSSE_BUFFER_TOO_SMALL, nothing
/// goes into the buffer, but `*len` is written: the length of the text that had no room.
///
/// INPUTS. A length goes with every text; it need not end with a NUL. `NULL, 0` is empty, and NULL with another
/// length is XWSSE_NULL_ARGUMENT. Texts are UTF-8, or it is XWSSE_TEXT_INVALID. They are read during the call only.
///
/// OBJECTS. What a function hands out through a pointer to a pointer is yours: free it once, with the function that
/// is named there, and do not use it after that, because the library cannot tell. What you ask an object for
/// belongs to it and lives as long as it does.
///
/// THREADS. All functions may be called by all threads at once, with the same objects. Only freeing an object must
/// come after every other use of it. After fork(), parent and child may both go on using a signer. A store in
/// memory is for one process: a child needs one of its own, or both accept the same token.
///
/// BUGS. A bug in the library is reported as XWSSE_PANICKED; only running out of memory aborts the program.

#ifndef XWSSE_H
#define XWSSE_H

#include <stddef.h>
#include <stdint.h>

/// The version that this header belongs to.
#define XWSSE_VERSION "0.1.0"
#define XWSSE_VERSION_MAJOR 0
#define XWSSE_VERSION_MINOR 1
#define XWSSE_VERSION_PATCH 0

/// The number of the ABI: it changes when a program must be compiled again. It is the number in the name
/// `libxwsse.so.0` too.
#define XWSSE_ABI_VERSION 0

/// A buffer of this size has room for every header value that a signer makes.
#define XWSSE_HEADER_CAPACITY 1024

/// The capacity of a memory store to begin with: 20 MiB, room for 2,900 requests a second of `penneo`.
#define XWSSE_DEFAULT_CAPACITY 1048576

/// What a function returns. XWSSE_OK is 0; the other numbers never change their meaning.
///
/// 1 to 99 are rejections of a header and 101 to 199 are errors of signing, with the same numbers in every
/// language. From 201 on are those of this library.
enum xwsse_status
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : int32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
  /// Done.
  XWSSE_OK = 0,
  /// 401: there is no header of the scheme.
  XWSSE_HEADER_MISSING = 1,
  /// 401: the header has more than 4,096 bytes.
  XWSSE_HEADER_TOO_LARGE = 2,
  /// 401: the header does not follow the grammar, or there are two.
  XWSSE_HEADER_MALFORMED = 3,
  /// 401: one of the four parameters is missing.
  XWSSE_PARAMETER_MISSING = 4,
  /// 401: a parameter occurs twice.
  XWSSE_PARAMETER_DUPLICATE = 5,
  /// 401: there is a parameter besides the four.
  XWSSE_PARAMETER_UNKNOWN = 6,
  /// 401: Username is not 1 to 256 bytes of UTF-8 without control characters.
  XWSSE_USERNAME_INVALID = 7,
  /// 401: Nonce is not in the dialect's form.
  XWSSE_NONCE_INVALID = 8,
  /// 401: Nonce has more characters than the dialect takes.
  XWSSE_NONCE_TOO_LONG = 9,
  /// 401: PasswordDigest is not in the dialect's form.
  XWSSE_DIGEST_INVALID = 10,
  /// 401: Created is not a UTC time.
  XWSSE_CREATED_INVALID = 11,
  /// 401: Created is older than the window.
  XWSSE_CREATED_STALE = 12,
  /// 401: Created is further ahead than the window.
  XWSSE_CREATED_IN_FUTURE = 13,
  /// 401: nobody has this Username.
  XWSSE_USERNAME_UNKNOWN = 14,
  /// 401: PasswordDigest was not made with a secret of this Username.
  XWSSE_DIGEST_MISMATCH = 15,
  /// 401: the token was used before.
  XWSSE_REPLAYED = 16,
  /// 401: the Nonce was used before.
  XWSSE_NONCE_REUSED = 17,
  /// 401: the Created was used before with the same Username.
  XWSSE_CREATED_REUSED = 18,
  /// 503: the replay store is full.
  XWSSE_STORE_FULL = 19,
  /// 503: the replay store did not answer.
  XWSSE_STORE_UNAVAILABLE = 20,
  /// 503: the replay store may have lost claims of this time.
  XWSSE_HISTORY_GAP = 21,
  /// 503: the secrets could not be looked up.
  XWSSE_SECRETS_UNAVAILABLE = 22,
  /// The username is not 1 to 256 bytes of printable ASCII without double quote and backslash.
  XWSSE_USERNAME_UNUSABLE = 101,
  /// The secret is empty.
  XWSSE_SECRET_EMPTY = 102,
  /// The nonce does not fit the dialect.
  XWSSE_NONCE_UNUSABLE = 103,
  /// The time does not fit Created.
  XWSSE_CREATED_OUT_OF_RANGE = 104,
  /// So many tokens were signed that Created would run too far ahead of the clock.
  XWSSE_CREATED_EXHAUSTED = 105,
  /// The operating system returned no random bytes.
  XWSSE_RANDOMNESS_UNAVAILABLE = 106,
  /// This is not an HTTP date.
  XWSSE_DATE_INVALID = 107,
  /// This is not a dialect.
  XWSSE_DIALECT_INVALID = 108,
  /// A pointer is NULL where it must not be.
  XWSSE_NULL_ARGUMENT = 201,
  /// A length is larger than any object can be.
  XWSSE_LENGTH_INVALID = 202,
  /// A text is not UTF-8.
  XWSSE_TEXT_INVALID = 203,
  /// The buffer is too small; the length that was written says how small.
  XWSSE_BUFFER_TOO_SMALL = 204,
  /// The nanoseconds are over 999,999,999, or the time is beyond the calendar.
  XWSSE_TIME_INVALID = 205,
  /// The capacity is not 1 to 1,073,741,824 claims.
  XWSSE_CAPACITY_INVALID = 207,
  /// There is not enough memory for the replay store.
  XWSSE_OUT_OF_MEMORY = 208,
  /// A bug in the library; nothing was accepted.
  XWSSE_PANICKED = 209,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum xwsse_status xwsse_status;
#else
typedef int32_t xwsse_status;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

/// What a store answers.
enum xwsse_outcome
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : int32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
  /// None was claimed before; now all are. Nothing else lets a token in.
  XWSSE_OUTCOME_FIRST = 1,
  /// This digest was claimed before; nothing has changed.
  XWSSE_OUTCOME_SEEN_DIGEST = 2,
  /// This nonce was claimed before; nothing has changed.
  XWSSE_OUTCOME_SEEN_NONCE = 3,
  /// This Created was claimed before; nothing has changed.
  XWSSE_OUTCOME_SEEN_CREATED = 4,
  /// The store is full; nothing has changed.
  XWSSE_OUTCOME_FULL = 5,
  /// Claims of this time may have been lost; nothing has changed.
  XWSSE_OUTCOME_HISTORY_GAP = 6,
  /// No answer. Any number that is not an outcome counts as this one.
  XWSSE_OUTCOME_UNAVAILABLE = 7,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum xwsse_outcome xwsse_outcome;
#else
typedef int32_t xwsse_outcome;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

/// Which value of a token a claim uses up.
enum xwsse_claim_kind
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : int32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
  /// PasswordDigest: the token itself.
  XWSSE_CLAIM_KIND_DIGEST = 1,
  /// Nonce.
  XWSSE_CLAIM_KIND_NONCE = 2,
  /// Created.
  XWSSE_CLAIM_KIND_CREATED = 3,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum xwsse_claim_kind xwsse_claim_kind;
#else
typedef int32_t xwsse_claim_kind;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

/// A token that was made with an active secret. It is accepted, once, when its claims are made. All threads may use
/// one at once.
typedef struct xwsse_authenticated xwsse_authenticated;

/// A token that follows the grammar and falls into the window. It is not yet verified.
///
/// xwsse_verifier_verify() goes all the way. The steps are for an event loop, or a language that must not be called
/// back: read, look xwsse_candidate_username() up, authenticate with the secrets, ask a store for the claims, accept
/// its answer. All threads may use one at once.
typedef struct xwsse_candidate xwsse_candidate;

/// What one token uses up: one to three claims, which a replay store makes together or not at all. All threads
/// may read it at once.
typedef struct xwsse_claims xwsse_claims;

/// What xwsse_explain() found. All threads may read one at once.
typedef struct xwsse_diagnosis xwsse_diagnosis;

/// How a service makes the digest and what it demands of a token: a value that never changes.
///
/// All threads may use one at once. Where a function takes one, NULL is the preset `penneo`, and yours may be
/// freed as soon as the function has returned.
typedef struct xwsse_dialect xwsse_dialect;

/// Why a text is not a dialect: which word, what is allowed, and where it stands. All threads may read one at once.
typedef struct xwsse_dialect_error xwsse_dialect_error;

/// Takes what a look-up finds.
typedef struct xwsse_found xwsse_found;

/// Who signed an accepted request. All threads may read one at once.
typedef struct xwsse_identity xwsse_identity;

/// Makes a fresh token for each request.
///
/// Sign every attempt: a retry and each hop of a redirect need a token of their own. Use one signer for an API
/// key in a process. All threads may use one at once, without a lock, and it stays good after fork().
typedef struct xwsse_signer xwsse_signer;

/// Remembers what was used: in memory, or by a function of yours.
///
/// All threads may use one at once. Verifiers that share a store must have the same window.
typedef struct xwsse_store xwsse_store;

/// The four values of a token, which is good for one request. All threads may read one at once.
typedef struct xwsse_token xwsse_token;

/// Turns a header into an identity or a rejection. All threads may use one at once.
typedef struct xwsse_verifier xwsse_verifier;

/// Bytes and their number.
///
/// What you pass needs no NUL at its end, and `{NULL, 0}` is empty. What you get is followed by a
/// NUL that `len` does not count, belongs to the object that it was asked of, and lives as long.
typedef struct xwsse_slice {
  /// The first byte.
  const char *data;
  /// Their number.
  size_t len;
} xwsse_slice;

/// A length of time.
typedef struct xwsse_duration {
  /// Whole seconds.
  uint64_t seconds;
  /// Nanoseconds beside them, up to 999,999,999.
  uint32_t nanos;
} xwsse_duration;

/// An instant in UTC, as `struct timespec` has it.
typedef struct xwsse_time {
  /// Seconds since 1970-01-01T00:00:00Z, rounded down.
  int64_t seconds;
  /// Nanoseconds after them, up to 999,999,999.
  uint32_t nanos;
} xwsse_time;

/// The fields of Penneo's OAuth grant `api_keys`, by the names that they have in its JSON body. `grant_type`,
/// `client_id` and `client_secret` go beside them.
typedef struct xwsse_api_keys {
  /// The API key: Username.
  xwsse_slice key;
  /// Nonce.
  xwsse_slice nonce;
  /// Created.
  xwsse_slice created_at;
  /// PasswordDigest.
  xwsse_slice digest;
} xwsse_api_keys;

/// Looks the active secrets of a username up: puts each into `found` with xwsse_found_secret(), or none for nobody,
/// and answers 0. Any other answer refuses the request with XWSSE_SECRETS_UNAVAILABLE (503): never answer "nobody"
/// for a look-up that failed.
///
/// `username` comes from a header that is not yet verified. It and `found` are yours until you return. Threads
/// that verify at once call it at once. It must return: do not leave it by longjmp() or by an exception.
typedef int32_t (*xwsse_secrets_fn)(void *context, xwsse_slice username, xwsse_found *found);

/// Makes all claims or none, in one atomic step, and answers with a number of xwsse_outcome.
///
/// `now` is the verifier's time. The claims are yours to read until you return. Threads that verify at once call
/// it at once. It must return: do not leave it by longjmp() or by an exception.
typedef int32_t (*xwsse_claim_fn)(void *context, const xwsse_claims *claims, xwsse_time now);

/// The fact that one value was used: a digest by anybody, a nonce or a Created by one username.
typedef struct xwsse_claim {
  /// The key in a shared store: the same in every language and version. It shows no username and no digest.
  uint8_t id[16];
  /// Which value it is about.
  xwsse_claim_kind kind;
} xwsse_claim;

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

/// The number of the library's ABI. Compare it with XWSSE_ABI_VERSION where a library is loaded at run time.
uint32_t xwsse_abi_version(void);

/// The library's version, such as `0.1.0`: a text that is never freed.
const char *xwsse_version(void);

/// What is wrong and what to do about it, for your logs: problem, semicolon and remedy, a text that is never freed. It
/// holds nothing of a secret or a header. For a number that is not a status, `unknown status`.
const char *xwsse_status_text(int32_t status);

/// What is wrong: a text that is never freed. NULL for a number that is not a status.
const char *xwsse_status_problem(int32_t status);

/// What to do about it: a text that is never freed. NULL for a number that is not a status.
const char *xwsse_status_remedy(int32_t status);

/// The stable code of a status, such as `created_stale`, for logs and metrics: a text that is never freed.
/// NULL for a number that is not a status.
const char *xwsse_status_code(int32_t status);

/// How a server answers: 200 for XWSSE_OK, 401 or 503 for a rejection, 500 for anything else.
///
/// With 401 send xwsse_challenge() as `WWW-Authenticate`, with 503 `Retry-After: 1`. Tell the peer no more.
uint16_t xwsse_status_http(int32_t status);

/// Reads a dialect from a text: a preset's name, then changes, as in `penneo,max_nonce=128,accept=rfc2822`.
///
/// The keys are `nonce` (raw, letters, text), `hash` (sha1, sha256), `digest` (base64, base64hex), `created`
/// (seconds, millis, micros, nanos), `accept` (strict, offset, rfc2822, offset+rfc2822), `max_age` and
/// `max_future` (seconds), `max_nonce` (characters), `unique` (none, nonce, created, nonce+created), `word`
/// (required, optional, twice) and `unknown` (refuse, ignore). Free it with xwsse_dialect_free().
///
/// XWSSE_DIALECT_INVALID when the text is not a dialect; xwsse_dialect_error_of() says why.
xwsse_status xwsse_dialect_new(const char *text, size_t text_len, xwsse_dialect **dialect);

/// Frees a dialect; NULL is allowed.
void xwsse_dialect_free(xwsse_dialect *dialect);

/// The name of a preset, from 0, the default, on; NULL after the last. The text is never freed.
const char *xwsse_dialect_preset(size_t index);

/// The text that xwsse_dialect_new() reads as this dialect: the preset and what differs from it.
xwsse_slice xwsse_dialect_text(const xwsse_dialect *dialect);

/// The name of the preset that it is, or was made from.
xwsse_slice xwsse_dialect_name(const xwsse_dialect *dialect);

/// What of the nonce enters the digest: `raw`, `letters`, `text`.
xwsse_slice xwsse_dialect_nonce(const xwsse_dialect *dialect);

/// The hash function: `sha1`, `sha256`.
xwsse_slice xwsse_dialect_hash(const xwsse_dialect *dialect);

/// How the hash is written in the header: `base64`, `base64hex`.
xwsse_slice xwsse_dialect_digest(const xwsse_dialect *dialect);

/// The fraction of a second that a signer prints: `seconds`, `millis`, `micros`, `nanos`. A verifier takes any.
xwsse_slice xwsse_dialect_created(const xwsse_dialect *dialect);

/// What a verifier takes for Created beside the strict form: `strict`, `offset`, `rfc2822`, `offset+rfc2822`.
xwsse_slice xwsse_dialect_accept(const xwsse_dialect *dialect);

/// What may be used only once by a username: `none`, `nonce`, `created`, `nonce+created`.
xwsse_slice xwsse_dialect_unique(const xwsse_dialect *dialect);

/// How often the word `UsernameToken` stands before the parameters: `required`, `optional`, `twice`.
xwsse_slice xwsse_dialect_word(const xwsse_dialect *dialect);

/// What a verifier does with parameters that the scheme does not have: `refuse`, `ignore`.
xwsse_slice xwsse_dialect_unknown(const xwsse_dialect *dialect);

/// The value of the header `Authorization` that goes with a signer's token.
xwsse_slice xwsse_dialect_authorization(const xwsse_dialect *dialect);

/// How old Created may be.
xwsse_duration xwsse_dialect_max_age(const xwsse_dialect *dialect);

/// How far ahead of the verifier's clock Created may be.
xwsse_duration xwsse_dialect_max_future(const xwsse_dialect *dialect);

/// Most characters of Nonce in the header.
size_t xwsse_dialect_max_nonce(const xwsse_dialect *dialect);

/// Says why xwsse_dialect_new() does not take a text; writes NULL when it does. Free the error with
/// xwsse_dialect_error_free().
xwsse_status xwsse_dialect_error_of(const char *text, size_t text_len, xwsse_dialect_error **error);

/// Frees it; NULL is allowed.
void xwsse_dialect_error_free(xwsse_dialect_error *error);

/// Where in the text the word stands that is wrong, in characters from 0.
size_t xwsse_dialect_error_position(const xwsse_dialect_error *error);

/// The problem, a semicolon and the remedy.
xwsse_slice xwsse_dialect_error_text(const xwsse_dialect_error *error);

/// What is wrong, such as `"1000" is not a value of max_nonce`.
xwsse_slice xwsse_dialect_error_problem(const xwsse_dialect_error *error);

/// What is allowed, and the nearest of it, such as `write 1 to 256`.
xwsse_slice xwsse_dialect_error_remedy(const xwsse_dialect_error *error);

/// Makes a signer: of an API key, its secret (any bytes, copied, and wiped when the signer is freed), and a
/// dialect or NULL. Free it with xwsse_signer_free().
///
/// XWSSE_USERNAME_UNUSABLE unless the username is 1 to 256 bytes of printable ASCII without `"` and `\`;
/// XWSSE_SECRET_EMPTY.
xwsse_status xwsse_signer_new(const char *username,
                              size_t username_len,
                              const void *secret,
                              size_t secret_len,
                              const xwsse_dialect *dialect,
                              xwsse_signer **signer);

/// Frees a signer and wipes its secret; NULL is allowed. Its tokens live on.
void xwsse_signer_free(xwsse_signer *signer);

/// Writes the value of `X-WSSE` for one request into a buffer; XWSSE_HEADER_CAPACITY is enough.
///
/// XWSSE_CREATED_EXHAUSTED when so many were signed that Created would run too far ahead of the clock,
/// XWSSE_RANDOMNESS_UNAVAILABLE, XWSSE_CREATED_OUT_OF_RANGE, and XWSSE_NONCE_UNUSABLE when the dialect's
/// `max_nonce` has no room for a fresh nonce.
xwsse_status xwsse_signer_sign(const xwsse_signer *signer, char *buffer, size_t capacity, size_t *len);

/// Makes a fresh token, to be asked for its four values, its header lines or its OAuth fields. Free it with
/// xwsse_token_free(). It fails as xwsse_signer_sign() does.
xwsse_status xwsse_signer_token(const xwsse_signer *signer, xwsse_token **token);

/// Makes a token with this time and nonce: for test vectors. Never use a nonce twice.
///
/// `nonce` is the bytes that enter the digest; Created is cut to what the dialect prints.
/// XWSSE_NONCE_UNUSABLE when the dialect cannot carry the nonce, XWSSE_CREATED_OUT_OF_RANGE.
xwsse_status xwsse_signer_token_with(const xwsse_signer *signer,
                                     const xwsse_time *created,
                                     const void *nonce,
                                     size_t nonce_len,
                                     xwsse_token **token);

/// Writes the milliseconds that are added to the clock.
xwsse_status xwsse_signer_clock_offset(const xwsse_signer *signer, int64_t *millis);

/// Sets the milliseconds that are added to the clock, at most 24 hours to either side, for all threads.
xwsse_status xwsse_signer_set_clock_offset(const xwsse_signer *signer, int64_t millis);

/// Learns the clock's offset from the `Date` header of a response, such as `Sun, 06 Nov 1994 08:49:37 GMT`, for
/// a machine whose clock is wrong, and writes the milliseconds that were set: at most 24 hours to either side.
///
/// Take it only from the service itself over TLS: anyone who can set the signer's time can have tokens made for
/// later use. XWSSE_DATE_INVALID when it is not such a date.
xwsse_status xwsse_signer_learn_clock_offset(const xwsse_signer *signer,
                                             const char *date,
                                             size_t date_len,
                                             int64_t *millis);

/// The API key.
xwsse_slice xwsse_signer_username(const xwsse_signer *signer);

/// The dialect that it signs in. It belongs to the signer: do not free it.
const xwsse_dialect *xwsse_signer_dialect(const xwsse_signer *signer);

/// Reads a header value: the grammar only; a verifier judges the values. Free it with
/// xwsse_token_free(). A rejection when the text does not follow the grammar.
xwsse_status xwsse_token_parse(const char *header, size_t header_len, xwsse_token **token);

/// Frees a token; NULL is allowed.
void xwsse_token_free(xwsse_token *token);

/// The lines to set on the request, each `Name: value`, in place of those of the same name: 0 is
/// `Authorization`, 1 is `X-WSSE`, and after the last comes `{NULL, 0}`.
xwsse_slice xwsse_token_header_line(const xwsse_token *token, size_t index);

/// The value of `X-WSSE`.
xwsse_slice xwsse_token_header(const xwsse_token *token);

/// The value of `Authorization` that goes with it.
xwsse_slice xwsse_token_authorization(const xwsse_token *token);

/// The API key.
xwsse_slice xwsse_token_username(const xwsse_token *token);

/// PasswordDigest as it stands in the header.
xwsse_slice xwsse_token_password_digest(const xwsse_token *token);

/// Nonce as it stands in the header.
xwsse_slice xwsse_token_nonce(const xwsse_token *token);

/// Created as it stands in the header.
xwsse_slice xwsse_token_created(const xwsse_token *token);

/// Writes the fields of Penneo's OAuth grant `api_keys`.
xwsse_status xwsse_token_api_keys(const xwsse_token *token, xwsse_api_keys *fields);

/// Makes a verifier: of a dialect or NULL, a look-up of secrets, which gets `context` as it is, and a store. Look-up
/// and context must stay good until the verifier is freed. Free it with xwsse_verifier_free().
xwsse_status xwsse_verifier_new(const xwsse_dialect *dialect,
                                xwsse_secrets_fn secrets,
                                void *context,
                                const xwsse_store *store,
                                xwsse_verifier **verifier);

/// Frees a verifier; NULL is allowed. Its identities live on.
void xwsse_verifier_free(xwsse_verifier *verifier);

/// Verifies all values that the request has for the header `X-WSSE`, at this time, or by the system's clock for
/// NULL, and returns the identity. Pass all of them, so that two are refused; none is `NULL, 0`. Free the
/// identity with xwsse_identity_free().
///
/// Any rejection: answer with xwsse_status_http(), log xwsse_status_code(), and never the header.
xwsse_status xwsse_verifier_verify(const xwsse_verifier *verifier,
                                   const xwsse_slice *values,
                                   size_t values_len,
                                   const xwsse_time *now,
                                   xwsse_identity **identity);

/// The first half of xwsse_verifier_verify(): everything but the claims. It changes nothing. The second half is
/// xwsse_authenticated_claim(). Free the result with xwsse_authenticated_free().
///
/// Any rejection but those of the store.
xwsse_status xwsse_verifier_authenticate(const xwsse_verifier *verifier,
                                         const xwsse_slice *values,
                                         size_t values_len,
                                         const xwsse_time *now,
                                         xwsse_authenticated **authenticated);

/// Writes the value of `WWW-Authenticate`, the same for every 401, into a buffer.
///
/// `realm` is your own text; what cannot stand in a quoted string of a header is left out.
xwsse_status xwsse_challenge(const char *realm, size_t realm_len, char *buffer, size_t capacity, size_t *len);

/// Reads all values that the request has for the header `X-WSSE`, in a dialect or NULL, and checks the window at this
/// time, or by the system's clock for NULL. Free it with xwsse_candidate_free().
///
/// The rejections of the parse, of the values and of the window.
xwsse_status xwsse_candidate_read(const xwsse_dialect *dialect,
                                  const xwsse_slice *values,
                                  size_t values_len,
                                  const xwsse_time *now,
                                  xwsse_candidate **candidate);

/// Frees a candidate; NULL is allowed.
void xwsse_candidate_free(xwsse_candidate *candidate);

/// The username to look up.
xwsse_slice xwsse_candidate_username(const xwsse_candidate *candidate);

/// Compares the digest with that of every active secret, in constant time; `NULL, 0` is none. The candidate stays
/// yours. Free the result with xwsse_authenticated_free().
///
/// `username` is this user's canonical name, if it may differ from the spelling in the header, else `NULL, 0`: the
/// identity, and the claims on nonce and Created, are made of it.
///
/// XWSSE_USERNAME_UNKNOWN without a secret, XWSSE_DIGEST_MISMATCH, XWSSE_SECRET_EMPTY.
xwsse_status xwsse_candidate_authenticate(const xwsse_candidate *candidate,
                                          const xwsse_slice *secrets,
                                          size_t secrets_len,
                                          const char *username,
                                          size_t username_len,
                                          xwsse_authenticated **authenticated);

/// Explains a header to the developer who sent it, in a dialect or NULL, at this time, or by the system's clock for
/// NULL. Free the diagnosis with xwsse_diagnosis_free().
///
/// `pasted` is the header's value, a line or a piece of code with the header's name, or the whole output of `curl -v`.
/// With the secret, or NULL for none, the digest is searched for: in every known dialect, and with the usual slips.
/// It claims nothing, and accepts nothing. The diagnosis holds the header, so show it only to its sender; it never
/// holds the secret or a digest that would have been right.
///
/// XWSSE_SECRET_EMPTY when there is a pointer and no length.
xwsse_status xwsse_explain(const void *pasted,
                           size_t pasted_len,
                           const xwsse_dialect *dialect,
                           const void *secret,
                           size_t secret_len,
                           const xwsse_time *now,
                           xwsse_diagnosis **diagnosis);

/// Frees a diagnosis; NULL is allowed.
void xwsse_diagnosis_free(xwsse_diagnosis *diagnosis);

/// Writes why a verifier of this dialect would refuse the header; XWSSE_OK when it would accept it once. Without the
/// secret, the digest is not judged.
xwsse_status xwsse_diagnosis_verdict(const xwsse_diagnosis *diagnosis,
                                     xwsse_status *verdict);

/// Plain text of several lines in UTF-8: every fault with its remedy, worst first. Of what could be a digest, only the
/// beginning is shown.
xwsse_slice xwsse_diagnosis_text(const xwsse_diagnosis *diagnosis);

/// The same as a JSON object, the header as a whole: `dialect`, `header`, `parts`, `age_millis`, `digest_checked`,
/// `digest_dialects`, `verdict`, `findings`.
xwsse_slice xwsse_diagnosis_json(const xwsse_diagnosis *diagnosis);

/// The word for an outcome, such as `seen_digest`, the same in every language: a text that is never freed. NULL for a
/// number that is not an outcome.
const char *xwsse_outcome_word(int32_t outcome);

/// The outcome of a word; XWSSE_OUTCOME_UNAVAILABLE for any other text.
xwsse_outcome xwsse_outcome_of_word(const char *word, size_t word_len);

/// Makes a store in memory, for one process, with room for at least so many claims, of 20 bytes each, allocated
/// now. A token of `penneo` makes three claims, which live for up to two minutes. When it is full it refuses with
/// 503 and recovers as claims age out; nothing is ever evicted. Free it with xwsse_store_free().
///
/// `history_from` is NULL, or refuses (503) every token of this instant or before. A restarted process has lost
/// what it knew; with its start plus the dialect's max_future nothing from before is accepted again.
///
/// XWSSE_CAPACITY_INVALID, XWSSE_OUT_OF_MEMORY, XWSSE_TIME_INVALID.
xwsse_status xwsse_store_new_memory(size_t capacity,
                                    const xwsse_time *history_from,
                                    xwsse_store **store);

/// Makes a store of a function of yours, which gets `context` as it is. Both must stay good until the store and
/// every verifier of it are freed. Free it with xwsse_store_free().
xwsse_status xwsse_store_new_callback(xwsse_claim_fn claim,
                                      void *context,
                                      xwsse_store **store);

/// Frees a store; NULL is allowed. Verifiers that were made with it keep what they need of it.
void xwsse_store_free(xwsse_store *store);

/// How many claims a store in memory certainly holds, at least what was asked for; 0 for a store of your own.
size_t xwsse_store_capacity(const xwsse_store *store);

/// Writes how many claims a store in memory must keep at this time, or now for NULL; 0 for a store of your own. It
/// looks at every slot: for a gauge, not for each request.
xwsse_status xwsse_store_live(const xwsse_store *store,
                              const xwsse_time *now,
                              size_t *live);

/// Makes all claims, or none, at this time, or now for NULL: for a store of your own that stands on another one.
xwsse_status xwsse_store_claim(const xwsse_store *store,
                               const xwsse_claims *claims,
                               const xwsse_time *now,
                               xwsse_outcome *outcome);

/// The word for what a claim is about, such as `digest`, the same in every language: a text that is never freed. NULL
/// for a number that is not an xwsse_claim_kind.
const char *xwsse_claim_kind_word(int32_t kind);

/// The number of claims, 1 to 3.
size_t xwsse_claims_count(const xwsse_claims *claims);

/// Writes one of the claims, from 0 on: digest, then nonce and Created where the dialect wants them unique.
/// XWSSE_LENGTH_INVALID when there are fewer.
xwsse_status xwsse_claims_get(const xwsse_claims *claims, size_t index, xwsse_claim *claim);

/// The token's Created.
xwsse_time xwsse_claims_created(const xwsse_claims *claims);

/// The first instant at which the token can have passed the window: a store that has lost what it knew before some
/// instant cannot tell whether a token was used that opens earlier.
xwsse_time xwsse_claims_opens(const xwsse_claims *claims);

/// How far ahead of the verifier's clock the token may be dated: Created less xwsse_claims_opens().
xwsse_duration xwsse_claims_lead(const xwsse_claims *claims);

/// Writes 16 bytes that stand for the username: in a store of several shards, nonce and Created of one username live together.
xwsse_status xwsse_claims_claimant(const xwsse_claims *claims,
                                   uint8_t (*claimant)[16]);

/// The last instant at which the token can pass the window: for a store that keeps time by the verifier's clock.
xwsse_time xwsse_claims_keep_until(const xwsse_claims *claims);

/// How long a store with a clock of its own keeps the claims from now on. Add a margin for the difference of the
/// clocks.
xwsse_duration xwsse_claims_keep_for(const xwsse_claims *claims);

/// Adds an active secret, of which a copy is taken; several while they are rotated.
///
/// When it fails, the look-up fails with it: XWSSE_SECRET_EMPTY, XWSSE_NULL_ARGUMENT, XWSSE_LENGTH_INVALID.
xwsse_status xwsse_found_secret(xwsse_found *found, const void *secret, size_t secret_len);

/// Sets this user's canonical name, if it may differ from the spelling in the header, as with a look-up that takes
/// `Alice` for `alice`: the identity, and the claims on nonce and Created, are made of it. It has 1 to 256 bytes and no
/// control characters, as a header's has; with any other the look-up fails.
///
/// When it fails, the look-up fails with it: XWSSE_TEXT_INVALID, XWSSE_NULL_ARGUMENT, XWSSE_LENGTH_INVALID.
xwsse_status xwsse_found_username(xwsse_found *found,
                                  const char *username,
                                  size_t username_len);

/// Frees an identity; NULL is allowed.
void xwsse_identity_free(xwsse_identity *identity);

/// The username: the canonical one where the look-up returned one. It may hold any character but control characters;
/// escape it where you print it.
xwsse_slice xwsse_identity_username(const xwsse_identity *identity);

/// When the client says it signed.
xwsse_time xwsse_identity_created(const xwsse_identity *identity);

/// Which of the active secrets it was made with, from 0: shows when an old one is no longer used.
size_t xwsse_identity_secret_index(const xwsse_identity *identity);

/// The name of the preset that the verifier's dialect is, or is based on.
xwsse_slice xwsse_identity_dialect(const xwsse_identity *identity);

/// Frees it; NULL is allowed. Its identity lives on, its claims do not.
void xwsse_authenticated_free(xwsse_authenticated *authenticated);

/// Claims in a store at this time, or now for NULL, and returns the identity. Free that with xwsse_identity_free().
///
/// The rejections of the store; XWSSE_CREATED_STALE when the window has passed meanwhile; XWSSE_REPLAYED, and the
/// store is not asked, when there was an answer before.
xwsse_status xwsse_authenticated_claim(const xwsse_authenticated *authenticated,
                                       const xwsse_store *store,
                                       const xwsse_time *now,
                                       xwsse_identity **identity);

/// Returns what a store must be asked at this time, or now for NULL. It belongs to `authenticated`: do not free it.
///
/// XWSSE_CREATED_STALE when the window has passed meanwhile, XWSSE_REPLAYED when there was an answer before: then the
/// store must not be asked.
xwsse_status xwsse_authenticated_claims(const xwsse_authenticated *authenticated,
                                        const xwsse_time *now,
                                        const xwsse_claims **claims);

/// Returns the identity, if the store's answer, a number of xwsse_outcome, is XWSSE_OUTCOME_FIRST. It takes one answer:
/// after that it is XWSSE_REPLAYED. Free the identity with xwsse_identity_free().
///
/// The rejections of the store.
xwsse_status xwsse_authenticated_accept(const xwsse_authenticated *authenticated,
                                        int32_t outcome,
                                        xwsse_identity **identity);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* XWSSE_H */
