#include <stdio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "support.h"

static void a_known_answer_comes_out(void **state) {
  (void)state;
  /* "Atom Authentication", xml.com, 2003-12-17. */
  xwsse_signer *signer = signer_of("bob", "taadtaadpstcsm", "atom");
  const xwsse_time created = {1071499387, 0};
  xwsse_token *token = NULL;
  assert_ok(xwsse_signer_token_with(signer, &created, "d36e316282959a9ed4c89851497a717f", 32, &token));
  assert_slice("quR/EWLAV4xLf9Zqyw4pDmfV9OY=", xwsse_token_password_digest(token));
  assert_slice("2003-12-15T14:43:07Z", xwsse_token_created(token));
  xwsse_token_free(token);
  xwsse_signer_free(signer);
}

static void each_header_is_another(void **state) {
  (void)state;
  xwsse_signer *signer = signer_of("key", "secret", "penneo");
  char first[XWSSE_HEADER_CAPACITY], second[XWSSE_HEADER_CAPACITY];
  size_t first_len = 0, second_len = 0;
  assert_ok(xwsse_signer_sign(signer, first, sizeof first, &first_len));
  assert_ok(xwsse_signer_sign(signer, second, sizeof second, &second_len));
  assert_int_equal(first_len, strlen(first));
  assert_int_equal(strncmp(first, "UsernameToken Username=\"key\", PasswordDigest=\"", 46), 0);
  assert_string_not_equal(first, second);
  xwsse_signer_free(signer);
}

static void a_buffer_that_is_one_byte_too_small_is_told_the_size(void **state) {
  (void)state;
  xwsse_signer *signer = signer_of("key", "secret", "penneo");
  char buffer[256];
  size_t len = 0, told = 0;
  assert_ok(xwsse_signer_sign(signer, buffer, sizeof buffer, &len));
  assert_status(XWSSE_BUFFER_TOO_SMALL, xwsse_signer_sign(signer, NULL, 0, &told));
  assert_int_equal(told, len);
  memset(buffer, '#', sizeof buffer);
  told = 0;
  assert_status(XWSSE_BUFFER_TOO_SMALL, xwsse_signer_sign(signer, buffer, len, &told));
  assert_int_equal(told, len);
  assert_int_equal(buffer[0], '#');
  assert_ok(xwsse_signer_sign(signer, buffer, len + 1, &told));
  assert_int_equal(buffer[len], '\0');
  assert_int_equal(buffer[len + 1], '#');
  xwsse_signer_free(signer);
}

static void the_longest_header_has_room_in_the_capacity_of_the_header(void **state) {
  (void)state;
  char username[257] = {0};
  memset(username, 'u', 256);
  xwsse_signer *signer = signer_of(username, "secret", "pywsse,digest=base64hex,created=nanos");
  char buffer[XWSSE_HEADER_CAPACITY], nonce[256];
  size_t len = 0;
  assert_ok(xwsse_signer_sign(signer, buffer, sizeof buffer, &len));
  xwsse_signer_free(signer);

  signer = signer_of(username, "secret", "huawei,max_nonce=256,digest=base64hex,created=nanos");
  memset(nonce, 'n', sizeof nonce);
  xwsse_token *token = NULL;
  const xwsse_time now = {1773482400, 1};
  assert_ok(xwsse_signer_token_with(signer, &now, nonce, sizeof nonce, &token));
  assert_true(xwsse_token_header(token).len < XWSSE_HEADER_CAPACITY);
  xwsse_token_free(token);
  xwsse_signer_free(signer);
}

static void usernames_and_secrets_that_cannot_be_used_are_refused(void **state) {
  (void)state;
  xwsse_signer *signer = NULL;
  char username[257];
  memset(username, 'u', sizeof username);
  assert_status(XWSSE_USERNAME_UNUSABLE, xwsse_signer_new(NULL, 0, "secret", 6, NULL, &signer));
  assert_status(XWSSE_USERNAME_UNUSABLE, xwsse_signer_new("a\"b", 3, "secret", 6, NULL, &signer));
  assert_status(XWSSE_USERNAME_UNUSABLE, xwsse_signer_new("a\0b", 3, "secret", 6, NULL, &signer));
  assert_status(XWSSE_USERNAME_UNUSABLE, xwsse_signer_new(username, 257, "secret", 6, NULL, &signer));
  assert_status(XWSSE_TEXT_INVALID, xwsse_signer_new("k\377", 2, "secret", 6, NULL, &signer));
  assert_status(XWSSE_SECRET_EMPTY, xwsse_signer_new("key", 3, NULL, 0, NULL, &signer));
  assert_status(XWSSE_SECRET_EMPTY, xwsse_signer_new("key", 3, "", 0, NULL, &signer));
  assert_null(signer);
}

