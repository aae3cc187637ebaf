#!/usr/bin/env bash
# The core's tests under Miri, which finds undefined behaviour, data races and leaks: strict provenance, and the
# tests of threads in many orders of their steps.
#   scripts/prove/miri.sh [SEEDS]     16 orders, by default
# Without Miri it says so and fails: there is no other way to run this.
set -euo pipefail
cd "$(dirname "$0")/../.."
source scripts/lib/nightly.sh
seeds=${1:-16}
step() { printf '== miri: %s\n' "$*"; }

need_nightly miri rust-src
[ -n "$nightly" ] || { echo "miri: NOT RUN, for want of a nightly compiler with Miri"; exit 3; }
source scripts/lib/target.sh
CARGO_TARGET_DIR+=/miri
export PROPTEST_CASES=1
miri() { cargo "+$nightly" miri test --locked --quiet -p xwsse --all-features "$@"; }

flags="-Zmiri-strict-provenance -Zmiri-symbolic-alignment-check -Zmiri-disable-isolation"
step "unit tests, signing, parsing, verifying and claiming in every dialect"
# Left out: what hashes at every length, and what reads the vectors, is arithmetic and takes hours here.
MIRIFLAGS=$flags miri --lib -- --skip every_length
MIRIFLAGS=$flags miri --test behaviour -- no_std:: debug::
step "store and signer shared by threads, $seeds orders"
MIRIFLAGS="$flags -Zmiri-many-seeds=0..$seeds" miri --test behaviour -- threads::
