# Sourced by the other scripts: CARGO_TARGET_DIR as a full path, target/ by default, for whatever folder they go to.

CARGO_TARGET_DIR=$(realpath -m "${CARGO_TARGET_DIR:-target}")
export CARGO_TARGET_DIR
mkdir -p "$CARGO_TARGET_DIR"
