//! Tells the linker of each platform how an addon for Node is made.

fn main() {
    napi_build::setup();
}
