#!/usr/bin/env bash
# What signing and verifying cost in Node, beside versions by hand and other packages. Ratios of one run are what counts.
set -euo pipefail
cd "$(dirname "$0")/../.."
source scripts/lib/target.sh
scripts/build/node.sh

source=$PWD/bindings-node/bench
work=$CARGO_TARGET_DIR/node
mkdir -p "$work/bench"
cp "$source"/* "$work/bench/"
cd "$work/bench"
rm -rf node_modules/xwsse*
npm install --silent --ignore-scripts --no-save --no-package-lock --no-audit --no-fund "$work"/dist/*.tgz
node bench.mjs
