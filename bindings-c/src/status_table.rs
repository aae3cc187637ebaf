//! What can be said about a status.

use std::ffi::{CString, c_char};
use std::ptr;
use std::sync::LazyLock;
use xwsse_authn::{CapacityError, Rejection, SignError};

use crate::guard::guard_value;
use crate::status::Status;

/// What a log says, and how a server answers.
struct Row {
    code: CString,
    text: CString,
    problem: CString,
    remedy: CString,
    http_status: u16,
}

impl Row {
    fn new(code: &str, problem: &str, remedy: &str, http_status: u16) -> Self {
        let own = |text: &str| CString::new(text).unwrap_or_default();
        let text = if remedy.is_empty() { problem.to_owned() } else { [problem, remedy].join("; ") };
        Self { code: own(code), text: own(&text), problem: own(problem), remedy: own(remedy), http_status }
    }

    fn of(status: Status) -> Self {
        let core = u16::try_from(status.number()).unwrap_or_default();
        if let Some(rejection) = Rejection::of_number(core) {
            let (problem, remedy) = (rejection.problem(), rejection.remedy());
            return Self::new(rejection.code(), problem, remedy, rejection.http_status());
        }
        if let Some(error) = SignError::of_number(core) {
            return Self::new(error.code(), error.problem(), error.remedy(), 500);
        }
        let (code, problem, remedy) = own_words(status);
        Self::new(code, problem, remedy, if status == Status::Ok { 200 } else { 500 })
    }
}

/// Code, problem and remedy.
const fn own_words(status: Status) -> (&'static str, &'static str, &'static str) {
    match status {
        Status::Ok => ("ok", "done", ""),
        Status::NullArgument => (
            "null_argument",
            "a pointer is NULL where it must not be",
            "see the function's comment in xwsse.h",
        ),
        Status::LengthInvalid => {
            ("length_invalid", "a length is larger than any object can be", "pass the length of the buffer")
        }
        Status::TextInvalid => ("text_invalid", "a text is not UTF-8", "convert it"),
        Status::BufferTooSmall => (
            "buffer_too_small",
            "the buffer is too small",
            "pass one of the length that was written to len, plus one byte for the NUL",
        ),
        Status::TimeInvalid => (
            "time_invalid",
            "this is not a time",
            "nanos must be under 1000000000, and the year within the calendar",
        ),
        Status::CapacityInvalid => of_capacity("capacity_invalid", CapacityError::OutOfRange),
        Status::OutOfMemory => of_capacity("out_of_memory", CapacityError::OutOfMemory),
        _ => ("panicked", "this is a bug in libxwsse", "report it with what it wrote to stderr"),
    }
}

const fn of_capacity(code: &'static str, error: CapacityError) -> (&'static str, &'static str, &'static str) {
    (code, error.problem(), error.remedy())
}

static TABLE: LazyLock<Vec<(i32, Row)>> =
    LazyLock::new(|| Status::ALL.iter().map(|status| (status.number(), Row::of(*status))).collect());

fn row(status: i32) -> Option<&'static Row> {
    TABLE.binary_search_by_key(&status, |(number, _)| *number).ok().map(|at| &TABLE[at].1)
}

/// What is wrong and what to do about it, for your logs: problem, semicolon and remedy, a text that is never freed. It
/// holds nothing of a secret or a header. For a number that is not a status, `unknown status`.
#[unsafe(no_mangle)]
pub extern "C" fn xwsse_status_text(status: i32) -> *const c_char {
    guard_value(|| Ok(row(status).map_or(c"unknown status".as_ptr(), |row| row.text.as_ptr())))
}

/// What is wrong: a text that is never freed. NULL for a number that is not a status.
#[unsafe(no_mangle)]
pub extern "C" fn xwsse_status_problem(status: i32) -> *const c_char {
    guard_value(|| Ok(row(status).map_or(ptr::null(), |row| row.problem.as_ptr())))
}

/// What to do about it: a text that is never freed. NULL for a number that is not a status.
#[unsafe(no_mangle)]
pub extern "C" fn xwsse_status_remedy(status: i32) -> *const c_char {
    guard_value(|| Ok(row(status).map_or(ptr::null(), |row| row.remedy.as_ptr())))
}

/// The stable code of a status, such as `created_stale`, for logs and metrics: a text that is never freed.
/// NULL for a number that is not a status.
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
