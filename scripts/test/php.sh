#!/usr/bin/env bash
# `make test-php`: the PHP extension as it is built, from outside the source tree; then the library on it.
set -euo pipefail
cd "$(dirname "$0")/../.."
root=$PWD
scripts/build/php.sh
source scripts/lib/target.sh
work=$CARGO_TARGET_DIR/php
export XWSSE_VECTORS=$root/tests/vectors

source scripts/lib/need.sh
need php-cgi php8.2-cgi
need valgrind valgrind
need composer composer
need_file "$(php-config --extension-dir)/pdo_sqlite.so" php8.2-sqlite3
install_missing

step() { printf '== php: %s\n' "$*"; }

step "what is generated from the stub"
scripts/build/arginfo-php.sh --check

step "the module exports nothing but its entry"
exported=$(nm -D --defined-only "$work/xwsse.so" | awk '{ print $3 }')
[ "$exported" = get_module ] || { echo "exported: $exported" >&2; exit 1; }

step "it refuses a libxwsse of another ABI"
other=$work/other-abi
mkdir -p "$other"
sed 's/^#define XWSSE_ABI_VERSION .*/#define XWSSE_ABI_VERSION 999/' bindings-c/include/xwsse.h >"$other/xwsse.h"
# shellcheck disable=SC2046
gcc -fPIC -shared -fvisibility=hidden -DCOMPILE_DL_XWSSE -DHAVE_CONFIG_H -I"$other" -I"$work/ext" \
  $(php-config --includes) -o "$other/xwsse.so" "$work/ext/xwsse.c" \
  $(find "$work/ext" -path '*/.libs/*.o' ! -path "$work/ext/.libs/xwsse.o") "$work/libxwsse/lib/libxwsse.a" -Wl,--exclude-libs,ALL -lgcc_s
if refusal=$(php -n -d extension="$other/xwsse.so" -r 'echo "started";' 2>&1) || [[ $refusal != *"number 999 of the ABI"* ]]; then
  echo "it said: $refusal" >&2
  exit 1
fi

# PHP's own runner. A test that is skipped is a failure here: everything that they need is there.
run_tests() {
  local what=$1
  shift
  step "$what"
  (
    cd "$work/ext"
    export TEST_PHP_EXECUTABLE=$(command -v php) TEST_PHP_CGI_EXECUTABLE=$(command -v php-cgi) NO_INTERACTION=1 NO_COLOR=1
    php -n run-tests.php -n -q -g FAIL,XFAIL,BORK,WARN,LEAK,SKIP --show-diff -d extension="$work/xwsse.so" "$@" >tests.log 2>&1 ||
      { cat tests.log >&2; exit 1; }
    grep -qE '^Tests skipped +: +0 ' tests.log || { grep -E 'SKIP|Tests skipped' tests.log >&2; exit 1; }
    grep -E '^(Number of tests|Tests passed)' tests.log
  )
}
run_tests "tests of the extension" tests
optimized=(-d zend_extension=opcache -d opcache.enable_cli=1 -d opcache.jit=tracing -d opcache.jit_buffer_size=16M)
php -n "${optimized[@]}" -r "exit(opcache_get_status()['jit']['on'] ? 0 : 1);" || { echo "there is no JIT" >&2; exit 1; }
run_tests "tests of the extension, compiled by PHP's JIT" "${optimized[@]}" \
  tests/{values,verifier,outages,vectors_claims,vectors_verifier}.phpt
# Not those that take long, kill their own children, need a memory limit, or match by PCRE's JIT, which reads ahead.
export VALGRIND_OPTS="--leak-check=full --show-leak-kinds=definite --errors-for-leak-kinds=definite"
run_tests "tests of the extension, under valgrind" -m \
  tests/{callbacks_that_leave,errors,outages,secrets_never_shown,signer,values,verifier,vectors_explain,vectors_rejections}.phpt

step "tests of the library"
bindings-php/tests/run.sh "$work/xwsse.so" --no-interaction | tail -4

step "the library, installed by Composer"
app=$work/app
rm -rf "$app"
mkdir -p "$app"
cat >"$app/composer.json" <<JSON
{
  "repositories": [{ "type": "path", "url": "$root/bindings-php", "options": { "symlink": false } }, { "packagist.org": false }],
  "require": { "xwsse/xwsse": "@dev" }
}
JSON
run_composer() { COMPOSER_HOME=$work/composer COMPOSER_ALLOW_SUPERUSER=1 php -d extension="$work/xwsse.so" "$(type -P composer)" --quiet --no-interaction "$@"; }
run_composer validate --strict "$root/bindings-php/composer.json"
run_composer validate --no-check-publish "$root/bindings-php/ext/composer.json" # Debian's is older than `php-ext`
run_composer install --working-dir="$app"
php -d extension="$work/xwsse.so" -r '
  require "$argv[1]/vendor/autoload.php";
  $guard = new Xwsse\Server\Guard(new Xwsse\Verifier(["key" => "secret"], new Xwsse\MemoryReplayStore()));
  $_SERVER["HTTP_X_WSSE"] = (new Xwsse\Signer("key", "secret"))->header();
  exit($guard->require()->username === "key" ? 0 : 1);' "$app"
