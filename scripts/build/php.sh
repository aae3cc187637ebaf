#!/usr/bin/env bash
# Builds the PHP extension out of the tree, with libxwsse in it: target/php/xwsse.so. PHP_CONFIG names another PHP's
# php-config than the default one.
set -euo pipefail
cd "$(dirname "$0")/../.."
source scripts/lib/target.sh
work=$CARGO_TARGET_DIR/php
mkdir -p "$work"

step() { printf '== php: %s\n' "$*"; }

source scripts/lib/need.sh
need php php8.2-cli
need phpize php8.2-dev
need gcc gcc
need make make
install_missing
php_config=${PHP_CONFIG:-php-config}
phpize=$("$php_config" --phpapi >/dev/null && dirname "$(command -v "$php_config")")/$(basename "$php_config" | sed 's/php-config/phpize/')

step "building libxwsse"
cargo build --quiet --release --locked -p xwsse-c
mkdir -p "$work/libxwsse/include" "$work/libxwsse/lib"
cp -u bindings-c/include/xwsse.h "$work/libxwsse/include"
cp -u "$CARGO_TARGET_DIR/release/libxwsse.a" "$work/libxwsse/lib"

# phpize writes beside the source, so that it gets a copy; what is unchanged keeps its time, for make.
step "building the extension for PHP $("$php_config" --version)"
mkdir -p "$work/ext"
cp -Ru --preserve=timestamps bindings-php/ext/. "$work/ext"
cd "$work/ext"
wanted=$("$php_config" --version --phpapi; cksum config.m4)
if [ "$wanted" != "$(cat configured 2>/dev/null)" ]; then
  { "$phpize" --clean; "$phpize"; ./configure --with-php-config="$(command -v "$php_config")" --with-xwsse="$work/libxwsse"; } >configure.log 2>&1 ||
    { cat configure.log >&2; exit 1; }
  printf '%s\n' "$wanted" >configured
fi
# The archive is no dependency of the module in PHP's Makefile.
[ "$work/libxwsse/lib/libxwsse.a" -nt modules/xwsse.so ] && rm -f xwsse.la modules/xwsse.so
make --silent EXTRA_CFLAGS="${XWSSE_CFLAGS:-}" >make.log 2>&1 || { cat make.log >&2; exit 1; }
grep -E ': (warning|error):' make.log >&2 && { echo "the compiler warns" >&2; exit 1; }
cp modules/xwsse.so "$work/xwsse.so"
