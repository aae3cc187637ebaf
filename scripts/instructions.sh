#!/usr/bin/env bash
# Counts the instructions of each operation under callgrind and fails where one takes more than it may
# (benches/instructions.txt). It does not depend on the machine's load. Valgrind has no SHA instructions, so the
# hashes are those in software: real ones are faster where the processor has them.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/lib/target.sh
source scripts/lib/need.sh
need valgrind valgrind
install_missing
step() { printf '== instructions: %s\n' "$*"; }

step "building with $(rustc --version)"
cargo build --locked --quiet --release -p xwsse-benches --bin instructions
program=$CARGO_TARGET_DIR/release/instructions

count() { # instructions of so many calls, and of all that comes before
  valgrind --tool=callgrind --callgrind-out-file=/dev/null "$program" "$1" "$2" 2>&1 |
    sed -n 's/.*Collected : *\([0-9]*\).*/\1/p'
}

failed=0 passed=0
printf '   %-14s %10s %10s\n' operation "a call" "at most"
while read -r operation most; do
  [[ $operation == \#* || -z $operation ]] && continue
  few=$(count "$operation" 50)
  many=$(count "$operation" 250)
  [ -n "$few" ] && [ -n "$many" ] || { echo "instructions: callgrind counted nothing for $operation" >&2; exit 1; }
  each=$(((many - few) / 200))
  printf '   %-14s %10d %10d%s\n' "$operation" "$each" "$most" "$([ "$each" -le "$most" ] || echo '   TOO MANY')"
  if [ "$each" -le "$most" ]; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
done <benches/instructions.txt
printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
