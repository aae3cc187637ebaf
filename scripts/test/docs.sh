#!/usr/bin/env bash
# `make docs`: builds the guides as a site, follows their links, and runs what their consoles show.
set -euo pipefail
cd "$(dirname "$0")/../.."
scripts/setup.sh
source scripts/lib/tested.sh
source scripts/lib/tools.sh
need_tool mdbook 0.5.4

build_tested
mdbook build docs --dest-dir "$CARGO_TARGET_DIR/docs"
PATH="$tested:$PATH" python3 docs/check.py "$CARGO_TARGET_DIR/docs"
