# Sourced by the scripts that need a cargo tool: installs it into the target folder, never elsewhere, and says so.
#   need_tool NAME VERSION   leaves it in $tools/bin, which is first on the PATH

tools=${CARGO_TARGET_DIR:-$PWD/target}/tools
PATH=$tools/bin:$PATH

need_tool() {
  local name=$1 version=$2
  if ! grep -qs "\"$name $version " "$tools/.crates.toml"; then
    echo "setup: building $name $version into $tools, which takes some minutes"
    # Its own target folder, so that nothing of ours is built again.
    CARGO_TARGET_DIR=$tools/build cargo install --quiet --locked --root "$tools" "$name@$version"
    rm -rf "$tools/build"
  fi
}
