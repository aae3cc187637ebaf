//! The second step of a verification that Python code takes part in.

use pyo3::prelude::*;
use xwsse::{ClaimOutcome, DateTime, Rejection, ReplayStore, Utc};

use crate::claims::Claims;
use crate::convert::Instant;
use crate::errors::rejected;
use crate::guard::guard;
use crate::identity::Identity;
use crate::store::{MemoryReplayStore, outcome_of};

/// A token that was made with an active secret. It is let in once its claims are made.
#[pyclass(frozen, module = "xwsse._native")]
pub(crate) struct Authenticated(pub(crate) xwsse::Authenticated);

#[pymethods]
impl Authenticated {
    /// Claims in a store in memory, at a given time or now, and gives the identity.
    fn claim(&self, py: Python<'_>, store: &MemoryReplayStore, now: Option<Instant>) -> PyResult<Identity> {
        let now = now.map_or_else(Utc::now, |now| now.0);
        self.check_time(now)?;
        let outcome = guard(|| store.0.claim(self.0.claims(), now))?;
        self.identity(py, outcome)
    }

    /// What another store must be asked at this time.
    fn claims_at(&self, now: Instant) -> PyResult<Claims> {
        self.check_time(now.0)?;
        Ok(Claims(*self.0.claims()))
    }

    /// The identity, if the outcome, a value of ``ClaimOutcome``, is ``first``.
    fn accept(&self, py: Python<'_>, outcome: &str) -> PyResult<Identity> {
        self.identity(py, outcome_of(outcome))
    }
}

impl Authenticated {
    /// The look-up may have taken so long that a store with a clock of its own has already forgotten the
    /// token's first use: then it must not be asked.
    fn check_time(&self, now: DateTime<Utc>) -> PyResult<()> {
        if now > self.0.claims().keep_until() { Err(rejected(Rejection::CreatedStale)) } else { Ok(()) }
    }

    fn identity(&self, py: Python<'_>, outcome: ClaimOutcome) -> PyResult<Identity> {
        let accepted = self.0.clone().accept(outcome);
        accepted.map(|identity| Identity::of(py, &identity)).map_err(rejected)
    }
}
