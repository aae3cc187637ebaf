//! What can be said about a status.

use std::ffi::{CString, c_char};
use std::ptr;
use std::sync::LazyLock;
use xwsse::{Rejection, SignError};

use crate::buffer::Buffer;
use crate::guard::{guard, guard_value};
use crate::slice::text;
use crate::status::Status;

/// Code and text for logs, and how a server answers.
struct Row {
    code: CString,
    text: CString,
    http_status: u16,
}

impl Row {
    fn new(code: &str, text: &str, http_status: u16) -> Self {
        let own = |text: &str| CString::new(text).unwrap_or_default();
        Self { code: own(code), text: own(text), http_status }
    }

    fn of(status: Status) -> Self {
        let core = u16::try_from(status.number()).unwrap_or_default();
        if let Some(rejection) = Rejection::of_number(core) {
            return Self::new(rejection.code(), &rejection.to_string(), rejection.http_status());
        }
        if let Some(error) = SignError::of_number(core) {
            return Self::new(error.code(), &error.to_string(), 500);
        }
        let (code, text) = own_words(status);
        Self::new(code, text, if status == Status::Ok { 200 } else { 500 })
    }
}

fn own_words(status: Status) -> (&'static str, &'static str) {
    match status {
        Status::Ok => ("ok", "done"),
        Status::NullArgument => {
            ("null_argument", "a pointer is NULL where it must not be; look at the function's comment")
        }
        Status::LengthInvalid => {
            ("length_invalid", "a length is larger than any object can be; give that of the buffer")
        }
        Status::TextInvalid => ("text_invalid", "a text is not UTF-8; convert it"),
        Status::BufferTooSmall => (
            "buffer_too_small",
            "the buffer is too small; give one of the length that was given out, and one more for the NUL",
        ),
        Status::TimeInvalid => (
            "time_invalid",
            "this is not a time: nanos must be under 1000000000, and the year within the calendar",
        ),
        Status::OptionInvalid => (
            "option_invalid",
            "there is an option that this library does not know; compare its version with that of xwsse.h",
        ),
        Status::CapacityInvalid => ("capacity_invalid", "the capacity must be 1 to 1073741824 claims"),
        Status::OutOfMemory => (
            "out_of_memory",
            "there is not enough memory for a replay store of this capacity; ask for fewer claims, of 20 bytes each",
        ),
        _ => ("panicked", "there is a fault in libxwsse; please report it with what it wrote to stderr"),
    }
}

static TABLE: LazyLock<Vec<(i32, Row)>> =
    LazyLock::new(|| Status::ALL.iter().map(|status| (status.number(), Row::of(*status))).collect());

fn row(status: i32) -> Option<&'static Row> {
    TABLE.binary_search_by_key(&status, |(number, _)| *number).ok().map(|at| &TABLE[at].1)
}

/// What a status says and what to do about it, for your logs: a text that is never freed. It holds nothing
/// of a secret or a header. For a number that is no status, `unknown status`.
#[unsafe(no_mangle)]
pub extern "C" fn xwsse_status_text(status: i32) -> *const c_char {
    guard_value(|| Ok(row(status).map_or(c"unknown status".as_ptr(), |row| row.text.as_ptr())))
}

/// The stable code of a status, such as `created_stale`, for logs and metrics: a text that is never freed.
/// NULL for a number that is no status.
#[unsafe(no_mangle)]
pub extern "C" fn xwsse_status_code(status: i32) -> *const c_char {
    guard_value(|| Ok(row(status).map_or(ptr::null(), |row| row.code.as_ptr())))
}

/// How a server answers: 200 for XWSSE_OK, 401 or 503 for a rejection, 500 for anything else.
///
/// With 401 send xwsse_challenge() as `WWW-Authenticate`, with 503 `Retry-After: 1`. Tell the peer no more.
#[unsafe(no_mangle)]
pub extern "C" fn xwsse_status_http(status: i32) -> u16 {
    guard_value(|| Ok(row(status).map(|row| row.http_status))).unwrap_or(500)
}

/// Writes the value of `WWW-Authenticate`, the same for every 401, into a buffer.
///
/// `realm` is your own text; what cannot stand in a quoted string of a header is left out.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_challenge(
    realm: *const c_char,
    realm_len: usize,
    buffer: *mut c_char,
    capacity: usize,
    len: *mut usize,
) -> Status {
    guard(|| {
        // SAFETY: topics "Inputs" and "Buffers".
        let (realm, buffer) = unsafe { (text(realm, realm_len)?, Buffer::new(buffer, capacity, len)?) };
        buffer.write(&xwsse::challenge(realm))
    })
}
