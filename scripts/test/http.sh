#!/usr/bin/env bash
# `make test-http`: the examples of the crate xwsse-http against each other. Its tests are those of `make test-core`.
set -euo pipefail
cd "$(dirname "$0")/../.."
scripts/setup.sh
source scripts/lib/tested.sh
build_tested

programs=$tested/examples
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
    printf "== http: %s\n" "$client against $server"
    answer=$("$programs/$client" "${paths[@]}")
    [ "$answer" = "$expected" ] || { printf 'expected:\n%s\nbut got:\n%s\n' "$expected" "$answer"; exit 1; }
    answer=$(API_SECRET=wrong "$programs/$client" /orders)
    [ "$answer" = "401 401 Unauthorized" ] || { printf 'a wrong secret was answered with:\n%s\n' "$answer"; exit 1; }
  done
  kill "$server_pid"
  wait "$server_pid" 2>/dev/null || true
done
echo "http: 4 pairs of examples passed"
