//! A token that was made with an active secret.

use napi::bindgen_prelude::External;
use napi_derive::napi;
use std::fmt::Write;
use std::sync::{Mutex, MutexGuard, PoisonError};
use xwsse::{Claims, Rejection};

use crate::convert::{OrNumber, Text, identity_text, instant};
use crate::errors::or_rejection;
use crate::store::outcome_of;

/// A token that was made with an active secret. It is let in, once, when its claims are made: the core's is used
/// up by that, and what is left of it here is `None`.
#[derive(Debug)]
pub struct Authenticated {
    claims: Claims,
    inner: Mutex<Option<xwsse::Authenticated>>,
}

impl Authenticated {
    /// For a store, which may be asked whenever somebody has the claims in hand.
    pub(crate) const fn claims(&self) -> &Claims {
        &self.claims
    }

    fn inner(&self) -> MutexGuard<'_, Option<xwsse::Authenticated>> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take(&self) -> Result<xwsse::Authenticated, Rejection> {
        self.inner().take().ok_or(Rejection::Replayed)
    }
}

impl From<xwsse::Authenticated> for Authenticated {
    fn from(inner: xwsse::Authenticated) -> Self {
        Self { claims: inner.claims().clone(), inner: Mutex::new(Some(inner)) }
    }
}

/// What another store must be asked at this time: Created and the ends of its window in milliseconds (rounded down,
/// down and up), the seconds that it may be ahead and is kept, the claimant in hex, then each claim's kind and
/// identity in hex.
#[napi(catch_unwind)]
pub fn authenticated_claims(authenticated: &External<Authenticated>, now: f64) -> napi::Result<OrNumber<String>> {
    let now = instant(Some(now))?;
    let inner = authenticated.inner();
    let claims = inner.as_ref().ok_or(Rejection::Replayed).and_then(|inner| inner.claims_at(now));
    Ok(or_rejection(claims.map(claims_text)))
}

fn claims_text(claims: &Claims) -> String {
    let until = claims.keep_until();
    let over = until.timestamp_subsec_nanos() % 1_000_000;
    let mut text = format!(
        "{} {} {} {} {} {:032x}",
        claims.created().timestamp_millis(),
        claims.opens().timestamp_millis(),
        until.timestamp_millis() + i64::from(over > 0),
        claims.lead().as_secs_f64(),
        claims.keep_for().as_secs_f64(),
        u128::from_be_bytes(claims.claimant()),
    );
    for claim in claims.iter() {
        // Writing to a `String` cannot fail.
        let _ = write!(text, " {} {:032x}", claim.kind().word(), u128::from_be_bytes(claim.id()));
    }
    text
}

/// The identity, if the word for the outcome is that for the first. Throws when there is no such outcome.
#[napi(catch_unwind)]
pub fn authenticated_accept(authenticated: &External<Authenticated>, outcome: String) -> napi::Result<OrNumber<Text>> {
    let outcome = outcome_of(&outcome).ok_or_else(|| napi::Error::from_reason("this is not a ClaimOutcome"))?;
    let identity = authenticated.take().and_then(|inner| inner.accept(outcome));
    Ok(or_rejection(identity.map(|identity| identity_text(&identity))))
}
