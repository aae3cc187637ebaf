//! The second step of a verification that Python code takes part in.

use pyo3::prelude::*;
use std::sync::{Mutex, MutexGuard, PoisonError};
use xwsse_authn::Rejection;

use crate::claims::Claims;
use crate::errors::rejected;
use crate::identity::Identity;
use crate::instant::Instant;
use crate::store::outcome_of;

/// A token that was made with an active secret. It is let in, once, when its claims are made.
// The core's is used up by that; what is left of it here is `None`.
#[pyclass(frozen, module = "xwsse._native")]
pub(crate) struct Authenticated(Mutex<Option<xwsse_authn::Authenticated>>);

#[pymethods]
impl Authenticated {
    /// What another store must be asked at this time.
    fn claims_at(&self, now: Instant) -> PyResult<Claims> {
        let token = self.token();
        let claims = token.as_ref().ok_or(Rejection::Replayed).and_then(|token| token.claims_at(now.0));
        claims.map(|claims| Claims(claims.clone())).map_err(rejected)
    }

    /// The identity, if the outcome, a value of ``ClaimOutcome``, is ``first``.
    fn accept(&self, outcome: &str) -> PyResult<Identity> {
        let identity = self.take().and_then(|token| token.accept(outcome_of(outcome)));
        identity.map(|identity| Identity::of(&identity)).map_err(rejected)
    }
}

impl Authenticated {
    pub(crate) fn new(token: xwsse_authn::Authenticated) -> Self {
        Self(Mutex::new(Some(token)))
    }

    fn token(&self) -> MutexGuard<'_, Option<xwsse_authn::Authenticated>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take(&self) -> Result<xwsse_authn::Authenticated, Rejection> {
        self.token().take().ok_or(Rejection::Replayed)
    }
}
