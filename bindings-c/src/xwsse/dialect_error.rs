//! Why a text is not a dialect.

use std::ffi::c_char;

use crate::guard::{guard, guard_value};
use crate::handle::{self, Out, borrow};
use crate::slice::{Slice, text};
use crate::status::Status;
use crate::texts::Texts;

/// Why a text is not a dialect: which word, what is allowed, and where it stands. All threads may read one at once.
#[derive(Debug)]
pub struct DialectError {
    position: usize,
    texts: Texts<3>,
}

/// Says why xwsse_dialect_new() does not take a text; writes NULL when it does. Free the error with
/// xwsse_dialect_error_free().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_dialect_error_of(
    text: *const c_char,
    text_len: usize,
    error: *mut *mut DialectError,
) -> Status {
    guard(|| {
        // SAFETY: topics "Inputs" and "Outputs".
        let (text, out) = unsafe { (self::text(text, text_len)?, Out::new(error)?) };
        match text.parse::<xwsse::Dialect>() {
            Ok(_) => out.put(std::ptr::null_mut()),
            Err(error) => out.put_new(DialectError {
                position: error.position(),
                texts: Texts::new([&error.to_string(), error.problem(), error.remedy()]),
            }),
        }
    })
}

/// Frees it; NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_dialect_error_free(error: *mut DialectError) {
    // SAFETY: topic "Handles".
    unsafe { handle::free(error) };
}

/// Where in the text the word stands that is wrong, in characters from 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_dialect_error_position(error: *const DialectError) -> usize {
    // SAFETY: topic "Handles".
    guard_value(|| unsafe { borrow(error) }.map(|error| error.position))
}

/// The problem, a semicolon and the remedy.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_dialect_error_text(error: *const DialectError) -> Slice {
    // SAFETY: topic "Handles".
    guard_value(|| unsafe { borrow(error) }.map(|error| error.texts.slice(0)))
}

/// What is wrong, such as `"1000" is not a value of max_nonce`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_dialect_error_problem(error: *const DialectError) -> Slice {
    // SAFETY: topic "Handles".
    guard_value(|| unsafe { borrow(error) }.map(|error| error.texts.slice(1)))
}

/// What is allowed, and the nearest of it, such as `write 1 to 256`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_dialect_error_remedy(error: *const DialectError) -> Slice {
    // SAFETY: topic "Handles".
    guard_value(|| unsafe { borrow(error) }.map(|error| error.texts.slice(2)))
}
