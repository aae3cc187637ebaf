#!/usr/bin/env bash
# `make test-node`: the npm package, tested as it is installed from its tarballs, from outside the source tree, with
# `import` and with `require`. Arguments are passed on to `node --test`.
set -euo pipefail
cd "$(dirname "$0")/../.."
source scripts/lib/tested.sh
scripts/build/node.sh

root=$PWD
work=$CARGO_TARGET_DIR/node
build=$work/build
user=$work/user
tests=$root/bindings-node/tests
step() { printf '== node: %s\n' "$*"; }
run_tests() { # all lines where one fails, the runner's counts where none does
  node --expose-gc --test --test-reporter=spec "$@" >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
  grep -E '^ℹ (tests|pass|fail|skipped) ' "$work/log"
}

quietly() { "$@" >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }; }
for tool in "publint run --strict" "attw --profile node16 --no-emoji"; do
  step "$tool"
  # shellcheck disable=SC2086 # a command and its options
  quietly "$build/node_modules/.bin/"$tool "$work"/dist/xwsse-[0-9]*.tgz
done

# What the tests need beside the package is installed again only when that list changes.
if ! cmp -s "$tests/package.json" "$user/wanted.json"; then
  step "installing what the tests need"
  rm -rf "$user"
  mkdir -p "$user"
  cp "$tests/package.json" "$user/"
  (cd "$user" && npm install --silent --ignore-scripts --no-package-lock --no-audit --no-fund)
  cp "$tests/package.json" "$user/wanted.json"
fi
step "installing the tarballs"
rm -rf "$user"/node_modules/xwsse*
find "$user" -mindepth 1 -maxdepth 1 ! -name node_modules ! -name wanted.json -exec rm -rf {} +
cp -r "$tests/." "$user/"
(cd "$user" && npm install --silent --ignore-scripts --no-save --no-package-lock --no-audit --no-fund "$work"/dist/*.tgz)

step "a build that panics on request"
build_tested
export XWSSE_PANIC=$tested/libxwsse_node.so
export XWSSE_SOURCE=$root XWSSE_DIST=$work/dist

cd "$user"
step "types, for import and for require"
# The same program for `require`: there is no `await` outside of a function.
sed -e 's/^await fetch/void fetch/' -e 's/^  await awaited;/  void awaited;/' types/sample.mts >types/sample.cts
for kind in mts cts; do
  node_modules/.bin/tsc --noEmit --types node --strict --exactOptionalPropertyTypes --noUncheckedIndexedAccess --module nodenext --target es2022 "types/sample.$kind"
done
mapfile -t suites < <(find . -name '*.test.*' -not -path './node_modules/*' | sort)
step "tests, with import"
run_tests "$@" "${suites[@]}"
step "tests, with require"
NODE_OPTIONS="--import=$user/require.mjs" XWSSE_MODULES=require run_tests "$@" "${suites[@]}"
