# Sourced before a release is built: no folder of the builder's machine enters what is shipped.
registry=${CARGO_HOME:-$HOME/.cargo}/registry/src
RUSTFLAGS="${RUSTFLAGS:-} --remap-path-prefix=$PWD=xwsse"
for source in "$registry"/*/; do
  [ -d "$source" ] && RUSTFLAGS+=" --remap-path-prefix=${source%/}=crates"
done
export RUSTFLAGS
