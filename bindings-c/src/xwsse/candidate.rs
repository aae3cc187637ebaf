//! The first of the steps of a verification that waits for something else.

use std::ffi::c_char;
use xwsse::{Credentials, Secret};

use super::dialect::{self, Dialect};
use crate::authenticated::Authenticated;
use crate::guard::{guard, guard_value};
use crate::handle::{self, Out, borrow};
use crate::slice::{Slice, Slices, text};
use crate::status::Status;
use crate::texts::Texts;
use crate::time::{self, Time};

/// A token that follows the grammar and falls into the window. It is not yet verified.
///
/// xwsse_verifier_verify() goes all the way. The steps are for an event loop, or a language that must not be called
/// back: read, look xwsse_candidate_username() up, authenticate with the secrets, ask a store for the claims, accept
/// its answer. All threads may use one at once.
#[derive(Debug)]
pub struct Candidate {
    core: xwsse::Candidate<'static>,
    username: Texts<1>,
}

/// Reads all values that the request has for the header `X-WSSE`, in a dialect or NULL, and checks the window at this
/// time, or by the system's clock for NULL. Free it with xwsse_candidate_free().
///
/// The rejections of the parse, of the values and of the window.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_candidate_read(
    dialect: *const Dialect,
    values: *const Slice,
    values_len: usize,
    now: *const Time,
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
        let core = xwsse::Candidate::read(&dialect, values.iter(), now)?.into_owned();
        let username = Texts::new([core.username()]);
        out.put_new(Candidate { core, username })
    })
}

/// Frees a candidate; NULL is allowed.
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

/// Compares the digest with that of every active secret, in constant time; `NULL, 0` is none. The candidate stays
/// yours. Free the result with xwsse_authenticated_free().
///
/// `username` is this user's canonical name, if it may differ from the spelling in the header, else `NULL, 0`: the
/// identity, and the claims on nonce and Created, are made of it.
///
/// XWSSE_USERNAME_UNKNOWN without a secret, XWSSE_DIGEST_MISMATCH, XWSSE_SECRET_EMPTY.
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
        authenticated.put_new(Authenticated::new(candidate.core.authenticate(&credentials)?))
    })
}
