#!/usr/bin/env bash
# `make install-c DESTDIR= PREFIX= LIBDIR= INCLUDEDIR=`: builds libxwsse and installs the shared and the static library,
# the headers for C and C++, and what pkg-config wants to know.
set -euo pipefail
cd "$(dirname "$0")/../.."
scripts/setup.sh
source scripts/lib/target.sh
DESTDIR=${DESTDIR:-}
prefix=${PREFIX:-/usr/local}
libdir=${LIBDIR:-$prefix/lib}
includedir=${INCLUDEDIR:-$prefix/include}

cargo build --locked --quiet --release -p xwsse-c

header=bindings-c/include/xwsse.h
version=$(sed -n 's/^#define XWSSE_VERSION "\(.*\)"$/\1/p' $header)
abi=$(sed -n 's/^#define XWSSE_ABI_VERSION //p' $header)
# What a program needs beside the static library is what any Rust code needs.
needs=$(rustc --crate-type staticlib --print native-static-libs -o "$CARGO_TARGET_DIR/needs.a" - 2>&1 </dev/null |
  sed -n 's/^note: native-static-libs: //p')
rm -f "$CARGO_TARGET_DIR/needs.a"

install -d "$DESTDIR$libdir/pkgconfig" "$DESTDIR$includedir"
install -m 644 $header bindings-c/include/xwsse.hpp "$DESTDIR$includedir"
install -m 644 "$CARGO_TARGET_DIR/release/libxwsse.a" "$DESTDIR$libdir"
install -m 755 "$CARGO_TARGET_DIR/release/libxwsse.so" "$DESTDIR$libdir/libxwsse.so.$version"
ln -sf "libxwsse.so.$version" "$DESTDIR$libdir/libxwsse.so.$abi"
ln -sf "libxwsse.so.$abi" "$DESTDIR$libdir/libxwsse.so"
sed -e "s|@prefix@|$prefix|; s|@libdir@|$libdir|; s|@includedir@|$includedir|" \
  -e "s|@version@|$version|; s|@needs@|$needs|" \
  bindings-c/xwsse.pc.in >"$DESTDIR$libdir/pkgconfig/xwsse.pc"
echo "installed libxwsse $version in $DESTDIR$libdir and $DESTDIR$includedir"
