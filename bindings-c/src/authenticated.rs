//! The second of the steps of a verification that waits for something else.

use std::sync::{Mutex, MutexGuard, PoisonError};
use xwsse_authn::{ClaimOutcome, DateTime, Rejection, ReplayStore, Utc};

use crate::claims::Claims;
use crate::guard::guard;
use crate::handle::{self, Out, borrow};
use crate::identity::Identity;
use crate::status::Status;
use crate::store::{Store, outcome_of};
use crate::time::{self, Time};

/// A token that was made with an active secret. It is accepted, once, when its claims are made. All threads may use
/// one at once.
#[derive(Debug)]
pub struct Authenticated {
    /// None when the store's answer was given.
    token: Mutex<Option<xwsse_authn::Authenticated>>,
    /// The token's, in a place where C may read them for as long as the handle lives.
    claims: xwsse_authn::Claims,
}

impl Authenticated {
    pub(crate) fn new(token: xwsse_authn::Authenticated) -> Self {
        Self { claims: token.claims().clone(), token: Mutex::new(Some(token)) }
    }

    fn token(&self) -> MutexGuard<'_, Option<xwsse_authn::Authenticated>> {
        self.token.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn claims_at(&self, now: DateTime<Utc>) -> Result<&xwsse_authn::Claims, Rejection> {
        self.token().as_ref().ok_or(Rejection::Replayed)?.claims_at(now)?;
        Ok(&self.claims)
    }

    fn accept(&self, outcome: ClaimOutcome) -> Result<Identity, Rejection> {
        let token = self.token().take();
        Ok(Identity::new(token.ok_or(Rejection::Replayed)?.accept(outcome)?))
    }
}

/// Frees it; NULL is allowed. Its identity lives on, its claims do not.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_authenticated_free(authenticated: *mut Authenticated) {
    // SAFETY: topic "Handles".
    unsafe { handle::free(authenticated) };
}

/// Claims in a store at this time, or now for NULL, and returns the identity. Free that with xwsse_identity_free().
///
/// The rejections of the store; XWSSE_CREATED_STALE when the window has passed meanwhile; XWSSE_REPLAYED, and the
/// store is not asked, when there was an answer before.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_authenticated_claim(
    authenticated: *const Authenticated,
    store: *const Store,
    now: *const Time,
    identity: *mut *mut Identity,
) -> Status {
    guard(|| {
        // SAFETY: topics "Handles", "Inputs" and "Outputs".
        let (authenticated, store, now, identity) =
            unsafe { (borrow(authenticated)?, borrow(store)?, time::now(now)?, Out::new(identity)?) };
        let outcome = store.0.claim(authenticated.claims_at(now)?, now);
        identity.put_new(authenticated.accept(outcome)?)
    })
}

/// Returns what a store must be asked at this time, or now for NULL. It belongs to `authenticated`: do not free it.
///
/// XWSSE_CREATED_STALE when the window has passed meanwhile, XWSSE_REPLAYED when there was an answer before: then the
/// store must not be asked.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_authenticated_claims(
    authenticated: *const Authenticated,
    now: *const Time,
    claims: *mut *const Claims,
) -> Status {
    guard(|| {
        // SAFETY: topics "Handles", "Inputs" and "Outputs".
        let (authenticated, now, claims) =
            unsafe { (borrow(authenticated)?, time::now(now)?, Out::new(claims)?) };
        claims.put(Claims::of(authenticated.claims_at(now)?))
    })
}

/// Returns the identity, if the store's answer, a number of xwsse_outcome, is XWSSE_OUTCOME_FIRST. It takes one answer:
/// after that it is XWSSE_REPLAYED. Free the identity with xwsse_identity_free().
///
/// The rejections of the store.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_authenticated_accept(
    authenticated: *const Authenticated,
    outcome: i32,
    identity: *mut *mut Identity,
) -> Status {
    guard(|| {
        // SAFETY: topics "Handles" and "Outputs".
        let (authenticated, identity) = unsafe { (borrow(authenticated)?, Out::new(identity)?) };
        identity.put_new(authenticated.accept(outcome_of(outcome))?)
    })
}
