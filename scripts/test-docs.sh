#!/usr/bin/env bash
# `make docs`: builds the guides as a site, follows their links, and runs what their consoles show.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/setup.sh
target=${CARGO_TARGET_DIR:-target}
mkdir -p "$target"
target=$(cd "$target" && pwd)

version=0.5.4
if [ "$("$target/tools/bin/mdbook" --version 2>/dev/null)" != "mdbook v$version" ]; then
  echo "setup: installing mdbook $version in $target/tools"
  cargo install --quiet --locked --root "$target/tools" "mdbook@$version"
fi
cargo build --locked --quiet --release -p xwsse-cli
"$target/tools/bin/mdbook" build docs --dest-dir "$target/docs"
PATH="$target/release:$PATH" python3 docs/check.py "$target/docs"
