#!/usr/bin/env bash
# Builds the Python package and installs it as its users have it, in an environment of its own in the target
# folder, with all that its tests and benchmarks need. PYTHON names another interpreter than python3, XWSSE_PROFILE another
# of Cargo's profiles than `release`.
set -euo pipefail
cd "$(dirname "$0")/../.."
source scripts/lib/target.sh
export PYTHONDONTWRITEBYTECODE=1 PIP_DISABLE_PIP_VERSION_CHECK=1
python=${PYTHON:-python3}
work=$CARGO_TARGET_DIR/python
venv=$work/venv
source=$PWD/bindings-python
mkdir -p "$work"

step() { printf '== python: %s\n' "$*"; }

source scripts/lib/need.sh
"$python" -c 'import ensurepip, venv' 2>/dev/null || missing+=(python3-venv)
install_missing

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
"$venv/bin/maturin" build --quiet --profile "${XWSSE_PROFILE:-release}" --locked --interpreter "$venv/bin/python" --out "$work/dist"

cd "$work"
step "installing $(basename dist/*.whl)"
venv/bin/pip install --quiet --force-reinstall --no-deps dist/*.whl
