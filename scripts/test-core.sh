#!/usr/bin/env bash
# `make test-core`: the Rust crates, with and without std, and the core's two races in every order of steps.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/setup.sh

cargo test --locked --workspace --all-features
cargo test --locked -p xwsse --no-default-features --test behaviour
RUSTFLAGS="--cfg loom" CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-target}/loom" \
  cargo test --locked --quiet --release -p xwsse-authn --lib loom
