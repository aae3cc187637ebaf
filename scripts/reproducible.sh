#!/usr/bin/env bash
# Builds the crate's archive and the wheel twice, in folders of different names and lengths, and compares them byte
# by byte.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/copy-tree.sh
root=${CARGO_TARGET_DIR:-$PWD/target}/reproducible
mkdir -p "$root"
root=$(cd "$root" && pwd)
python=${PYTHON:-python3}
if [ ! -x "$root/venv/bin/maturin" ]; then
  "$python" -m venv "$root/venv"
  "$root/venv/bin/pip" install --quiet --disable-pip-version-check \
    "$(grep '^maturin==' bindings-python/tests/requirements.txt)"
fi

build() { # build FOLDER
  copy_tree "$1/tree"
  (
    cd "$1/tree"
    # The time of the last commit, as a release has it.
    SOURCE_DATE_EPOCH=$(git -C "$2" log -1 --format=%ct)
    export SOURCE_DATE_EPOCH CARGO_TARGET_DIR=$1/target
    source scripts/remap.sh
    cargo package --quiet --locked --allow-dirty --no-verify -p xwsse
    "$root/venv/bin/maturin" build --quiet --release --locked --manifest-path bindings-python/Cargo.toml \
      --interpreter "$root/venv/bin/python" --out "$1/dist"
    cp "$CARGO_TARGET_DIR"/package/*.crate "$1/dist/"
  )
  (cd "$1/dist" && sha256sum -- *)
}

rm -rf "$root/a" "$root/another-place"
echo "== reproducible: first build"
first=$(build "$root/a" "$PWD")
echo "== reproducible: second build, in another folder"
second=$(build "$root/another-place" "$PWD")
printf '%s\n' "$first"
[ "$first" = "$second" ] || { printf 'reproducible: they differ:\n%s\n' "$second"; exit 1; }
if strings -a "$root"/a/target/release/lib_native.so | grep -F "$root"; then
  echo "reproducible: a path of this machine is in the library"
  exit 1
fi
printf '%d passed, 0 failed\n' "$(wc -l <<<"$first")"
