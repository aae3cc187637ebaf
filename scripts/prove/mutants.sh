#!/usr/bin/env bash
# Puts one fault after the other into the core's parsers, digest, window, claims and store, and tells which no
# test sees: first against all tests but the long ones, then what is left against those too.
#   scripts/prove/mutants.sh [OPTION…]     more options for `cargo mutants`, such as --re '^core/src/window' (--file takes none away)
set -euo pipefail
cd "$(dirname "$0")/../.."
source scripts/lib/tools.sh
need_tool cargo-mutants 27.1.0

out=$CARGO_TARGET_DIR/mutants
mkdir -p "$out"
# Fewer random cases than in `make test`, and code that runs a little faster than it would for debugging.
export PROPTEST_CASES=${PROPTEST_CASES:-16} CARGO_PROFILE_DEV_OPT_LEVEL=1 CARGO_PROFILE_DEV_DEBUG=0
unset CARGO_TARGET_DIR # cargo-mutants builds in a copy of the tree
mutants() { cargo mutants --package xwsse --output "$out" --no-shuffle --colors never "$@"; }

echo "== mutants: against the short tests"
mutants "$@" -- -- --skip clock_steps --skip d13 --skip explain:: >"$out/short.log" 2>&1 || true
tail -1 "$out/short.log"
echo "== mutants: what is left, against all tests"
status=0
mutants --iterate "$@" >"$out/long.log" 2>&1 || status=$?
tail -1 "$out/long.log"
case $status in
  0) echo "== mutants: no fault is missed" ;;
  2) echo "== mutants: not seen by any test:"; cat "$out/mutants.out/missed.txt" ;;
  *) cat "$out/long.log"; exit "$status" ;;
esac
# What survives must be what docs/evidence.md gives a reason for.
missed=0
while read -r line; do
  fault=${line#*: }
  grep -qF -- "$fault" docs/evidence.md || { echo "mutants: no reason is given for: $line"; missed=$((missed + 1)); }
done <"$out/mutants.out/missed.txt"
[ "$missed" -eq 0 ]
