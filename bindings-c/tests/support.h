/* What all tests share. */
#ifndef SUPPORT_H
#define SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "vectors.h"
#include "xwsse.h"

/* One group of tests in each file. */
int run_version_tests(void);
int run_status_tests(void);
int run_dialect_tests(void);
int run_signer_tests(void);
int run_token_tests(void);
int run_store_tests(void);
int run_verifier_tests(void);
int run_step_tests(void);
int run_explain_tests(void);
int run_vector_tests(void);
int run_thread_tests(void);
int run_misuse_tests(void);

#define assert_ok(call) assert_int_equal((call), XWSSE_OK)
#define assert_status(expected, call) assert_int_equal((call), (expected))
#define assert_slice(expected, slice) assert_same_text((expected), (slice), __FILE__, __LINE__)
#define RUN(tests) cmocka_run_group_tests_name(__FILE__, (tests), NULL, NULL)

/* A literal as a slice, without its NUL. */
xwsse_slice slice(const char *text);
int same(xwsse_slice a, xwsse_slice b);
/* The slice holds this text, and a NUL after it. */
void assert_same_text(const char *expected, xwsse_slice slice, const char *file, int line);

xwsse_dialect *dialect_of(xwsse_slice text);
xwsse_signer *signer_of(const char *username, const char *secret, const char *dialect);
xwsse_store *store_of(size_t capacity);

/* A look-up in a `struct secrets`. */
int32_t look_up(void *secrets, xwsse_slice username, xwsse_found *found);
/* A look-up that knows the secret of everyone: the text that is its context. */
int32_t look_up_one(void *secret, xwsse_slice username, xwsse_found *found);

#endif
