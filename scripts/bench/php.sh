#!/usr/bin/env bash
# What signing and verifying cost in PHP, beside versions by hand.
set -euo pipefail
cd "$(dirname "$0")/../.."
source scripts/lib/target.sh
scripts/build/php.sh >&2
php -n -d extension="$CARGO_TARGET_DIR/php/xwsse.so" bindings-php/ext/bench/bench.php
