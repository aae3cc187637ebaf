#!/usr/bin/env bash
# Installs what everything here needs on a Debian machine, and says what. Rust itself must be there.
# What only one room needs, that room's script asks for.
set -euo pipefail
cd "$(dirname "$0")"

if ! command -v cargo >/dev/null; then
  echo "setup: cargo is missing; install Rust 1.88 or later from https://rustup.rs" >&2
  exit 1
fi

source lib/need.sh
need cc gcc
need curl curl
need python3 python3
need_file /usr/include/stdlib.h libc6-dev
install_missing
