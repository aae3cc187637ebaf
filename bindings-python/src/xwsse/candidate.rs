//! The first step of a verification that Python code takes part in.

use pyo3::prelude::*;
use xwsse::Utc;

use super::dialect::Dialect;
use crate::authenticated::Authenticated;
use crate::convert::with_header;
use crate::credentials::credentials_in;
use crate::errors::rejected;
use crate::guard::guard;
use crate::identity::Identity;
use crate::instant::Instant;
use crate::store::MemoryReplayStore;

/// A token that follows the grammar and falls into the window. It is not authenticated yet.
#[pyclass(frozen, module = "xwsse._native")]
pub(crate) struct Candidate(xwsse::Candidate<'static>);

#[pymethods]
impl Candidate {
    /// Reads all values of the header and checks the window, at a given time or now.
    #[new]
    fn new(dialect: &Dialect, header: &Bound<'_, PyAny>, now: Option<Instant>) -> PyResult<Self> {
        let now = now.map_or_else(Utc::now, |now| now.0);
        let read = with_header(header, |values| {
            guard(|| {
                let read = xwsse::Candidate::read(&dialect.0, values.iter().copied(), now)?;
                Ok(Self(read.into_owned()))
            })
        });
        read??.map_err(rejected)
    }

    /// The username to look up.
    #[getter]
    fn username(&self) -> &str {
        self.0.username()
    }

    /// Compares the digest with that of every active secret in what a look-up found.
    fn authenticate(&self, found: &Bound<'_, PyAny>) -> PyResult<Authenticated> {
        let credentials = credentials_in(found)?;
        guard(|| self.0.authenticate(&credentials))?.map(Authenticated::new).map_err(rejected)
    }

    /// The same, and claims in a store in memory, at a given time or now; returns the identity.
    fn accept(
        &self,
        found: &Bound<'_, PyAny>,
        store: &MemoryReplayStore,
        now: Option<Instant>,
    ) -> PyResult<Identity> {
        let credentials = credentials_in(found)?;
        let now = now.map_or_else(Utc::now, |now| now.0);
        let identity = guard(|| self.0.authenticate(&credentials)?.claim(&*store.0, now))?;
        identity.map(|identity| Identity::of(&identity)).map_err(rejected)
    }
}
