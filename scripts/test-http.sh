#!/usr/bin/env bash
# `make test-http`: the crate xwsse-http, with each feature alone and with all, and its examples against each other.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/setup.sh

step() { printf '== http: %s\n' "$*"; }
lint() { cargo clippy --locked --quiet -p xwsse-http --no-default-features "$@" -- -D warnings; }

features=$(sed -n '/^\[features\]/,/^\[dep/ s/^\([a-z]*\) = .*/\1/p' http/Cargo.toml | grep -v default)
for feature in $features; do
  step "feature $feature alone"
  lint --lib --features "$feature"
done
for feature in tracing metrics; do
  step "features server and $feature"
  lint --lib --features "server,$feature"
done
step "no feature"
lint --lib
step "all features"
lint --all-targets --all-features

step "tests and README"
cargo test --locked --quiet -p xwsse-http --all-features

step "examples"
cargo build --locked --quiet -p xwsse-http --all-features --examples
programs=${CARGO_TARGET_DIR:-target}/debug/examples
export API_KEY=example-key API_SECRET=example-secret API_URL
for server in axum_server tower_server; do
  coproc SERVER { exec "$programs/$server"; }
  server_pid=$SERVER_PID
  trap 'kill "$server_pid" 2>/dev/null || true' EXIT
  read -r API_URL <&"${SERVER[0]}"
  paths=(/orders /orders)
  [ "$server" = tower_server ] || paths+=(/old-orders) # it redirects
  expected=$(printf '200 orders of example-key\n%.0s' "${paths[@]}")
  for client in reqwest_client hyper_client; do
    step "$client against $server"
    answer=$("$programs/$client" "${paths[@]}")
    [ "$answer" = "$expected" ] || { printf 'expected:\n%s\nbut got:\n%s\n' "$expected" "$answer"; exit 1; }
    answer=$(API_SECRET=wrong "$programs/$client" /orders)
    [ "$answer" = "401 401 Unauthorized" ] || { printf 'a wrong secret was answered with:\n%s\n' "$answer"; exit 1; }
  done
  kill "$server_pid"
  wait "$server_pid" 2>/dev/null || true
done
printf 'http: all %d features alone, the tests, and 4 pairs of examples passed\n' "$(wc -w <<<"$features")"
