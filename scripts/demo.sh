#!/usr/bin/env bash
# `make demo`: the real thing, from a fresh header to the reasons why broken ones are refused.
# It stops at the first answer that is not the expected one.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/setup.sh

source scripts/lib/target.sh
[ -n "${XWSSE_BUILT:-}" ] || cargo build --locked --quiet -p xwsse-cli
PATH="$CARGO_TARGET_DIR/debug:$PATH"

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
refused "the nonce's base64 text" xwsse explain --at "$arrived" \
  "$(header key 7gxoXmpp8/bB5RnE4+LEHYWAyy8= $nonce 2026-01-15T12:30:00.000Z)"

say "What is wrong? The digest is hex"
refused "hex digits" xwsse explain --at "$arrived" \
  "$(header key ab71224891b67c6330765d9f50999521db634579 $nonce 2026-01-15T12:30:00.000Z)"

say "What is wrong? It is 61 s old"
refused "61 s old" xwsse explain --at "$arrived" \
  "$(header key x3EYmpMR7nQF7gm7Z4q7T1tJe3k= $nonce 2026-01-15T12:29:00.000Z)"

# The sandbox: a real server, a real client.
work=$(mktemp -d)
sandbox=
finish() {
  [ -z "$sandbox" ] || kill "$sandbox" 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT
answered() { # curl must end well, with this status and this text in the answer
  local status=$1 text=$2 answer
  shift 2
  show "$@"
  answer=$("$@" --silent --show-error --write-out '\n%{http_code}')
  printf '%s\n' "$answer"
  [[ ${answer##*$'\n'} == "$status" ]] || { echo "demo: expected status $status" >&2; exit 1; }
  [[ $answer == *"$text"* ]] || { echo "demo: expected $text" >&2; exit 1; }
}

say "A sandbox that answers as an API's gate does, with an API key of its own and a page that explains"
unset XWSSE_SECRET
show xwsse serve --port 0
xwsse serve --port 0 --log-format text >"$work/printed" 2>"$work/log" &
sandbox=$!
for _ in $(seq 300); do
  grep -q '^try ' "$work/printed" && break
  kill -0 "$sandbox" 2>/dev/null || { cat "$work/log" >&2; exit 1; }
  sleep 0.1
done
cat "$work/printed"
url=$(sed -n 's/^listening url=//p' "$work/printed")
eval "$(grep '^export XWSSE_USERNAME=' "$work/printed")"

say "A signed request is accepted, once"
header="X-WSSE: $(xwsse sign --format value)"
answered 200 "\"username\":\"$XWSSE_USERNAME\"" curl -H "$header" "$url/api/casefiles"
answered 401 "401 Unauthorized" curl -H "$header" "$url/api/casefiles"

say "Another secret: the gate gives no reason, explain does"
header="X-WSSE: $(XWSSE_SECRET="$XWSSE_SECRET
" xwsse sign --format value)"
answered 401 "401 Unauthorized" curl -H "$header" "$url/api/casefiles"
refused "newline after the secret" xwsse explain "$header"

say "Ctrl-C ends it; this is what it logged"
kill -INT "$sandbox"
wait "$sandbox" || { echo "demo: the sandbox did not end well" >&2; exit 1; }
sandbox=
cat "$work/log"
for code in accepted replayed digest_mismatch; do
  grep -q "$code" "$work/log" || { echo "demo: expected $code in the log" >&2; exit 1; }
done

say "That was the demo. Try your own: xwsse serve, and open the page; or xwsse explain 'the header that was refused'"
