#!/usr/bin/env bash
# Load on `xwsse serve` while its clock is set forwards and backwards: no token may be accepted twice, none be refused
# without cause, and the memory may not grow.
#   scripts/prove/soak.sh [SECONDS]   600 by default
# `make test` has a short one of so many requests, however long they take.
set -euo pipefail
cd "$(dirname "$0")/../.."
scripts/setup.sh
source scripts/lib/need.sh
need_file "/usr/lib/$(cc -dumpmachine)/faketime/libfaketimeMT.so.1" libfaketime
install_missing

source scripts/lib/target.sh
# One by one: built together they would share features, and the command would be built once more for each set.
cargo build --locked --quiet --release -p xwsse-cli
cargo build --locked --quiet --release -p xwsse-soak
"$CARGO_TARGET_DIR/release/xwsse-soak" "$CARGO_TARGET_DIR/release/xwsse" --seconds "${1:-600}"
