#!/usr/bin/env bash
# `make evidence`: the long proofs, one after the other, with a summary. `.ci/run` has the quick ones.
#   scripts/evidence.sh [SECONDS]   seconds for each fuzz target; 120 by default
# A part that cannot run here for want of a compiler or a network says so and counts as skipped, never as passed.
set -uo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-120}
names=() results=()

part() { # part NAME COMMAND…
  local name=$1 start=$SECONDS status=0
  shift
  printf '\n== evidence: %s\n' "$name"
  "$@" || status=$?
  case $status in
    0) results+=("passed") ;;
    3) results+=("SKIPPED") ;;
    *) results+=("FAILED") ;;
  esac
  names+=("$name ($((SECONDS - start)) s)")
}

part "fuzz targets, $seconds s each" scripts/prove/fuzz.sh "$seconds"
part "undefined behaviour and races (Miri)" scripts/prove/miri.sh
part "races (ThreadSanitizer)" scripts/prove/tsan.sh
part "faults that no test sees (cargo-mutants)" scripts/prove/mutants.sh
part "supply chain" scripts/supply/all.sh
part "instructions of each operation" scripts/instructions.sh
part "time as a channel, a report" cargo run --locked --quiet --release -p xwsse-benches --bin xwsse-benches -- timing

printf '\nSummary\n'
passed=0 failed=0 skipped=0
for number in "${!names[@]}"; do
  printf '  %-8s %s\n' "${results[number]}" "${names[number]}"
  case ${results[number]} in
    passed) passed=$((passed + 1)) ;;
    SKIPPED) skipped=$((skipped + 1)) ;;
    *) failed=$((failed + 1)) ;;
  esac
done
printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
[ "$failed" -eq 0 ]
