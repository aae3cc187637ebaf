#include <stdio.h>

#include "support.h"

int main(void) {
  int (*const groups[])(void) = {
      run_version_tests, run_status_tests,   run_dialect_tests, run_signer_tests,
      run_token_tests,   run_store_tests,    run_verifier_tests, run_step_tests,
      run_explain_tests, run_vector_tests,   run_misuse_tests,  run_thread_tests,
  };
  int failed = 0;
  for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
    failed += groups[i]();
  }
  return failed != 0;
}
