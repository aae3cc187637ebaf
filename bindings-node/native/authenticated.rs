//! A message that was made with an active secret.

use napi::bindgen_prelude::External;
use napi_derive::napi;
use std::sync::{Mutex, MutexGuard, PoisonError};
use xwsse_authn::{ClaimOutcome, Claims, Rejection};

use crate::claims::claims_text;
use crate::convert::{OrNumber, Text, instant};
use crate::errors::or_rejection;
use crate::identity::identity_text;

/// A message that was made with an active secret. It is let in, once, when its claims are made: the ground's is used up
/// by that, and what is left of it here is `None`.
#[derive(Debug)]
pub struct Authenticated {
    claims: Claims,
    inner: Mutex<Option<xwsse_authn::Authenticated>>,
}

impl Authenticated {
    /// For a store, which may be asked whenever somebody has the claims in hand.
    pub(crate) const fn claims(&self) -> &Claims {
        &self.claims
    }

    fn inner(&self) -> MutexGuard<'_, Option<xwsse_authn::Authenticated>> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take(&self) -> Result<xwsse_authn::Authenticated, Rejection> {
        self.inner().take().ok_or(Rejection::Replayed)
    }
}

impl From<xwsse_authn::Authenticated> for Authenticated {
    fn from(inner: xwsse_authn::Authenticated) -> Self {
        Self { claims: inner.claims().clone(), inner: Mutex::new(Some(inner)) }
    }
}

/// What another store must be asked at this time.
#[napi(catch_unwind)]
pub fn authenticated_claims(
    authenticated: &External<Authenticated>,
    now: f64,
) -> napi::Result<OrNumber<String>> {
    let now = instant(Some(now))?;
    let inner = authenticated.inner();
    let claims = inner.as_ref().ok_or(Rejection::Replayed).and_then(|inner| inner.claims_at(now));
    Ok(or_rejection(claims.map(claims_text)))
}

/// The identity, if the word for the outcome is that for the first. Throws when there is no such outcome.
#[napi(catch_unwind)]
pub fn authenticated_accept(
    authenticated: &External<Authenticated>,
    outcome: String,
) -> napi::Result<OrNumber<Text>> {
    let outcome = ClaimOutcome::of_word(&outcome)
        .ok_or_else(|| napi::Error::from_reason("this is not a ClaimOutcome"))?;
    let identity = authenticated.take().and_then(|inner| inner.accept(outcome));
    Ok(or_rejection(identity.map(|identity| identity_text(&identity))))
}
