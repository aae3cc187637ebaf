#!/usr/bin/env bash
# The crates with each set of their features: they build without a warning, and no feature needs another.
set -euo pipefail
cd "$(dirname "$0")/../.."
lint() { cargo clippy --locked --quiet "$@" -- -D warnings; }
ground() { printf '== ground: %s\n' "$*"; lint -p xwsse-authn --no-default-features "$@"; }
core() { printf '== core: %s\n' "$*"; lint -p xwsse --no-default-features "$@"; }
http() { printf '== http: %s\n' "$*"; lint -p xwsse-http --no-default-features "$@"; }

for features in "" std hmac,serde; do
  ground --features "$features"
done
for features in "" std explain serde std,explain,serde; do
  core --features "$features"
  cargo test --locked --quiet -p xwsse --no-default-features --features "$features" --lib --test behaviour --no-run
done
cargo test --locked --quiet -p xwsse --no-default-features --test behaviour

http --lib
features=$(sed -n '/^\[features\]/,/^\[dep/ s/^\([a-z]*\) = .*/\1/p' http/Cargo.toml | grep -v default)
for feature in $features server,tracing server,metrics; do
  http --lib --features "$feature"
done
http --all-targets --all-features
