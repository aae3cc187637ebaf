#!/usr/bin/env bash
# The core with the oldest versions of its dependencies that its Cargo.toml allows: it must build and pass.
set -euo pipefail
cd "$(dirname "$0")/../.."
source scripts/lib/nightly.sh
source scripts/lib/copy-tree.sh
need_nightly
[ -n "$nightly" ] || { echo "minimal versions: NOT CHECKED, for want of a nightly cargo to choose them"; exit 3; }

source scripts/lib/target.sh
CARGO_TARGET_DIR+=/minimal
export PROPTEST_CASES=32
copy=$CARGO_TARGET_DIR/tree
copy_tree "$copy"
cd "$copy"
# Only the core: what the bindings' tools ask for is theirs.
perl -0pi -e 's/members = \[.*?\]/members = ["core"]/s' Cargo.toml
rm Cargo.lock
cargo "+$nightly" -q update -Zdirect-minimal-versions
echo "== minimal versions: $(cargo tree -q -p xwsse --depth 1 --all-features -e normal --prefix none | tail -n +2 | sed 's/ (.*//' | tr '\n' ' ')"
cargo test -q -p xwsse --all-features --lib --tests
cargo test -q -p xwsse --no-default-features --test behaviour
