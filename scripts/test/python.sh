#!/usr/bin/env bash
# `make test-python`: the Python package, tested as it is installed, from outside the source tree.
set -euo pipefail
cd "$(dirname "$0")/../.."
source scripts/lib/tested.sh
scripts/build/python.sh

# One that panics when it is asked to: its loader needs no Python to link with.
PYO3_BUILD_EXTENSION_MODULE=1 cargo build --locked --quiet -p xwsse-python --features panic-for-tests
XWSSE_WITH_PANIC=$(realpath "${CARGO_TARGET_DIR:-target}/debug/lib_native.so")
export XWSSE_WITH_PANIC

source=$PWD/bindings-python
export PYTHONDONTWRITEBYTECODE=1
cd "$CARGO_TARGET_DIR/python"
step() { printf '== python: %s\n' "$*"; }

step "types of the package"
venv/bin/mypy --strict -p xwsse
step "stubs beside the compiled module"
venv/bin/python -m mypy.stubtest xwsse._native
step "types of tests and benchmark"
venv/bin/mypy --strict "$source"/tests/*.py "$source/bench"
for suite in "$source"/tests/*/; do
  MYPYPATH=$source/tests venv/bin/mypy --strict "$suite"
done
step "tests"
XWSSE_DIST=$PWD/dist venv/bin/pytest --quiet -p no:cacheprovider "$source/tests" "$@"
