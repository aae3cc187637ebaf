#!/usr/bin/env bash
# `make test-core`: the Rust crates and the command, and the core's two races in every order of steps.
set -euo pipefail
cd "$(dirname "$0")/../.."
scripts/setup.sh
source scripts/lib/tested.sh

cargo test --locked --workspace --all-features
RUSTFLAGS="--cfg loom" cargo test --locked --quiet --release -p xwsse-authn --lib loom
