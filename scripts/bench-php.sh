#!/usr/bin/env bash
# What signing and verifying cost in PHP, beside versions by hand.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/build-php.sh >&2
php -n -d extension="$(cd "${CARGO_TARGET_DIR:-target}" && pwd)/php/xwsse.so" bindings-php/ext/bench/bench.php
