#!/usr/bin/env bash
# `make test`: that everything behaves, in every language, as it is installed. `.ci/run` has more.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source scripts/lib/suites.sh
scripts/setup.sh
# Suites find what an earlier one has built.
export XWSSE_BUILT=1

suite "vectors are what their generator writes" python3 tests/vectors/generate.py --check
suite "imports are those that ARCHITECTURE.md draws" python3 tests/architecture.py
suite "core, command, HTTP and documentation" scripts/test/core.sh
suite "examples of Rust over HTTP" scripts/test/http.sh
suite "Python package, its hooks and its README" scripts/test/python.sh
suite "npm package, its hooks and its README" scripts/test/node.sh
suite "libxwsse" scripts/test/c.sh
suite "PHP extension and library" scripts/test/php.sh
suite "every language against every other" scripts/test/interop.sh
suite "replays while the clock is stepped" scripts/test/soak.sh
suite "the inspector page, in a browser" scripts/test/page.sh
suite "demo" scripts/demo.sh
summary
