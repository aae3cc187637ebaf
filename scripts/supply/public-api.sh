#!/usr/bin/env bash
# The public interface of each library crate as text, docs/public-api/CRATE.txt: a change of it must be meant.
#   scripts/supply/public-api.sh            fails when a text is not what the crate has
#   scripts/supply/public-api.sh --update   writes them
# It needs a nightly compiler, whose rustdoc tells the interface as data; without one it says so and fails.
set -euo pipefail
cd "$(dirname "$0")/../.."
source scripts/lib/nightly.sh
source scripts/lib/tools.sh
need_nightly
[ -n "$nightly" ] || { echo "public API: NOT CHECKED, for want of a nightly compiler"; exit 3; }
need_tool cargo-public-api 0.52.0

found=$(mktemp)
trap 'rm -f "$found"' EXIT
listing_of() { cargo "+$nightly" public-api -p "$1" --all-features -sss --color never; }
for crate in xwsse-authn xwsse xwsse-http; do
  listing=docs/public-api/$crate.txt
  listing_of "$crate" 2>/dev/null >"$found" || listing_of "$crate" >"$found"
  [ "$(wc -l <"$found")" -gt 50 ] || { echo "public API: the listing of $crate is empty"; exit 1; }
  if [ "${1:-}" = --update ]; then
    cp "$found" "$listing"
  elif ! diff -u "$listing" "$found"; then
    echo "public API: that of $crate has changed; if that is meant, run scripts/supply/public-api.sh --update"
    exit 1
  fi
  echo "== public API: $(wc -l <"$listing") items of $crate, as in $listing"
done
