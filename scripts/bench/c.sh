#!/usr/bin/env bash
# What signing and verifying cost through the C ABI, beside Rust and OpenSSL by hand. Ratios of one run are what counts.
set -euo pipefail
cd "$(dirname "$0")/../.."
source scripts/lib/need.sh
need_file /usr/include/openssl/evp.h libssl-dev
install_missing
source scripts/lib/target.sh
work=$CARGO_TARGET_DIR/c
mkdir -p "$work"
PREFIX=$work/installed LIBDIR= scripts/build/install-c.sh >/dev/null

rust=$(cargo bench --locked --quiet -p xwsse-c --bench rust --no-run --message-format json |
  sed -n 's/.*"executable":"\([^"]*\)".*/\1/p')
cc -std=c11 -D_POSIX_C_SOURCE=200809L -D_DEFAULT_SOURCE -O2 -Wall -Wextra -Werror "-I$work/installed/include" \
  bindings-c/bench/bench.c bindings-c/bench/by_hand.c "$work/installed/lib/libxwsse.a" -lcrypto -lm -o "$work/bench"
python3 bindings-c/bench/bench.py "$work/bench" "$rust"
