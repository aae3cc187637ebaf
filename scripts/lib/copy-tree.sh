# Sourced by the scripts that build what must not touch the tree, or must not know where it lies.
#   copy_tree FOLDER   puts all files that git knows into a new folder

copy_tree() {
  rm -rf "$1"
  mkdir -p "$1"
  local file
  git ls-files --cached --others --exclude-standard -z | while IFS= read -r -d '' file; do
    # Not what was deleted a moment ago.
    [ ! -e "$file" ] || printf '%s\0' "$file"
  done | xargs -0 cp --parents -t "$1"
}
