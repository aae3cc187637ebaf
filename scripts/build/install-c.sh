#!/usr/bin/env bash
# `make install-c DESTDIR= PREFIX= LIBDIR= INCLUDEDIR=`: builds libxwsse and installs the shared and the static library,
# the headers for C and C++, and what pkg-config and CMake want to know.
set -euo pipefail
cd "$(dirname "$0")/../.."
scripts/setup.sh
source scripts/lib/target.sh
DESTDIR=${DESTDIR:-}
prefix=${PREFIX:-/usr/local}
libdir=${LIBDIR:-$prefix/lib}
includedir=${INCLUDEDIR:-$prefix/include}

echo "building libxwsse, which takes a minute or two"
cargo build --locked --quiet --release -p xwsse-c

header=bindings-c/include/xwsse.h
version=$(sed -n 's/^#define XWSSE_VERSION "\(.*\)"$/\1/p' $header)
abi=$(sed -n 's/^#define XWSSE_ABI_VERSION //p' $header)
# What a program needs beside the static library is what any Rust code needs, less what every C compiler adds by itself:
# naming gcc_s would make a static program impossible.
needs=$(rustc --crate-type staticlib --print native-static-libs -o "$CARGO_TARGET_DIR/needs.a" - 2>&1 </dev/null |
  sed -n 's/^note: native-static-libs: //p' | sed 's/ *-lgcc_s//; s/ *-lc$//; s/^ *//')
rm -f "$CARGO_TARGET_DIR/needs.a"

install -d "$DESTDIR$libdir/pkgconfig" "$DESTDIR$includedir"
install -m 644 $header bindings-c/include/xwsse.hpp "$DESTDIR$includedir"
install -m 644 "$CARGO_TARGET_DIR/release/libxwsse.a" "$DESTDIR$libdir"
install -m 755 "$CARGO_TARGET_DIR/release/libxwsse.so" "$DESTDIR$libdir/libxwsse.so.$version"
ln -sf "libxwsse.so.$version" "$DESTDIR$libdir/libxwsse.so.$abi"
ln -sf "libxwsse.so.$abi" "$DESTDIR$libdir/libxwsse.so"
# Relative to the prefix unless it was told otherwise, so that what is installed can be moved.
fill_in() {
  sed -e "s|@prefix@|$prefix|; s|@libdir@|${LIBDIR:-\${prefix\}/lib}|; s|@includedir@|${INCLUDEDIR:-\${prefix\}/include}|" \
    -e "s|@version@|$version|; s|@abi@|$abi|; s|@needs@|$needs|" "$1" >"$DESTDIR$libdir/$2"
}
install -d "$DESTDIR$libdir/cmake/xwsse"
fill_in bindings-c/xwsse.pc.in pkgconfig/xwsse.pc
fill_in bindings-c/xwsse-config.cmake.in cmake/xwsse/xwsse-config.cmake
echo "installed libxwsse $version in $DESTDIR$libdir and $DESTDIR$includedir"
