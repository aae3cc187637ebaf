#!/usr/bin/env bash
# Builds the npm package, and the platform package of this machine, as tarballs in the target folder. The compilers of
# the JavaScript half are installed there too; nothing is written into the source tree. XWSSE_PROFILE names another of
# Cargo's profiles than `release`.
set -euo pipefail
cd "$(dirname "$0")/../.."
source scripts/lib/target.sh
work=$CARGO_TARGET_DIR/node
source=$PWD/bindings-node
mkdir -p "$work"

step() { printf '== node: %s\n' "$*"; }

source scripts/lib/need.sh
need node nodejs
need npm npm
need cc gcc
need_file /usr/include/stdlib.h libc6-dev
install_missing
node -e 'process.exit(Number(process.versions.node.split(".")[0]) < 20 ? 1 : 0)' ||
  { echo "node: $(node --version) is too old; install Node 20 or later" >&2; exit 1; }

# A new installation whenever what is to be installed changes.
build=$work/build
if ! cmp -s "$source/package.json" "$build/package.json"; then
  step "installing the compilers"
  rm -rf "$build"
  mkdir -p "$build"
  cp "$source/package.json" "$build/"
  (cd "$build" && npm install --silent --ignore-scripts --no-package-lock --no-audit --no-fund) ||
    { rm -rf "$build"; exit 1; }
fi
export PATH="$build/node_modules/.bin:$PATH"

step "compiling Rust"
napi() { # napi FOLDER COMMAND…, quiet unless it fails
  command napi "$2" --cwd "$1" "${@:3}" >"$work/napi.log" 2>&1 || { cat "$work/napi.log" >&2; exit 1; }
}
rm -rf "$work/native" "$build/npm"
# The profile `dev` is in the folder `debug`, where napi looks only when no profile is named.
profile=(--profile "${XWSSE_PROFILE:-release}")
[ "${profile[1]}" != dev ] || profile=()
napi "$source" build --platform "${profile[@]}" --no-const-enum --js native.cjs --dts native.d.ts \
  --output-dir "$work/native" -- --locked
napi "$build" create-npm-dirs

step "compiling TypeScript"
rm -rf "$build/src" "$build/lib"
cp -r "$source/src" "$source/tsconfig.json" "$build/"
(cd "$build" && tsc)

step "packing"
node "$source/assemble.mjs" "$work"
rm -rf "$work/dist"
mkdir "$work/dist"
for folder in "$work"/package "$build"/npm/*/; do
  (cd "$folder" && npm pack --silent --pack-destination "$work/dist")
done
