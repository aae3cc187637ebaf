#!/usr/bin/env bash
# `make test-c`: libxwsse, from its header to a program that is built against the installed library.
set -euo pipefail
cd "$(dirname "$0")/../.."
source scripts/lib/need.sh
need g++ g++
need cmake cmake
need pkg-config pkg-config
need valgrind valgrind
need_file /usr/include/cmocka.h libcmocka-dev
need_file /usr/include/microhttpd.h libmicrohttpd-dev
need_file "/usr/include/$(cc -dumpmachine)/curl/curl.h" libcurl4-openssl-dev
install_missing

source scripts/lib/tested.sh
work=$CARGO_TARGET_DIR/c
mkdir -p "$work"
room=$PWD/bindings-c
tests=$room/tests
step() { printf '== c: %s\n' "$*"; }
fail() { printf 'c: %s\n' "$*" >&2; exit 1; }

step "installing into $work/installed"
rm -rf "$work/installed"
PREFIX=$work/installed LIBDIR= scripts/build/install-c.sh
export PKG_CONFIG_PATH=$work/installed/lib/pkgconfig LD_LIBRARY_PATH=$work/installed/lib

step "the header is what the exports say"
cargo test --locked --quiet --workspace --all-features --test header

step "the header in C99, C11, C2x and C++17"
strict=(-Wall -Wextra -pedantic -Werror)
for standard in c99 c11 c2x; do
  cc -std=$standard "${strict[@]}" -fsyntax-only -x c "$room/include/xwsse.h"
done
c++ -std=c++17 "${strict[@]}" -fsyntax-only -x c++ "$room/include/xwsse.hpp"

step "the tests, from the shared vectors"
python3 "$tests/vectors_to_c.py" tests/vectors >"$work/vectors_data.c"
sed -n 's/^  \(XWSSE_[A-Z_]*\) = \([0-9]*\),$/{"\1", \2},/p' "$room/include/xwsse.h" |
  grep -v -e XWSSE_OUTCOME -e XWSSE_CLAIM_KIND >"$work/header_statuses.inc"
flags=(-std=c11 -D_POSIX_C_SOURCE=200809L -g -O1 "${strict[@]}" "-I$tests" "-I$work")
flags+=(-Wno-overlength-strings -Wno-missing-braces) # of the vectors
sources=("$work/vectors_data.c" "$tests"/{main,support}.c "$tests"/test_{dialect,explain,misuse,signer,status}.c
  "$tests"/test_{steps,store,threads,token,vectors,verifier,version}.c)
read -ra shared < <(pkg-config --cflags --libs xwsse)
cc "${flags[@]}" "${sources[@]}" "${shared[@]}" -lcmocka -lpthread -o "$work/tests-shared"

# Shows what cmocka says only where a test fails, and counts.
run() {
  local log=$work/tests.log
  "$@" >"$log" 2>&1 || { grep -v -F -e '[ RUN' -e '[       OK' "$log" >&2; fail "$1 failed"; }
  local passed
  passed=$(grep -c '\[       OK \]' "$log") || fail "$1 ran no test"
  printf '%s tests passed\n' "$passed"
}

step "… with the shared library"
run "$work/tests-shared"

step "… under valgrind"
run valgrind --quiet --leak-check=full --errors-for-leak-kinds=definite,possible --error-exitcode=9 "$work/tests-shared"

step "… with the static library, built with checks, under AddressSanitizer, UndefinedBehaviorSanitizer and LeakSanitizer"
build_tested
checked=$tested/libxwsse.a
read -ra needs < <(sed -n 's/^Libs.private: //p' "$PKG_CONFIG_PATH/xwsse.pc")
static=("-I$work/installed/include" "$checked" "${needs[@]}")
sanitize=(-fsanitize=address,undefined -fno-sanitize-recover=all)
cc "${flags[@]}" "${sanitize[@]}" "${sources[@]}" "${static[@]}" -lcmocka -o "$work/tests-sanitized"
for function in __asan_init __ubsan_handle_type_mismatch_v1_abort; do
  nm "$work/tests-sanitized" | grep "$function" >/dev/null || fail "the sanitizer is not in the binary: no $function"
done
run env ASAN_OPTIONS=detect_leaks=1 "$work/tests-sanitized"

step "… and the C++ wrapper"
c++ -std=c++17 -g "${strict[@]}" "${sanitize[@]}" "$tests/test_hpp.cpp" "${static[@]}" -o "$work/tests-hpp"
run "$work/tests-hpp"

step "… which find a leaked signer, and a use after free"
for fault in LEAK USE_AFTER_FREE; do
  cc "${flags[@]}" "${sanitize[@]}" "-D$fault" "$tests/faulty.c" "${static[@]}" -o "$work/faulty"
  if ASAN_OPTIONS=detect_leaks=1 "$work/faulty" 2>"$work/faulty.log"; then
    fail "the sanitizer did not find it: $fault"
  fi
  grep -q 'Sanitizer: ' "$work/faulty.log" || fail "something else went wrong: $(cat "$work/faulty.log")"
done

step "a panic behind the guard"
cc "${flags[@]}" "$tests"/{test_panic,support}.c "${static[@]}" -lcmocka -o "$work/test-panic"
run "$work/test-panic"

step "what is installed, the examples and the README"
XWSSE_C_WORK=$work XWSSE_C_PREFIX=$work/installed python3 "$tests/test_installed.py"
