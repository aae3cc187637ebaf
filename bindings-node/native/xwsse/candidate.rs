//! A header on its way to an identity, where JavaScript takes part: read once, authenticated, claimed.

use napi::bindgen_prelude::External;
use napi_derive::napi;
use std::sync::{Mutex, PoisonError};
use xwsse::{Candidate, Credentials, Dialect, Rejection};

use crate::authenticated::Authenticated;
use crate::convert::{OrNumber, Text, TextOrBytes, Values, instant, with_header};
use crate::credentials::credentials;
use crate::errors::or_rejection;
use crate::identity::identity_text;
use crate::store::Store;

/// Where a candidate is kept while JavaScript looks its secrets up. To make an `External` costs more than to read a
/// header, so JavaScript uses them again.
#[derive(Debug, Default)]
pub struct Slot(Mutex<Option<Candidate<'static>>>);

impl Slot {
    fn put(&self, candidate: Candidate<'static>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(candidate);
    }

    /// Authenticates what is kept, which is gone then.
    fn authenticate(&self, credentials: &Credentials<'_>) -> Result<xwsse::Authenticated, Rejection> {
        let candidate = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        candidate.ok_or(Rejection::HeaderMissing)?.authenticate(credentials)
    }
}

#[napi(catch_unwind)]
pub fn slot_new() -> External<Slot> {
    External::new(Slot::default())
}

/// Reads the values, checks the window and keeps what was read; returns the username to look up.
#[napi(catch_unwind)]
pub fn candidate_read(
    slot: &External<Slot>,
    dialect: &External<Dialect>,
    values: Values<'_>,
    now: f64,
) -> napi::Result<OrNumber<String>> {
    let now = instant(Some(now))?;
    let candidate = with_header(&values, |values| {
        Candidate::read(dialect, values.iter().copied(), now).map(Candidate::into_owned)
    })?;
    Ok(or_rejection(candidate.map(|candidate| {
        let username = candidate.username().to_owned();
        slot.put(candidate);
        username
    })))
}

/// Compares the digest with that of every active secret.
#[napi(catch_unwind)]
pub fn candidate_authenticate(
    slot: &External<Slot>,
    found: Vec<TextOrBytes>,
    username: Option<String>,
) -> napi::Result<OrNumber<External<Authenticated>>> {
    let authenticated = slot.authenticate(&credentials(&found, username)?);
    Ok(or_rejection(authenticated.map(|authenticated| External::new(authenticated.into()))))
}

/// The same, and claims in a store in memory, at this time or now; returns the identity.
#[napi(catch_unwind)]
pub fn candidate_accept(
    slot: &External<Slot>,
    found: Vec<TextOrBytes>,
    username: Option<String>,
    store: &External<Store>,
    at: Option<f64>,
) -> napi::Result<OrNumber<Text>> {
    let (at, credentials) = (instant(at)?, credentials(&found, username)?);
    let authenticated = slot.authenticate(&credentials);
    let identity = authenticated.and_then(|authenticated| authenticated.claim(&***store, at));
    Ok(or_rejection(identity.map(|identity| identity_text(&identity))))
}
