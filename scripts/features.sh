#!/usr/bin/env bash
# The core with every set of its features: it builds without a warning, and no feature needs another.
set -euo pipefail
cd "$(dirname "$0")/.."
for features in "" std explain serde std,explain,serde; do
  echo "== features: ${features:-none}"
  cargo clippy --locked --quiet -p xwsse --no-default-features --features "$features" -- -D warnings
  cargo test --locked --quiet -p xwsse --no-default-features --features "$features" --lib --test behaviour --no-run
done
