#!/usr/bin/env bash
# The oldest Rust that we promise builds everything: with that compiler where it is to be had. Without it, this
# says so and fails; that no dependency asks for more is checked by rust-version.py in any case.
set -euo pipefail
cd "$(dirname "$0")/../.."
version=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)
if ! rustup run "$version" rustc --version >/dev/null 2>&1; then
  echo "setup: installing Rust $version (profile minimal)"
  rustup toolchain install "$version" --profile minimal --no-self-update || {
    echo "msrv: NOT CHECKED, for Rust $version is not to be had here"
    exit 3
  }
fi
source scripts/lib/target.sh
CARGO_TARGET_DIR+=/msrv
echo "== msrv: $(rustup run "$version" rustc --version)"
cargo "+$version" check --locked --quiet --workspace --all-features
cargo "+$version" check --locked --quiet -p xwsse --no-default-features
