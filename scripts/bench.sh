#!/usr/bin/env bash
# `make bench`: what signing and verifying cost, in Rust beside the sum of their parts, in Python beside versions
# by hand and other packages. Ratios of one run are what counts.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/setup.sh

cargo run --locked --quiet --release -p xwsse-benches
scripts/build-python.sh
printf '\nPython\n'
"${CARGO_TARGET_DIR:-target}/python/venv/bin/python" bindings-python/bench/bench.py
