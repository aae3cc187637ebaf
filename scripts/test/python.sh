#!/usr/bin/env bash
# `make test-python`: the Python package, tested as it is installed, from outside the source tree.
set -euo pipefail
cd "$(dirname "$0")/../.."
source scripts/lib/tested.sh
scripts/build/python.sh

source=$PWD/bindings-python
export PYTHONDONTWRITEBYTECODE=1
step() { printf '== python: %s\n' "$*"; }

step "a build that panics on request"
build_tested
export XWSSE_PANIC=$tested/lib_native.so
cd "$CARGO_TARGET_DIR/python"

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
