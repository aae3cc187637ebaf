#!/usr/bin/env bash
# The peer that sends with the command `xwsse` and curl: see README.md. It does nothing else.
set -euo pipefail
[ "$1" = send ]
while read -r url dialect; do
  answer=$(xwsse sign --dialect "$dialect" | curl --silent --max-time 20 --header @- --write-out '\n%{http_code}' "$url")
  printf '%s %s\n' "${answer##*$'\n'}" "${answer%$'\n'*}"
done
