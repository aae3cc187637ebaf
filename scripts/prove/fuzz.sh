#!/usr/bin/env bash
# `make fuzz`: every fuzz target for some time, from the committed corpus and from what earlier runs found.
#   scripts/prove/fuzz.sh [SECONDS [TARGET…]]     60 seconds each by default
#   scripts/prove/fuzz.sh --minimise              writes the smallest corpus with the same coverage into fuzz/corpus-small
# Without a nightly compiler it says so, and runs the targets on changes of the corpus on stable.
set -euo pipefail
cd "$(dirname "$0")/../.."
source scripts/lib/target.sh
source scripts/lib/need.sh
source scripts/lib/nightly.sh
source scripts/lib/tools.sh

minimise=
[ "${1:-}" = --minimise ] && minimise=yes && shift
seconds=${1:-60}
targets=("${@:2}")
[ "${#targets[@]}" -gt 0 ] || mapfile -t targets < <(cd fuzz/fuzz_targets && ls -- *.rs | sed 's/\.rs$//')
build=$CARGO_TARGET_DIR/fuzz-nightly
corpus=$CARGO_TARGET_DIR/fuzz-corpus
small=$CARGO_TARGET_DIR/fuzz-corpus-small
found=$CARGO_TARGET_DIR/fuzz-findings

need g++ g++
install_missing
need_nightly
if [ -z "$nightly" ]; then
  echo "== fuzz: NOT under libFuzzer, for want of a nightly compiler; 20,000 changes of each input of the corpus instead"
  cd fuzz
  CARGO_TARGET_DIR=$CARGO_TARGET_DIR/fuzz XWSSE_FUZZ_CHANGES=20000 cargo test --locked --quiet
  exit
fi
need_tool cargo-fuzz 0.13.2

fuzz() { RUSTUP_TOOLCHAIN=$nightly cargo fuzz "$1" --fuzz-dir fuzz --release --features libfuzzer --target-dir "$build" "${@:2}"; }
echo "== fuzz: building the targets with $(rustup run "$nightly" rustc --version), AddressSanitizer and overflow checks on"
fuzz build 2>"$CARGO_TARGET_DIR/fuzz-build.log" || { cat "$CARGO_TARGET_DIR/fuzz-build.log"; exit 1; }

rm -rf "$small"
python3 fuzz/corpus.py unpack "$small"

if [ -n "$minimise" ]; then
  for target in "${targets[@]}"; do
    mkdir -p "$corpus/$target" "$corpus/minimal"
    rm -rf "${corpus:?}/minimal" && mkdir -p "$corpus/minimal"
    fuzz run "$target" "$corpus/minimal" "$corpus/$target" "$small/$target" \
      -- -set_cover_merge=1 -use_counters=0 -max_len=600 >"$corpus/$target.merge.log" 2>&1
    python3 fuzz/corpus.py pack "$corpus/minimal" "$target"
  done
  exit
fi

total=0 failed=0
for target in "${targets[@]}"; do
  mkdir -p "$corpus/$target" "$found/$target"
  log=$CARGO_TARGET_DIR/fuzz-$target.log
  status=0
  fuzz run "$target" "$corpus/$target" "$small/$target" -- \
    -max_total_time="$seconds" -timeout=5 -rss_limit_mb=2048 -max_len=8192 -print_final_stats=1 \
    -artifact_prefix="$found/$target/" >"$log" 2>&1 || status=$?
  runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log" | tail -1)
  edges=$(grep -o 'cov: [0-9]*' "$log" | tail -1 | cut -d' ' -f2)
  total=$((total + ${runs:-0}))
  printf '== fuzz: %-8s %11s executions in %4d s, %5s edges, %s\n' "$target" "${runs:-0}" "$seconds" "${edges:-?}" \
    "$([ "$status" -eq 0 ] && echo "no finding" || echo "A FINDING: see $log")"
  [ "$status" -eq 0 ] || failed=$((failed + 1))
done
printf '== fuzz: %d executions; %d passed, %d failed\n' "$total" $((${#targets[@]} - failed)) "$failed"
[ "$failed" -eq 0 ]