static void a_secret_is_bytes_with_a_length(void **state) {
  (void)state;
  const unsigned char secret[] = {0, 255, '"', 0};
  xwsse_signer *signer = NULL, *shorter = NULL;
  assert_ok(xwsse_signer_new("key", 3, secret, 4, NULL, &signer));
  assert_ok(xwsse_signer_new("key", 3, secret, 3, NULL, &shorter));
  const xwsse_time now = {1773482400, 0};
  xwsse_token *a = NULL, *b = NULL;
  assert_ok(xwsse_signer_token_with(signer, &now, "nonce", 5, &a));
  assert_ok(xwsse_signer_token_with(shorter, &now, "nonce", 5, &b));
  assert_string_not_equal(xwsse_token_password_digest(a).data, xwsse_token_password_digest(b).data);
  xwsse_token_free(a);
  xwsse_token_free(b);
  xwsse_signer_free(signer);
  xwsse_signer_free(shorter);
}

static void a_signer_knows_its_username_and_dialect(void **state) {
  (void)state;
  xwsse_signer *signer = signer_of("key", "secret", "penneo,created=micros");
  assert_slice("key", xwsse_signer_username(signer));
  assert_slice("penneo,created=micros", xwsse_dialect_text(xwsse_signer_dialect(signer)));
  xwsse_signer_free(signer);

  assert_ok(xwsse_signer_new("key", 3, "secret", 6, NULL, &signer));
  assert_slice("penneo", xwsse_dialect_text(xwsse_signer_dialect(signer)));
  xwsse_signer_free(signer);
}

static void nonces_that_the_dialect_cannot_carry_are_refused(void **state) {
  (void)state;
  xwsse_signer *signer = signer_of("key", "secret", "atom");
  const xwsse_time now = {1773482400, 0}, beyond = {INT64_MAX, 0}, year_10000 = {253402300800, 0};
  const xwsse_time nanos = {1773482400, 1000000000};
  char long_nonce[257];
  memset(long_nonce, 'n', sizeof long_nonce);
  xwsse_token *token = NULL;
  assert_status(XWSSE_NONCE_UNUSABLE, xwsse_signer_token_with(signer, &now, NULL, 0, &token));
  assert_status(XWSSE_NONCE_UNUSABLE, xwsse_signer_token_with(signer, &now, "a b", 3, &token));
  assert_status(XWSSE_NONCE_UNUSABLE, xwsse_signer_token_with(signer, &now, long_nonce, 257, &token));
  assert_status(XWSSE_CREATED_OUT_OF_RANGE, xwsse_signer_token_with(signer, &year_10000, "nonce", 5, &token));
  assert_status(XWSSE_TIME_INVALID, xwsse_signer_token_with(signer, &beyond, "nonce", 5, &token));
  assert_status(XWSSE_TIME_INVALID, xwsse_signer_token_with(signer, &nanos, "nonce", 5, &token));
  assert_null(token);
  xwsse_signer_free(signer);
}

static void the_clock_s_offset_is_set_and_bounded(void **state) {
  (void)state;
  const int64_t day = 24 * 3600 * 1000;
  xwsse_signer *signer = signer_of("key", "secret", "penneo");
  int64_t millis = 1;
  assert_ok(xwsse_signer_clock_offset(signer, &millis));
  assert_int_equal(millis, 0);
  assert_ok(xwsse_signer_set_clock_offset(signer, -1500));
  assert_ok(xwsse_signer_clock_offset(signer, &millis));
  assert_int_equal(millis, -1500);
  assert_ok(xwsse_signer_set_clock_offset(signer, INT64_MAX));
  assert_ok(xwsse_signer_clock_offset(signer, &millis));
  assert_int_equal(millis, day);
  xwsse_signer_free(signer);
}

