#!/usr/bin/env bash
# What is in what we ship, as CycloneDX: for the crates, the command, libxwsse and the npm package's native half (its
# other half depends on nothing) into target/sbom/, and in the wheel itself, where maturin puts it. Checks that each
# names all that Cargo.lock brings in.
#   scripts/supply/sbom.sh [WHEEL]
set -euo pipefail
cd "$(dirname "$0")/../.."
source scripts/lib/tools.sh
need_tool cargo-cyclonedx 0.5.9

out=$CARGO_TARGET_DIR/sbom
mkdir -p "$out"
for package in xwsse:core xwsse-http:http xwsse-cli:cli xwsse-c:bindings-c xwsse-node:bindings-node; do
  folder=${package#*:} package=${package%:*}
  # It writes beside the manifest only.
  SOURCE_DATE_EPOCH=0 cargo cyclonedx --quiet --manifest-path "$folder/Cargo.toml" --format json --spec-version 1.5 \
    --all-features --target x86_64-unknown-linux-gnu --override-filename xwsse-sbom
  mv "$folder/xwsse-sbom.json" "$out/$package.cdx.json"
  find . -name xwsse-sbom.json -not -path './target/*' -delete
  python3 scripts/supply/check-sbom.py "$out/$package.cdx.json" "$package"
done
wheel=${1:-$(ls "$CARGO_TARGET_DIR"/python/dist/*.whl 2>/dev/null | head -1)}
if [ -n "$wheel" ]; then
  python3 scripts/supply/check-sbom.py "$wheel" xwsse-python
else
  echo "sbom: NOT CHECKED for the wheel: build it with scripts/build/python.sh first"
fi
