#!/usr/bin/env bash
# `make test-python`: the Python package, built and installed as its users have it, and tested from outside
# the source tree. It sets itself up in the target folder. PYTHON names another interpreter than python3.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
python=${PYTHON:-python3}
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$root/target} PYTHONDONTWRITEBYTECODE=1 PIP_DISABLE_PIP_VERSION_CHECK=1
mkdir -p "$CARGO_TARGET_DIR/python"
CARGO_TARGET_DIR=$(cd "$CARGO_TARGET_DIR" && pwd)
work=$CARGO_TARGET_DIR/python
venv=$work/venv
source=$root/bindings-python

step() { printf '== python: %s\n' "$*"; }

if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
  step "installing python3-venv"
  as_root=()
  [ "$(id -u)" -eq 0 ] || as_root=(sudo)
  "${as_root[@]}" apt-get update -qq
  DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -qq -y --no-install-recommends python3-venv
fi

# A new environment whenever the interpreter or what is installed beside the package changes.
requirements=("$source"/tests/requirements.txt "$source"/tests/*/requirements.txt)
wanted=$("$python" -VV; cat "${requirements[@]}")
if [ "$wanted" != "$(cat "$venv/wanted" 2>/dev/null)" ]; then
  step "making an environment of $("$python" -V)"
  "$python" -m venv --clear "$venv"
  "$venv/bin/pip" install --quiet "${requirements[@]/#/--requirement=}"
  printf '%s\n' "$wanted" >"$venv/wanted"
fi

step "building sdist and wheel"
rm -rf "$work/dist"
cd "$source"
"$venv/bin/maturin" sdist --out "$work/dist"
"$venv/bin/maturin" build --quiet --release --locked --interpreter "$venv/bin/python" --out "$work/dist"

# From here on the source tree is only read.
cd "$work"
step "installing $(basename dist/*.whl)"
venv/bin/pip install --quiet --force-reinstall --no-deps dist/*.whl
step "types of the package"
venv/bin/mypy --strict -p xwsse
step "stubs beside the compiled module"
venv/bin/python -m mypy.stubtest xwsse._native
step "types of tests and benchmark"
venv/bin/mypy --strict "$source"/tests/*.py "$source/bench"
for suite in "$source"/tests/*/; do
  venv/bin/mypy --strict "$suite"
done
step "tests"
XWSSE_DIST=$work/dist venv/bin/pytest --quiet -p no:cacheprovider "$source/tests" "$@"
