//! The second step of a verification that Python code takes part in.

use pyo3::prelude::*;
use std::sync::{Mutex, PoisonError};
use xwsse::{ClaimOutcome, DateTime, Rejection, ReplayStore, Utc};

use crate::claims::Claims;
use crate::convert::Instant;
use crate::errors::rejected;
use crate::guard::guard;
use crate::identity::Identity;
use crate::store::{MemoryReplayStore, outcome_of};

/// A token that was made with an active secret. It is let in, once, when its claims are made.
#[pyclass(frozen, module = "xwsse._native")]
pub(crate) struct Authenticated {
    claims: xwsse::Claims,
    token: Mutex<Option<xwsse::Authenticated>>,
}

#[pymethods]
impl Authenticated {
    /// Claims in a store in memory, at a given time or now, and gives the identity.
    fn claim(&self, py: Python<'_>, store: &MemoryReplayStore, now: Option<Instant>) -> PyResult<Identity> {
        let now = now.map_or_else(Utc::now, |now| now.0);
        self.check_time(now)?;
        let outcome = guard(|| store.0.claim(&self.claims, now))?;
        self.identity(py, outcome)
    }

    /// What another store must be asked at this time.
    fn claims_at(&self, now: Instant) -> PyResult<Claims> {
        self.check_time(now.0)?;
        Ok(Claims(self.claims.clone()))
    }

    /// The identity, if the outcome, a value of ``ClaimOutcome``, is ``first``.
    fn accept(&self, py: Python<'_>, outcome: &str) -> PyResult<Identity> {
        self.identity(py, outcome_of(outcome))
    }
}

impl Authenticated {
    pub(crate) fn new(token: xwsse::Authenticated) -> Self {
        Self { claims: token.claims().clone(), token: Mutex::new(Some(token)) }
    }

    /// The look-up may have taken so long that a store with a clock of its own has already forgotten the
    /// token's first use: then it must not be asked.
    fn check_time(&self, now: DateTime<Utc>) -> PyResult<()> {
        if now > self.claims.keep_until() { Err(rejected(Rejection::CreatedStale)) } else { Ok(()) }
    }

    fn identity(&self, py: Python<'_>, outcome: ClaimOutcome) -> PyResult<Identity> {
        let token = self.token.lock().unwrap_or_else(PoisonError::into_inner).take();
        let accepted = token.ok_or(Rejection::Replayed).and_then(|token| token.accept(outcome));
        accepted.map(|identity| Identity::of(py, &identity)).map_err(rejected)
    }
}
