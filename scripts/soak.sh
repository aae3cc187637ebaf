#!/usr/bin/env bash
# Load on `xwsse serve` while its clock is set forwards and backwards: no token may be accepted twice, none be refused
# without cause, and the memory may not grow.
#   scripts/soak.sh [SECONDS]              600 unless told
#   scripts/soak.sh --requests 12000       so many requests instead, however long they take: a test
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/setup.sh
source scripts/need.sh
need_file "/usr/lib/$(cc -dumpmachine)/faketime/libfaketimeMT.so.1" libfaketime
install_missing

export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$PWD/target}
# One by one: built together they would share features, and the command would be built once more for each set.
cargo build --locked --quiet --release -p xwsse-cli
cargo build --locked --quiet --release -p xwsse-soak
case "${1:-600}" in
  *[!0-9]*) length=("$@") ;;
  *) length=(--seconds "${1:-600}") ;;
esac
"$CARGO_TARGET_DIR/release/xwsse-soak" "$CARGO_TARGET_DIR/release/xwsse" "${length[@]}"
