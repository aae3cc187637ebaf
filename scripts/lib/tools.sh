# Sourced by the scripts that need a cargo tool: installs it into the target folder, never elsewhere, and says so.
#   need_tool NAME VERSION   leaves it in $tools/bin, which is first on the PATH

source scripts/lib/target.sh
tools=$CARGO_TARGET_DIR/tools
PATH=$tools/bin:$PATH

need_tool() {
  local name=$1 version=$2
  if ! grep -qs "\"$name $version " "$tools/.crates.toml"; then
    echo "setup: building $name $version into $tools, which takes some minutes"
    # Without optimization, which would take longer than the tools run.
    CARGO_TARGET_DIR=$tools/build cargo install --quiet --locked --debug --root "$tools" "$name@$version"
    rm -rf "$tools/build"
  fi
}
