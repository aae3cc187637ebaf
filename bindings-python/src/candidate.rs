//! The first step of a verification that Python code takes part in.

use pyo3::prelude::*;
use xwsse::{Credentials, DateTime, Rejection, Utc};

use crate::authenticated::Authenticated;
use crate::convert::{Instant, secrets_in, with_header};
use crate::dialect::Dialect;
use crate::errors::rejected;
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
    /// Reads all values of the header and checks the window, at a given time or now.
    #[new]
    fn new(
        dialect: &Dialect,
        header: &Bound<'_, PyAny>,
        now: Option<Instant>,
        ignore_unknown: bool,
    ) -> PyResult<Self> {
        let (dialect, now) = (dialect.0, now.map_or_else(Utc::now, |now| now.0));
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

    /// Compares the digest with that of every active secret: of ``None``, one secret or a sequence of them.
    fn authenticate(&self, secrets: &Bound<'_, PyAny>, username: Option<&str>) -> PyResult<Authenticated> {
        let secrets = secrets_in(secrets)?;
        let mut credentials = Credentials::from(secrets);
        if let Some(username) = username {
            credentials = credentials.canonical(username);
        }
        guard(|| self.authenticated(&credentials))?.map(Authenticated::new).map_err(rejected)
    }
}

impl Candidate {
    fn authenticated(&self, credentials: &Credentials<'_>) -> Result<xwsse::Authenticated, Rejection> {
        xwsse::Candidate::read(&self.dialect, [&self.header], self.now, self.ignore_unknown)?
            .authenticate(credentials)
    }
}
