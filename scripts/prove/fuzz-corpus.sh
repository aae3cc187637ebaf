#!/usr/bin/env bash
# The fuzz targets on stable: each input of fuzz/corpus-small and 200 changes of it.
set -euo pipefail
cd "$(dirname "$0")/../.."
source scripts/lib/target.sh
CARGO_TARGET_DIR+=/fuzz
cd fuzz
cargo fmt --check
cargo clippy --locked --quiet --all-targets -- -D warnings
cargo test --locked --quiet
