#!/usr/bin/env bash
# `make test-page`: the inspector page of `xwsse serve` in headless Chromium. XWSSE_UPDATE_IMAGES=1 writes the pictures
# in docs/images anew; CHROMIUM names another browser.
set -euo pipefail
cd "$(dirname "$0")/../.."
root=$PWD
scripts/setup.sh
source scripts/lib/tested.sh
work=$CARGO_TARGET_DIR/page
mkdir -p "$work"

step() { printf '== page: %s\n' "$*"; }

source scripts/lib/need.sh
[ -n "${CHROMIUM:-}" ] || need chromium chromium
need node nodejs
need npm npm
install_missing

step "building the command"
build_tested

step "installing what drives the browser"
cp "$root"/tests/page/* "$work/"
cd "$work"
PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm install --silent --no-audit --no-fund --no-package-lock

step "$("${CHROMIUM:-chromium}" --version)"
XWSSE_COMMAND=$tested/xwsse XWSSE_IMAGES=$root/docs/images \
  timeout 300 node --test --test-concurrency=1 --test-timeout=280000 "$@" ./*.test.mjs
