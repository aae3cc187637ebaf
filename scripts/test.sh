#!/usr/bin/env bash
# `make test`: everything that must hold, with a line for each suite.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/setup.sh

suite() { # suite TITLE COMMAND…
  local title=$1 start=$SECONDS
  shift
  printf '\n== %s\n' "$title"
  "$@"
  printf -- '-- %s: %d s\n' "$title" $((SECONDS - start))
}

loom() {
  RUSTFLAGS="--cfg loom" CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-target}/loom" \
    cargo test --locked --quiet --release -p xwsse --lib loom
}

suite "vectors are what their generator writes" python3 tests/vectors/generate.py --check
suite "dependencies take the Rust version that we promise" python3 scripts/check-rust-version.py
suite "core, command and documentation" cargo test --locked --workspace --all-features
suite "core without std" cargo test --locked -p xwsse --no-default-features --test no_std
suite "store and signing clock in every order of steps (loom)" loom
suite "Python package, its hooks and its README" scripts/test-python.sh
suite "demo" scripts/demo.sh
printf '\nAll suites passed in %d s.\n' "$SECONDS"
