//! The first step of a verification that Python code takes part in.

use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyTuple};
use xwsse::{Credentials, DateTime, Rejection, Secret, Utc};

use crate::authenticated::Authenticated;
use crate::convert::{Instant, with_header};
use crate::dialect::Dialect;
use crate::errors::{rejected, sign_error};
use crate::guard::guard;

/// A token that follows the grammar and falls into the window. Nothing vouches for it yet.
// The core's candidate borrows the header, and Python code runs between the steps. So this one keeps the
// header and reads it once more: the same answer, for a tenth of what the call of that code costs.
#[pyclass(frozen, module = "xwsse._native")]
pub(crate) struct Candidate {
    dialect: xwsse::Dialect,
    header: Vec<u8>,
    now: DateTime<Utc>,
    ignore_unknown: bool,
    username: String,
}

#[pymethods]
impl Candidate {
    /// Reads all values of the header and checks the window.
    #[new]
    fn new(
        dialect: &Dialect,
        header: &Bound<'_, PyAny>,
        now: Instant,
        ignore_unknown: bool,
    ) -> PyResult<Self> {
        let (dialect, now) = (dialect.0, now.0);
        let candidate = with_header(header, |values| {
            guard(|| {
                let read = xwsse::Candidate::read(&dialect, values.iter().copied(), now, ignore_unknown)?;
                let username = read.username().to_owned();
                Ok(Self { dialect, header: values.concat(), now, ignore_unknown, username })
            })
        });
        candidate??.map_err(rejected)
    }

    /// The username to look up.
    #[getter]
    fn username(&self) -> &str {
        &self.username
    }

    /// Compares the digest with that of every active secret, given as bytes.
    fn authenticate(&self, secrets: &Bound<'_, PyTuple>, username: Option<&str>) -> PyResult<Authenticated> {
        let secrets = secrets
            .iter()
            .map(|secret| Secret::new(secret.cast::<PyBytes>()?.as_bytes()).map_err(sign_error))
            .collect::<PyResult<Vec<_>>>()?;
        let mut credentials = Credentials::from(secrets);
        if let Some(username) = username {
            credentials = credentials.canonical(username);
        }
        guard(|| self.authenticated(&credentials))?.map(Authenticated).map_err(rejected)
    }
}

impl Candidate {
    fn authenticated(&self, credentials: &Credentials<'_>) -> Result<xwsse::Authenticated, Rejection> {
        xwsse::Candidate::read(&self.dialect, [&self.header], self.now, self.ignore_unknown)?
            .authenticate(credentials)
    }
}
