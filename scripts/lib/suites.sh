# Sourced by what runs suites one after another: a line for each, and a summary of all.
#   suite TITLE COMMAND…   ends everything when the command fails
#   summary                what each took: seconds by the clock, and of the processor

suites=("${suites[@]}")
suite() {
  local title=$1 start=$SECONDS processor line TIMEFORMAT='%U %S'
  shift
  printf '\n== %s\n' "$title"
  { processor=$({ time "$@" >&4 2>&3; } 2>&1); } 3>&2 4>&1 || { printf '\nFAILED: %s\n' "$title" >&2; exit 1; }
  line=$(printf '%4d s %4.0f s  %s' $((SECONDS - start)) "$(awk '{ print $1 + $2 }' <<<"$processor")" "$title")
  printf -- '-- %s\n' "$line"
  suites+=("$line")
}

summary() {
  printf '\n clock   cpu  suite\n'
  printf '%s\n' "${suites[@]}"
  printf 'All %d suites passed in %d s.\n' "${#suites[@]}" "$SECONDS"
}
