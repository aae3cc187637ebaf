//! The first of the steps of a verification that waits for something else.

use std::ffi::c_char;
use std::fmt;
use xwsse::{Credentials, DateTime, Rejection, Secret, Utc};

use crate::authenticated::Authenticated;
use crate::dialect::{self, Dialect};
use crate::guard::{guard, guard_value};
use crate::handle::{self, Out, borrow};
use crate::slice::{Slice, Slices, text};
use crate::status::Status;
use crate::texts::Texts;
use crate::time::{self, Time};
use crate::verifier::ignores_unknown;

/// A token that follows the grammar and falls into the window. Nothing vouches for it yet.
///
/// xwsse_verifier_verify() goes all the way. The steps are for an event loop, or a language that must not be called
/// back: read, look xwsse_candidate_username() up, authenticate with the secrets, ask a store for the claims, accept
/// its answer. All threads may use one at once.
// The core's candidate borrows the header, which is the caller's. So this one keeps the header and reads it
// once more: the same answer.
pub struct Candidate {
    dialect: xwsse::Dialect,
    header: Vec<u8>,
    now: DateTime<Utc>,
    username: Texts<1>,
}

impl Candidate {
    fn authenticate(&self, credentials: &Credentials<'_>) -> Result<xwsse::Authenticated, Rejection> {
        xwsse::Candidate::read(&self.dialect, [&self.header], self.now)?.authenticate(credentials)
    }
}

impl fmt::Debug for Candidate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Candidate").field("dialect", &self.dialect.name).finish_non_exhaustive()
    }
}

/// Reads all values that the request has for the header `X-WSSE`, in a dialect or NULL, and checks the window at this
/// time, or by the system's clock for NULL. `options` is 0 or XWSSE_IGNORE_UNKNOWN. Free it with
/// xwsse_candidate_free().
///
/// The rejections of the parse, of the values and of the window; XWSSE_OPTION_INVALID.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_candidate_read(
    dialect: *const Dialect,
    values: *const Slice,
    values_len: usize,
    now: *const Time,
    options: u32,
    candidate: *mut *mut Candidate,
) -> Status {
    guard(|| {
        // SAFETY: topics "Handles", "Inputs" and "Outputs".
        let (dialect, values, now, out) = unsafe {
            (
                dialect::or_default(dialect),
                Slices::new(values, values_len)?,
                time::now(now)?,
                Out::new(candidate)?,
            )
        };
        let mut dialect = dialect;
        dialect.ignore_unknown |= ignores_unknown(options)?;
        let read = xwsse::Candidate::read(&dialect, values.iter(), now)?;
        let username = Texts::new([read.username()]);
        out.put_new(Candidate { dialect, header: values.iter().collect::<Vec<_>>().concat(), now, username })
    })
}

/// Frees a candidate; NULL is none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_candidate_free(candidate: *mut Candidate) {
    // SAFETY: topic "Handles".
    unsafe { handle::free(candidate) };
}

/// The username to look up.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_candidate_username(candidate: *const Candidate) -> Slice {
    // SAFETY: topic "Handles".
    guard_value(|| unsafe { borrow(candidate) }.map(|candidate| candidate.username.slice(0)))
}

/// Compares the digest with that of every active secret, in constant time; none is `NULL, 0`. The candidate stays
/// yours. Free what it gives with xwsse_authenticated_free().
///
/// `username` is this user's canonical name, if it may differ from the spelling in the header, else `NULL, 0`: the
/// identity, and the claims on nonce and Created, are made of it.
///
/// XWSSE_USERNAME_UNKNOWN when there is no secret, XWSSE_DIGEST_MISMATCH, XWSSE_SECRET_EMPTY.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_candidate_authenticate(
    candidate: *const Candidate,
    secrets: *const Slice,
    secrets_len: usize,
    username: *const c_char,
    username_len: usize,
    authenticated: *mut *mut Authenticated,
) -> Status {
    guard(|| {
        // SAFETY: topics "Handles", "Inputs" and "Outputs".
        let (candidate, secrets, username, authenticated) = unsafe {
            (
                borrow(candidate)?,
                Slices::new(secrets, secrets_len)?,
                text(username, username_len)?,
                Out::new(authenticated)?,
            )
        };
        let secrets = secrets.iter().map(Secret::new).collect::<Result<Vec<_>, _>>()?;
        let mut credentials = Credentials::from(secrets);
        if !username.is_empty() {
            credentials = credentials.canonical(username);
        }
        authenticated.put_new(Authenticated::new(candidate.authenticate(&credentials)?))
    })
}
