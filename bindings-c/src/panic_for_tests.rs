//! A panic on request.

use crate::guard::guard;
use crate::status::Status;

/// For the test that a panic becomes a status.
#[unsafe(no_mangle)]
#[allow(clippy::panic, reason = "that is what it is for")]
pub extern "C" fn xwsse_panic_for_tests() -> Status {
    guard(|| panic!("a test asked for it"))
}
