//! From a header to an identity, or to the reason why not.

use std::ffi::c_void;

use super::dialect::{self, Dialect};
use crate::authenticated::Authenticated;
use crate::guard::guard;
use crate::handle::{self, Out, borrow};
use crate::identity::Identity;
use crate::secrets::{LookUp, SecretsFn};
use crate::slice::{Slice, Slices};
use crate::status::Status;
use crate::store::{Store, Way};
use crate::time::{self, Time};

/// Turns a header into an identity or a rejection. All threads may use one at once.
#[derive(Debug)]
pub struct Verifier(xwsse::Verifier<LookUp, Way>);

/// Makes a verifier: of a dialect or NULL, a look-up of secrets, which gets `context` as it is, and a store. Look-up
/// and context must stay good until the verifier is freed. Free it with xwsse_verifier_free().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_verifier_new(
    dialect: *const Dialect,
    secrets: SecretsFn,
    context: *mut c_void,
    store: *const Store,
    verifier: *mut *mut Verifier,
) -> Status {
    guard(|| {
        // SAFETY: topics "Handles" and "Outputs".
        let (dialect, store, out) =
            unsafe { (dialect::or_default(dialect), borrow(store)?, Out::new(verifier)?) };
        let secrets = LookUp { secrets: secrets.ok_or(Status::NullArgument)?, context };
        out.put_new(Verifier(xwsse::Verifier::new(secrets, store.0.clone()).with_dialect(dialect)))
    })
}

/// Frees a verifier; NULL is allowed. Its identities live on.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_verifier_free(verifier: *mut Verifier) {
    // SAFETY: topic "Handles".
    unsafe { handle::free(verifier) };
}

/// Verifies all values that the request has for the header `X-WSSE`, at this time, or by the system's clock for
/// NULL, and returns the identity. Pass all of them, so that two are refused; none is `NULL, 0`. Free the
/// identity with xwsse_identity_free().
///
/// Any rejection: answer with xwsse_status_http(), log xwsse_status_code(), and never the header.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_verifier_verify(
    verifier: *const Verifier,
    values: *const Slice,
    values_len: usize,
    now: *const Time,
    identity: *mut *mut Identity,
) -> Status {
    guard(|| {
        // SAFETY: topics "Handles", "Inputs" and "Outputs".
        let (verifier, values, now, identity) = unsafe {
            (borrow(verifier)?, Slices::new(values, values_len)?, time::given(now)?, Out::new(identity)?)
        };
        let verified = match now {
            Some(now) => verifier.0.verify_at(values.iter(), now),
            None => verifier.0.verify(values.iter()),
        };
        identity.put_new(Identity::new(verified?))
    })
}

/// The first half of xwsse_verifier_verify(): everything but the claims. It changes nothing. The second half is
/// xwsse_authenticated_claim(). Free the result with xwsse_authenticated_free().
///
/// Any rejection but those of the store.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_verifier_authenticate(
    verifier: *const Verifier,
    values: *const Slice,
    values_len: usize,
    now: *const Time,
    authenticated: *mut *mut Authenticated,
) -> Status {
    guard(|| {
        // SAFETY: topics "Handles", "Inputs" and "Outputs".
        let (verifier, values, now, authenticated) = unsafe {
            (borrow(verifier)?, Slices::new(values, values_len)?, time::now(now)?, Out::new(authenticated)?)
        };
        authenticated.put_new(Authenticated::new(verifier.0.authenticate(values.iter(), now)?))
    })
}
