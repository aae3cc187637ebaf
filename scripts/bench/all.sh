#!/usr/bin/env bash
# `make bench`: what signing and verifying cost in every language, beside their floors, versions by hand and other
# packages, one after another in one run. Ends with one table, and writes it to docs/benchmarks.md with a plot of the
# store. XWSSE_BENCH_QUICK=1 is a smoke run, whose page goes to the target folder.
set -euo pipefail
cd "$(dirname "$0")/../.."
scripts/setup.sh
source scripts/lib/target.sh
work=$CARGO_TARGET_DIR/bench
mkdir -p "$work"
export XWSSE_BENCH_TSV=$work/rows.tsv
rm -f "$XWSSE_BENCH_TSV"

part() { printf '\n== bench: %s\n' "$*"; }
part Rust
cargo run --locked --quiet --release -p xwsse-benches --bin xwsse-benches
part C
scripts/bench/c.sh
part Python
scripts/build/python.sh
"$CARGO_TARGET_DIR/python/venv/bin/python" bindings-python/bench/bench.py
part Node
scripts/bench/node.sh
part PHP
scripts/bench/php.sh
part Rust over HTTP
scripts/bench/http.sh

part "all together"
wanted=$(python3 -VV; cat benches/requirements.txt)
if [ "$wanted" != "$(cat "$work/venv/wanted" 2>/dev/null)" ]; then
  python3 -m venv --clear "$work/venv"
  "$work/venv/bin/pip" install --quiet --disable-pip-version-check --requirement benches/requirements.txt
  printf '%s\n' "$wanted" >"$work/venv/wanted"
fi
page=docs/benchmarks.md plot=docs/images/store-latency.svg
if [ -n "${XWSSE_BENCH_QUICK:-}" ]; then
  cp $page "$work/benchmarks.md"
  page=$work/benchmarks.md plot=$work/store-latency.svg
fi
"$work/venv/bin/python" benches/plot.py "$XWSSE_BENCH_TSV" "$plot"
python3 benches/report.py "$XWSSE_BENCH_TSV" "$page"
