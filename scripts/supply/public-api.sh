#!/usr/bin/env bash
# The core's public interface as text, docs/public-api.txt: a change of it must be meant.
#   scripts/supply/public-api.sh            fails when the text is not what the core has
#   scripts/supply/public-api.sh --update   writes it
# It needs a nightly compiler, whose rustdoc tells the interface as data; without one it says so and fails.
set -euo pipefail
cd "$(dirname "$0")/../.."
source scripts/lib/nightly.sh
source scripts/lib/tools.sh
need_nightly
[ -n "$nightly" ] || { echo "public API: NOT CHECKED, for want of a nightly compiler"; exit 3; }
need_tool cargo-public-api 0.52.0

listing=docs/public-api.txt
found=$(mktemp)
trap 'rm -f "$found"' EXIT
cargo "+$nightly" public-api -p xwsse --all-features -sss --color never 2>/dev/null >"$found" ||
  cargo "+$nightly" public-api -p xwsse --all-features -sss --color never >"$found"
grep -q '^pub struct xwsse::Verifier' "$found" || { echo "public API: the listing is empty"; exit 1; }
if [ "${1:-}" = --update ]; then
  cp "$found" "$listing"
elif ! diff -u "$listing" "$found"; then
  echo "public API: it has changed; if that is meant, run scripts/supply/public-api.sh --update"
  exit 1
fi
echo "== public API: $(wc -l <"$listing") items, as in $listing"
