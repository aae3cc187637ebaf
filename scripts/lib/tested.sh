# Sourced by what tests: how it builds what is tested, so that each crate is compiled once for all suites.
#   build_tested   libraries, commands and examples, into $tested

source scripts/lib/target.sh
tested=$CARGO_TARGET_DIR/debug
# The packages for Python and npm: as `dev` they share most of the crates. `release` is how they are shipped.
export XWSSE_PROFILE=${XWSSE_PROFILE:-dev}
# As maturin does: the module takes Python's functions from the interpreter, and needs no libpython to be linked.
export PYO3_BUILD_EXTENSION_MODULE=1

# What `cargo test` compiles. Fewer packages would have fewer features, and nearly everything would be compiled again;
# the examples are there for those of the tests' dependencies.
build_tested() { cargo build --locked --quiet --workspace --all-features --lib --bins --examples; }
