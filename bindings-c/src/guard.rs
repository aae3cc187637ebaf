//! A panic must not leave the library: it would end the program that uses it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr;

use crate::status::Status;

/// Runs the body of an export, and makes a status of what it answers or of a panic in it.
///
/// What the core shares between calls stays whole when one is broken off: atomics, and locks under which no
/// code can panic.
pub(crate) fn guard(body: impl FnOnce() -> Result<(), Status>) -> Status {
    match catch_unwind(AssertUnwindSafe(body)) {
        Ok(Ok(())) => Status::Ok,
        Ok(Err(status)) => status,
        Err(_) => Status::Panicked,
    }
}

/// As [`guard`], for an export that returns a value and has no status: nothing, when it fails.
pub(crate) fn guard_value<T: Nothing>(body: impl FnOnce() -> Result<T, Status>) -> T {
    match catch_unwind(AssertUnwindSafe(body)) {
        Ok(Ok(value)) => value,
        Ok(Err(_)) | Err(_) => T::NOTHING,
    }
}

/// What stands for a value where there is none.
pub(crate) trait Nothing {
    const NOTHING: Self;
}

impl Nothing for () {
    const NOTHING: Self = ();
}

impl Nothing for usize {
    const NOTHING: Self = 0;
}

impl<T> Nothing for Option<T> {
    const NOTHING: Self = None;
}

impl<T> Nothing for *const T {
    const NOTHING: Self = ptr::null();
}
