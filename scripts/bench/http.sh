#!/usr/bin/env bash
# What a request costs an axum server, without the verifying layer and with it, in one run.
set -euo pipefail
cd "$(dirname "$0")/../.."
scripts/setup.sh

printf 'HTTP\n'
cargo bench --locked --quiet -p xwsse-http --features axum --bench load
