/* One signer, one verifier and one store, shared by many threads without a lock. */
#include <pthread.h>

#include "support.h"

#define THREADS 8
#define ROUNDS 100

struct shared {
  xwsse_signer *signer;
  xwsse_verifier *verifier;
  char (*headers)[XWSSE_HEADER_CAPACITY];
  pthread_barrier_t barrier;
};

struct job {
  struct shared *shared;
  int number, accepted, failed;
};

static void run(void *(*work)(void *), struct shared *shared, struct job jobs[THREADS]) {
  pthread_t threads[THREADS];
  assert_int_equal(pthread_barrier_init(&shared->barrier, NULL, THREADS), 0);
  for (int i = 0; i < THREADS; i++) {
    jobs[i] = (struct job){shared, i, 0, 0};
    assert_int_equal(pthread_create(&threads[i], NULL, work, &jobs[i]), 0);
  }
  for (int i = 0; i < THREADS; i++) {
    assert_int_equal(pthread_join(threads[i], NULL), 0);
    assert_int_equal(jobs[i].failed, 0);
  }
  pthread_barrier_destroy(&shared->barrier);
}

static void *sign(void *context) {
  struct job *job = context;
  pthread_barrier_wait(&job->shared->barrier);
  for (int i = 0; i < ROUNDS; i++) {
    size_t len = 0;
    char *header = job->shared->headers[job->number * ROUNDS + i];
    job->failed += xwsse_signer_sign(job->shared->signer, header, XWSSE_HEADER_CAPACITY, &len) != XWSSE_OK;
  }
  return NULL;
}

static void *verify(void *context) {
  struct job *job = context;
  for (int i = 0; i < ROUNDS; i++) {
    const xwsse_slice header = slice(job->shared->headers[i]);
    xwsse_identity *identity = NULL;
    pthread_barrier_wait(&job->shared->barrier);
    const xwsse_status status = xwsse_verifier_verify(job->shared->verifier, &header, 1, NULL, &identity);
    job->accepted += status == XWSSE_OK;
    job->failed += status != XWSSE_OK && status != XWSSE_REPLAYED;
    xwsse_identity_free(identity);
  }
  return NULL;
}

static void set_up(struct shared *shared) {
  static char secret[] = "secret";
  xwsse_store *store = store_of(10000);
  shared->signer = signer_of("key", "secret", "penneo");
  shared->verifier = NULL;
  assert_ok(xwsse_verifier_new(NULL, look_up_one, secret, store, &shared->verifier));
  xwsse_store_free(store);
  shared->headers = calloc((size_t)THREADS * ROUNDS, sizeof *shared->headers);
  assert_non_null(shared->headers);
}

static void tear_down(struct shared *shared) {
  free(shared->headers);
  xwsse_verifier_free(shared->verifier);
  xwsse_signer_free(shared->signer);
}

static int compare(const void *a, const void *b) { return strcmp(a, b); }

static void no_two_headers_of_all_threads_have_the_same_nonce_or_created(void **state) {
  (void)state;
  struct shared shared;
  struct job jobs[THREADS];
  char(*createds)[32] = calloc((size_t)THREADS * ROUNDS, sizeof *createds);
  assert_non_null(createds);
  set_up(&shared);
  run(sign, &shared, jobs);
  for (size_t i = 0; i < (size_t)THREADS * ROUNDS; i++) {
    memcpy(createds[i], strstr(shared.headers[i], "Created=") + 9, 24);
  }
  qsort(createds, (size_t)THREADS * ROUNDS, sizeof *createds, compare);
  for (size_t i = 1; i < (size_t)THREADS * ROUNDS; i++) {
    assert_string_not_equal(createds[i - 1], createds[i]);
  }
  /* All of them are accepted, so that no nonce repeats either. */
  for (size_t i = 0; i < (size_t)THREADS * ROUNDS; i++) {
    const xwsse_slice header = slice(shared.headers[i]);
    xwsse_identity *identity = NULL;
    assert_ok(xwsse_verifier_verify(shared.verifier, &header, 1, NULL, &identity));
    xwsse_identity_free(identity);
  }
  free(createds);
  tear_down(&shared);
}

static void of_many_threads_with_the_same_header_exactly_one_is_let_in(void **state) {
  (void)state;
  struct shared shared;
  struct job jobs[THREADS];
  int accepted = 0;
  set_up(&shared);
  for (int i = 0; i < ROUNDS; i++) {
    size_t len = 0;
    assert_ok(xwsse_signer_sign(shared.signer, shared.headers[i], XWSSE_HEADER_CAPACITY, &len));
  }
  run(verify, &shared, jobs);
  for (int i = 0; i < THREADS; i++) {
    accepted += jobs[i].accepted;
  }
  assert_int_equal(accepted, ROUNDS);
  tear_down(&shared);
}

int run_thread_tests(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(no_two_headers_of_all_threads_have_the_same_nonce_or_created),
      cmocka_unit_test(of_many_threads_with_the_same_header_exactly_one_is_let_in),
  };
  return RUN(tests);
}