static void the_clock_s_offset_is_learnt_from_a_date(void **state) {
  (void)state;
  const int64_t day = 24 * 3600 * 1000;
  const char long_ago[] = "Sun, 06 Nov 1994 08:49:37 GMT";
  xwsse_signer *signer = signer_of("key", "secret", "penneo");
  int64_t millis = 1;
  assert_ok(xwsse_signer_learn_clock_offset(signer, long_ago, strlen(long_ago), &millis));
  assert_int_equal(millis, -day);
  millis = 1;
  assert_status(XWSSE_DATE_INVALID, xwsse_signer_learn_clock_offset(signer, "yesterday", 9, &millis));
  assert_int_equal(millis, 1);
  assert_ok(xwsse_signer_clock_offset(signer, &millis));
  assert_int_equal(millis, -day);

  /* A token is then of that time: the date of yesterday stands in it. */
  const time_t yesterday = time(NULL) - 24 * 3600;
  char date[16], header[XWSSE_HEADER_CAPACITY];
  size_t len = 0;
  struct tm utc;
  strftime(date, sizeof date, "%Y-%m-%dT", gmtime_r(&yesterday, &utc));
  assert_ok(xwsse_signer_sign(signer, header, sizeof header, &len));
  assert_true(strstr(header, date) != NULL || utc.tm_hour == 23);
  xwsse_signer_free(signer);
}

static void a_burst_ends_before_created_runs_away(void **state) {
  (void)state;
  xwsse_signer *signer = signer_of("key", "secret", "penneo,created=seconds");
  char header[XWSSE_HEADER_CAPACITY];
  size_t len = 0;
  int signed_ones = 0;
  xwsse_status status = XWSSE_OK;
  while (signed_ones < 1000 && (status = xwsse_signer_sign(signer, header, sizeof header, &len)) == XWSSE_OK) {
    signed_ones++;
  }
  assert_status(XWSSE_CREATED_EXHAUSTED, status);
  assert_true(signed_ones >= 15);
  xwsse_signer_free(signer);
}

static void parent_and_child_draw_different_nonces_after_fork(void **state) {
  (void)state;
  xwsse_signer *signer = signer_of("key", "secret", "atom");
  int pipes[2];
  assert_int_equal(pipe(pipes), 0);
  xwsse_token *token = NULL;
  const pid_t child = fork();
  assert_true(child >= 0);
  if (child == 0) {
    const int failed = xwsse_signer_token(signer, &token) != XWSSE_OK ||
                       write(pipes[1], xwsse_token_nonce(token).data, 32) != 32;
    xwsse_token_free(token);
    xwsse_signer_free(signer);
    _exit(failed);
  }
  char nonce[33] = {0};
  int status = -1;
  assert_ok(xwsse_signer_token(signer, &token));
  assert_int_equal(read(pipes[0], nonce, 32), 32);
  assert_int_equal(waitpid(child, &status, 0), child);
  assert_int_equal(status, 0);
  assert_int_equal(xwsse_token_nonce(token).len, 32);
  assert_string_not_equal(xwsse_token_nonce(token).data, nonce);
  close(pipes[0]);
  close(pipes[1]);
  xwsse_token_free(token);
  xwsse_signer_free(signer);
}

int run_signer_tests(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_known_answer_comes_out),
      cmocka_unit_test(each_header_is_another),
      cmocka_unit_test(a_buffer_that_is_one_byte_too_small_is_told_the_size),
      cmocka_unit_test(the_longest_header_has_room_in_the_capacity_of_the_header),
      cmocka_unit_test(usernames_and_secrets_that_cannot_be_used_are_refused),
      cmocka_unit_test(a_secret_is_bytes_with_a_length),
      cmocka_unit_test(a_signer_knows_its_username_and_dialect),
      cmocka_unit_test(nonces_that_the_dialect_cannot_carry_are_refused),
      cmocka_unit_test(the_clock_s_offset_is_set_and_bounded),
      cmocka_unit_test(the_clock_s_offset_is_learnt_from_a_date),
      cmocka_unit_test(a_burst_ends_before_created_runs_away),
      cmocka_unit_test(parent_and_child_draw_different_nonces_after_fork),
  };
  return RUN(tests);
}
