#!/usr/bin/env bash
# Installs what is missing on a Debian machine, and says what. Rust itself must be there.
set -euo pipefail

if ! command -v cargo >/dev/null; then
  echo "setup: cargo is missing; install Rust 1.88 or later from https://rustup.rs" >&2
  exit 1
fi

missing=()
need() { # need COMMAND PACKAGE
  command -v "$1" >/dev/null || missing+=("$2")
}
need cc gcc
need curl curl
need python3 python3
[ -e /usr/include/stdlib.h ] || missing+=(libc6-dev)

[ "${#missing[@]}" -eq 0 ] && exit 0
echo "setup: installing ${missing[*]}"
as_root=()
[ "$(id -u)" -eq 0 ] || as_root=(sudo)
"${as_root[@]}" apt-get update -qq
DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -qq -y --no-install-recommends "${missing[@]}"
