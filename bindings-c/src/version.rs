//! Which library this is.

use std::ffi::{CStr, c_char};

/// The number of the ABI: it changes when a program must be compiled again. It is the number in the name
/// `libxwsse.so.0` too.
pub const XWSSE_ABI_VERSION: u32 = 0;

/// The number of the library's ABI. Compare it with XWSSE_ABI_VERSION where a library is loaded at run time.
#[unsafe(no_mangle)]
pub extern "C" fn xwsse_abi_version() -> u32 {
    XWSSE_ABI_VERSION
}

/// The library's version, such as `0.1.0`: a text that is never freed.
#[unsafe(no_mangle)]
pub extern "C" fn xwsse_version() -> *const c_char {
    const VERSION: &CStr =
        match CStr::from_bytes_with_nul(concat!(env!("CARGO_PKG_VERSION"), "\0").as_bytes()) {
            Ok(version) => version,
            Err(_) => c"",
        };
    VERSION.as_ptr()
}
