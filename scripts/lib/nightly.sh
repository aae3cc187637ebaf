# Sourced by the scripts that need a nightly compiler: sets `nightly` to its name, or to nothing and says so.
#   need_nightly COMPONENT…   installs it, or what is missing of it, where rustup can, and says what
# XWSSE_NIGHTLY names another toolchain than nightly.

nightly=
need_nightly() {
  local name=${XWSSE_NIGHTLY:-nightly} component
  if ! command -v rustup >/dev/null; then
    echo "setup: there is no rustup, and so no nightly compiler to be had"
    return
  fi
  if ! rustup run "$name" rustc --version >/dev/null 2>&1; then
    echo "setup: installing the Rust toolchain $name (profile minimal)"
    if ! rustup toolchain install "$name" --profile minimal --no-self-update; then
      echo "setup: the toolchain $name is not to be had here"
      return
    fi
  fi
  for component; do
    if ! rustup component list --toolchain "$name" --installed 2>/dev/null | grep -q "^$component"; then
      echo "setup: installing $component for the Rust toolchain $name"
      if ! rustup component add "$component" --toolchain "$name"; then
        echo "setup: $component is not to be had for $name here"
        return
      fi
    fi
  done
  nightly=$name
}
