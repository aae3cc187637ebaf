//! Fresh tokens.

use std::ffi::{c_char, c_void};

use super::dialect::{self, Dialect};
use super::token::Token;
use crate::buffer::Buffer;
use crate::guard::{guard, guard_value};
use crate::handle::{self, Out, borrow};
use crate::slice::{Slice, bytes, text};
use crate::status::Status;
use crate::texts::Texts;
use crate::time::Time;

/// Makes a fresh token for each request.
///
/// Sign every attempt: a retry and each hop of a redirect need a token of their own. Use one signer for an API
/// key in a process. All threads may use one at once, without a lock, and it stays good after fork().
#[derive(Debug)]
pub struct Signer {
    core: xwsse::Signer,
    username: Texts<1>,
    dialect: Dialect,
}

/// A buffer of this size has room for every header value that a signer makes.
#[allow(dead_code, reason = "it is for C")]
pub const XWSSE_HEADER_CAPACITY: usize = 1024;

/// Makes a signer: of an API key, its secret (any bytes, copied, and wiped when the signer is freed), and a
/// dialect or NULL. Free it with xwsse_signer_free().
///
/// XWSSE_USERNAME_UNUSABLE unless the username is 1 to 256 bytes of printable ASCII without `"` and `\`;
/// XWSSE_SECRET_EMPTY.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_signer_new(
    username: *const c_char,
    username_len: usize,
    secret: *const c_void,
    secret_len: usize,
    dialect: *const Dialect,
    signer: *mut *mut Signer,
) -> Status {
    guard(|| {
        // SAFETY: topics "Inputs", "Handles" and "Outputs".
        let (username, secret, dialect, signer) = unsafe {
            (
                text(username, username_len)?,
                bytes(secret, secret_len)?,
                dialect::or_default(dialect),
                Out::new(signer)?,
            )
        };
        let core = xwsse::Signer::builder(username, secret).dialect(dialect).build()?;
        signer.put_new(Signer { core, username: Texts::new([username]), dialect: Dialect::new(dialect) })
    })
}

/// Frees a signer and wipes its secret; NULL is allowed. Its tokens live on.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_signer_free(signer: *mut Signer) {
    // SAFETY: topic "Handles".
    unsafe { handle::free(signer) };
}

/// Writes the value of `X-WSSE` for one request into a buffer; XWSSE_HEADER_CAPACITY is enough.
///
/// XWSSE_CREATED_EXHAUSTED when so many were signed that Created would run too far ahead of the clock,
/// XWSSE_RANDOMNESS_UNAVAILABLE, XWSSE_CREATED_OUT_OF_RANGE, and XWSSE_NONCE_UNUSABLE when the dialect's
/// `max_nonce` has no room for a fresh nonce.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_signer_sign(
    signer: *const Signer,
    buffer: *mut c_char,
    capacity: usize,
    len: *mut usize,
) -> Status {
    guard(|| {
        // SAFETY: topics "Handles" and "Buffers".
        let (signer, buffer) = unsafe { (borrow(signer)?, Buffer::new(buffer, capacity, len)?) };
        buffer.write(signer.core.sign()?.header())
    })
}

/// Makes a fresh token, to be asked for its four values, its header lines or its OAuth fields. Free it with
/// xwsse_token_free(). It fails as xwsse_signer_sign() does.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_signer_token(signer: *const Signer, token: *mut *mut Token) -> Status {
    guard(|| {
        // SAFETY: topics "Handles" and "Outputs".
        let (signer, token) = unsafe { (borrow(signer)?, Out::new(token)?) };
        token.put_new(Token::new(&signer.core.sign()?))
    })
}

/// Makes a token with this time and nonce: for test vectors. Never use a nonce twice.
///
/// `nonce` is the bytes that enter the digest; Created is cut to what the dialect prints.
/// XWSSE_NONCE_UNUSABLE when the dialect cannot carry the nonce, XWSSE_CREATED_OUT_OF_RANGE.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_signer_token_with(
    signer: *const Signer,
    created: *const Time,
    nonce: *const c_void,
    nonce_len: usize,
    token: *mut *mut Token,
) -> Status {
    guard(|| {
        // SAFETY: topics "Handles", "Inputs" and "Outputs".
        let (signer, created, nonce, token) =
            unsafe { (borrow(signer)?, borrow(created)?, bytes(nonce, nonce_len)?, Out::new(token)?) };
        token.put_new(Token::new(&signer.core.sign_with(created.instant()?, nonce)?))
    })
}

/// Writes the milliseconds that are added to the clock.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_signer_clock_offset(signer: *const Signer, millis: *mut i64) -> Status {
    guard(|| {
        // SAFETY: topics "Handles" and "Outputs".
        let (signer, millis) = unsafe { (borrow(signer)?, Out::new(millis)?) };
        millis.put(signer.core.clock_offset_millis())
    })
}

/// Sets the milliseconds that are added to the clock, at most 24 hours to either side, for all threads.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_signer_set_clock_offset(signer: *const Signer, millis: i64) -> Status {
    guard(|| {
        // SAFETY: topic "Handles".
        unsafe { borrow(signer) }?.core.set_clock_offset_millis(millis);
        Ok(())
    })
}

/// Learns the clock's offset from the `Date` header of a response, such as `Sun, 06 Nov 1994 08:49:37 GMT`, for
/// a machine whose clock is wrong, and writes the milliseconds that were set: at most 24 hours to either side.
///
/// Take it only from the service itself over TLS: anyone who can set the signer's time can have tokens made for
/// later use. XWSSE_DATE_INVALID when it is not such a date.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_signer_learn_clock_offset(
    signer: *const Signer,
    date: *const c_char,
    date_len: usize,
    millis: *mut i64,
) -> Status {
    guard(|| {
        // SAFETY: topics "Handles", "Inputs" and "Outputs".
        let (signer, date, millis) = unsafe { (borrow(signer)?, text(date, date_len)?, Out::new(millis)?) };
        millis.put(signer.core.learn_clock_offset(date)?)
    })
}

/// The API key.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_signer_username(signer: *const Signer) -> Slice {
    // SAFETY: topic "Handles".
    guard_value(|| unsafe { borrow(signer) }.map(|signer| signer.username.slice(0)))
}

/// The dialect that it signs in. It belongs to the signer: do not free it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_signer_dialect(signer: *const Signer) -> *const Dialect {
    // SAFETY: topic "Handles".
    guard_value(|| unsafe { borrow(signer) }.map(|signer| &raw const signer.dialect))
}
