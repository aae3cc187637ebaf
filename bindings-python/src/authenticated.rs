//! The second step of a verification that Python code takes part in.

use pyo3::prelude::*;

use crate::claims::Claims;
use crate::errors::rejected;
use crate::identity::Identity;
use crate::store::outcome_of;

/// A token that was made with an active secret. It is let in once its claims are made.
#[pyclass(frozen, module = "xwsse._native")]
pub(crate) struct Authenticated(pub(crate) xwsse::Authenticated);

#[pymethods]
impl Authenticated {
    /// What a replay store must be asked.
    #[getter]
    fn claims(&self) -> Claims {
        Claims(*self.0.claims())
    }

    /// The identity, if the outcome, a value of ``ClaimOutcome``, is ``first``.
    fn accept(&self, outcome: &str) -> PyResult<Identity> {
        self.0.clone().accept(outcome_of(outcome)).map(Identity::from).map_err(rejected)
    }
}
