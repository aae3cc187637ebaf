#!/usr/bin/env bash
# `make test`: everything that must hold, with a line for each suite, and a summary at the end.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/setup.sh
# Suites find what an earlier one has built.
export XWSSE_BUILT=1

summary=()
suite() { # suite TITLE COMMAND…
  local title=$1 start=$SECONDS line
  shift
  printf '\n== %s\n' "$title"
  "$@" || { printf '\nFAILED: %s\n' "$title" >&2; exit 1; }
  line=$(printf '%4d s  %s' $((SECONDS - start)) "$title")
  printf -- '-- %s\n' "$line"
  summary+=("$line")
}

oldest_rust() { scripts/msrv.sh || [ $? -eq 3 ]; } # 3: it is not to be had here, and it has said so

suite "vectors are what their generator writes" python3 tests/vectors/generate.py --check
suite "dependencies take the Rust version that we promise" python3 scripts/check-rust-version.py
suite "core, command, HTTP and documentation" scripts/test-core.sh
suite "core with every set of features" scripts/features.sh
suite "the oldest Rust that we promise" oldest_rust
suite "fuzz targets on their corpus and changes of it" scripts/fuzz-corpus.sh
suite "instructions of each operation" scripts/instructions.sh
suite "Rust over HTTP, with each library alone" scripts/test-http.sh
suite "Python package, its hooks and its README" scripts/test-python.sh
suite "npm package, its hooks and its README" scripts/test-node.sh
suite "libxwsse" scripts/test-c.sh
suite "PHP extension and library" scripts/test-php.sh
suite "every language against every other" scripts/test-interop.sh
suite "soak: replays while the clock is stepped" scripts/soak.sh --requests 12000
suite "the inspector page, in a browser" scripts/test-page.sh
suite "guides" scripts/test-docs.sh
suite "demo" scripts/demo.sh

printf '\n'
printf '%s\n' "${summary[@]}"
printf 'All %d suites passed in %d s.\n' "${#summary[@]}" "$SECONDS"
