#!/usr/bin/env bash
# The tests of threads under ThreadSanitizer, the standard library instrumented too, so that its locks are known.
# Without a nightly compiler and its sources it says so and fails.
set -euo pipefail
cd "$(dirname "$0")/../.."
source scripts/lib/nightly.sh
need_nightly rust-src
[ -n "$nightly" ] || { echo "tsan: NOT RUN, for want of a nightly compiler with its sources"; exit 3; }

host=$(rustup run "$nightly" rustc -vV | sed -n 's/^host: //p')
source scripts/lib/target.sh
CARGO_TARGET_DIR+=/tsan
export RUSTFLAGS="-Zsanitizer=thread" RUSTDOCFLAGS="-Zsanitizer=thread"
export TSAN_OPTIONS="halt_on_error=1"
echo "== tsan: store and signer shared by threads, the races of 64 threads, rotation"
cargo "+$nightly" test --locked --quiet -Zbuild-std --target "$host" -p xwsse --all-features \
  --test behaviour -- threads:: races:: signing_clock:: replay:: outages:: rotation::
