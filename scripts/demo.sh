#!/usr/bin/env bash
# `make demo`: the real thing, from a fresh header to the reasons why broken ones are refused.
# It stops at the first answer that is not the expected one.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/setup.sh

cargo build --locked --quiet --release -p xwsse-cli
PATH="${CARGO_TARGET_DIR:-target}/release:$PATH"

say() { printf '\n\033[1m# %s\033[0m\n' "$*"; }
show() { # the command as one would type it
  local word
  printf '$'
  for word; do
    case $word in
      *[!A-Za-z0-9_./:=,@-]*) printf " '%s'" "$word" ;;
      *) printf ' %s' "$word" ;;
    esac
  done
  printf '\n'
}
run() { show "$@"; "$@"; }
refused() { # the command must end with 1, "refused", and with this code
  local code=$1 answer status=0
  shift
  show "$@"
  answer=$("$@") || status=$?
  printf '%s\n' "$answer"
  [ "$status" -eq 1 ] || { echo "demo: expected a refusal, got exit code $status" >&2; exit 1; }
  [[ $answer == *"$code"* ]] || { echo "demo: expected $code" >&2; exit 1; }
}

# A header as its four values: username, digest, nonce, Created.
header() {
  printf 'UsernameToken Username="%s", PasswordDigest="%s", Nonce="%s", Created="%s"' "$@"
}

say "Sign a request to Penneo: this is what curl -H @- takes"
export XWSSE_USERNAME=my-api-key XWSSE_SECRET=my-long-random-api-secret
run xwsse sign

say "Verify a header; its second use is refused"
fresh=$(xwsse sign --format value)
printf '%s\n' "$fresh" "$fresh" | refused replayed xwsse verify --stream
unset XWSSE_USERNAME

say "Published headers, at their time: the original of 2003"
export XWSSE_SECRET=taadtaadpstcsm
run xwsse verify --dialect atom --at 2003-12-15T14:43:07Z "$(header bob quR/EWLAV4xLf9Zqyw4pDmfV9OY= \
  d36e316282959a9ed4c89851497a717f 2003-12-15T14:43:07Z)"

say "… SAP Emarsys"
export XWSSE_SECRET=customersecret
run xwsse verify --dialect emarsys --at 2014-03-20T12:51:45Z "$(header customer001 \
  YWQyNWE5Y2JkOTY2ZTU1ODg2M2QzNzVhNDZlZGQwZjg5YjZlZTk4Yw== d36e316282959a9ed4c89851497a717f 2014-03-20T12:51:45Z)"

say "… and pywsse"
export XWSSE_SECRET=secr3t
run xwsse verify --dialect pywsse --at 2016-09-01T01:00:00Z "$(header username \
  8p5hLaL4rzZOMdOIcX6VGscduxzAY8uNflY2I415S0Q= YWJjZGVm 2016-09-01T00:00:00Z)"

# Four broken headers of one client, and the time at which they arrived.
export XWSSE_SECRET=0123456789abcdef
nonce=AAECAwQFBgcICQoLDA0ODw==
arrived=2026-01-15T12:30:01Z

say "What is wrong? Local time, labelled Z"
refused UTC+01:00 xwsse explain --at "$arrived" \
  "$(header key OKaKq7f4vEYjfXA7jgEgzELXioU= $nonce 2026-01-15T13:30:00Z)"

say "What is wrong? The base64 text of the nonce was digested"
refused "the nonce's text" xwsse explain --at "$arrived" \
  "$(header key 7gxoXmpp8/bB5RnE4+LEHYWAyy8= $nonce 2026-01-15T12:30:00.000Z)"

say "What is wrong? The digest is hex"
refused "hex digits" xwsse explain --at "$arrived" \
  "$(header key ab71224891b67c6330765d9f50999521db634579 $nonce 2026-01-15T12:30:00.000Z)"

say "What is wrong? It is 61 s old"
refused "61 s old" xwsse explain --at "$arrived" \
  "$(header key x3EYmpMR7nQF7gm7Z4q7T1tJe3k= $nonce 2026-01-15T12:29:00.000Z)"

say "That was the demo. Try your own: xwsse explain 'the header that was refused'"
