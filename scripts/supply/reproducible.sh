#!/usr/bin/env bash
# Builds the crate's archive, the wheel, the npm tarballs and libxwsse twice, in folders of different names and lengths,
# and compares them byte by byte.
set -euo pipefail
cd "$(dirname "$0")/../.."
source scripts/lib/copy-tree.sh
source scripts/lib/target.sh
root=$CARGO_TARGET_DIR/reproducible
mkdir -p "$root"
python=${PYTHON:-python3}
if [ ! -x "$root/venv/bin/maturin" ]; then
  "$python" -m venv "$root/venv"
  "$root/venv/bin/pip" install --quiet --disable-pip-version-check \
    "$(grep '^maturin==' bindings-python/tests/requirements.txt)"
fi

# The time of the last commit, as a release has it, and no folder of the builder's machine in what is shipped.
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
RUSTFLAGS=
for crates in "${CARGO_HOME:-$HOME/.cargo}"/registry/src/*; do
  RUSTFLAGS+=" --remap-path-prefix=$crates=crates"
done
export SOURCE_DATE_EPOCH RUSTFLAGS

rm -rf "$root/a" "$root/another-place"
copy_tree "$root/a/tree"
cp -r "$root/a" "$root/another-place"
for place in a another-place; do
  echo "== reproducible: building in a folder named $place"
  (
    cd "$root/$place/tree"
    export CARGO_TARGET_DIR=$root/$place/target
    cargo package --quiet --locked --allow-dirty --no-verify -p xwsse
    "$root/venv/bin/maturin" build --quiet --release --locked --manifest-path bindings-python/Cargo.toml \
      --interpreter "$root/venv/bin/python" --out "$root/$place/dist"
    scripts/build/node.sh
    cargo build --quiet --release --locked -p xwsse-c
    cp "$CARGO_TARGET_DIR"/package/*.crate "$CARGO_TARGET_DIR"/node/dist/*.tgz "$root/$place/dist/"
    cp "$CARGO_TARGET_DIR"/release/libxwsse.{so,a} "$root/$place/dist/"
  )
done
"$python" scripts/supply/compare-artefacts.py "$root/a" "$root/another-place"
