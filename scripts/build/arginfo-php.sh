#!/usr/bin/env bash
# Generates bindings-php/ext/xwsse_arginfo.h from the stub beside it; with --check, says whether it is what would be
# generated. PHP's own generator wants to fetch its parser: it is given the one of Debian.
set -euo pipefail
cd "$(dirname "$0")/../.."
source scripts/lib/target.sh
source scripts/lib/need.sh
need php php8.2-cli
need phpize php8.2-dev
need_file /usr/share/php/PhpParser/ParserFactory.php php-parser
install_missing

work=$CARGO_TARGET_DIR/php/arginfo
ext=bindings-php/ext
mkdir -p "$work"
cp "$(php-config --extension-dir)/build/gen_stub.php" "$work"
version=$(grep -oP '\$version = "\K[0-9.]+' "$work/gen_stub.php")
mkdir -p "$work/PHP-Parser-$version/lib"
ln -sfn /usr/share/php/PhpParser "$work/PHP-Parser-$version/lib/PhpParser"
cp "$ext/xwsse.stub.php" "$work"
php "$work/gen_stub.php" --force-regeneration "$work/xwsse.stub.php" >/dev/null
# It forgets to escape the backslash of a function's namespace: PHP would look for a name that is not there.
sed -i 's/"xwsse\\explain"/"xwsse\\\\explain"/g' "$work/xwsse_arginfo.h"

if [ "${1:-}" = --check ]; then
  diff -u "$ext/xwsse_arginfo.h" "$work/xwsse_arginfo.h" ||
    { echo "xwsse_arginfo.h is not what the stub gives: run scripts/build/arginfo-php.sh" >&2; exit 1; }
else
  cp "$work/xwsse_arginfo.h" "$ext"
fi
