#!/usr/bin/env bash
# `make test-interop`: every language against every other, over real HTTP. It writes what held into the guides' page of
# coverage with --write, and otherwise fails where that page says something else. So it does with the table of hooks.
set -euo pipefail
cd "$(dirname "$0")/../.."
scripts/setup.sh
source scripts/lib/need.sh
need pkg-config pkg-config
need_file "/usr/include/$(cc -dumpmachine)/curl/curl.h" libcurl4-openssl-dev
need_file /usr/share/php/GuzzleHttp/autoload.php php-guzzlehttp-guzzle
install_missing

source scripts/lib/tested.sh
work=$CARGO_TARGET_DIR/interop
mkdir -p "$work"
peers=$PWD/tests/interop
step() { printf '== interop: %s\n' "$*"; }

step "no hook is missing, in a package or in its README"
python3 -B "$peers/hooks.py" --page docs/hooks-table.md "$@"

step "the peers in Rust and in the shell"
build_tested
export PATH="$tested:$PATH"

step "the peer in Python"
[ -n "${XWSSE_BUILT:-}" ] || scripts/build/python.sh
cp "$peers/peer.py" "$work"

step "the peer in Node"
[ -n "${XWSSE_BUILT:-}" ] || scripts/build/node.sh
rm -rf "$work/node"
mkdir "$work/node"
cp "$peers/peer.mjs" "$work/node"
(cd "$work/node" && npm install --silent --ignore-scripts --no-package-lock --no-save "$CARGO_TARGET_DIR"/node/dist/*.tgz)

step "the peer in C"
PREFIX=$work/c LIBDIR= scripts/build/install-c.sh
read -ra libxwsse < <(PKG_CONFIG_PATH=$work/c/lib/pkgconfig pkg-config --cflags --libs xwsse)
cc -std=c11 -O1 -Wall -Wextra -Werror "$peers/peer.c" "${libxwsse[@]}" "-Wl,-rpath,$work/c/lib" -lcurl -lpthread -o "$work/peer-c"

step "the peer in PHP"
[ -n "${XWSSE_BUILT:-}" ] || scripts/build/php.sh

step "all of them"
export XWSSE_VECTORS=$PWD/tests/vectors
XWSSE_PEERS=$(cat <<JSON
{
  "rust": ["xwsse-interop"],
  "python": ["$CARGO_TARGET_DIR/python/venv/bin/python", "$work/peer.py"],
  "node": ["node", "$work/node/peer.mjs"],
  "c": ["$work/peer-c"],
  "php": ["php", "-d", "extension=$CARGO_TARGET_DIR/php/xwsse.so", "$peers/peer.php"],
  "curl": ["$peers/peer-curl.sh"]
}
JSON
) python3 -B "$peers/run.py" --page docs/coverage-table.md "$@"
