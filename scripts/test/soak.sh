#!/usr/bin/env bash
# `make test-soak`: 12,000 requests and replays to the sandbox while its clock is stepped. `make soak` takes longer.
set -euo pipefail
cd "$(dirname "$0")/../.."
scripts/setup.sh
source scripts/lib/need.sh
need_file "/usr/lib/$(cc -dumpmachine)/faketime/libfaketimeMT.so.1" libfaketime
install_missing
source scripts/lib/tested.sh
build_tested
"$tested/xwsse-soak" "$tested/xwsse" --requests 12000
