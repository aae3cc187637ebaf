//! The first step of a verification that Python code takes part in.

use pyo3::exceptions::PyException;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyType;
use xwsse::{Credentials, DateTime, Rejection, Utc};

use super::dialect::Dialect;
use crate::authenticated::Authenticated;
use crate::convert::with_header;
use crate::errors::rejected;
use crate::guard::guard;
use crate::identity::Identity;
use crate::instant::Instant;
use crate::secrets::secrets_in;
use crate::store::MemoryReplayStore;

/// A token that follows the grammar and falls into the window. Nothing vouches for it yet.
// The core's candidate borrows the header, and Python code runs between the steps. So this one keeps the
// header and reads it once more: the same answer, for a tenth of what the call of that code costs.
#[pyclass(frozen, module = "xwsse._native")]
pub(crate) struct Candidate {
    dialect: xwsse::Dialect,
    header: Vec<u8>,
    now: DateTime<Utc>,
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
        let (mut dialect, now) = (dialect.0, now.map_or_else(Utc::now, |now| now.0));
        dialect.ignore_unknown |= ignore_unknown;
        let candidate = with_header(header, |values| {
            guard(|| {
                let read = xwsse::Candidate::read(&dialect, values.iter().copied(), now)?;
                let username = read.username().to_owned();
                Ok(Self { dialect, header: values.concat(), now, username })
            })
        });
        candidate??.map_err(rejected)
    }

    /// The username to look up.
    #[getter]
    fn username(&self) -> &str {
        &self.username
    }

    /// Compares the digest with that of every active secret in what a look-up found.
    fn authenticate(&self, found: &Bound<'_, PyAny>) -> PyResult<Authenticated> {
        let credentials = credentials_in(found)?;
        guard(|| self.authenticated(&credentials))?.map(Authenticated::new).map_err(rejected)
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
        let identity = guard(|| self.authenticated(&credentials)?.claim(&*store.0, now))?;
        identity.map(|identity| Identity::of(&identity)).map_err(rejected)
    }
}

impl Candidate {
    fn authenticated(&self, credentials: &Credentials<'_>) -> Result<xwsse::Authenticated, Rejection> {
        xwsse::Candidate::read(&self.dialect, [&self.header], self.now)?.authenticate(credentials)
    }
}

/// What a look-up found. Anything but a secret, a list of secrets or ``Credentials`` is a look-up that failed.
fn credentials_in(found: &Bound<'_, PyAny>) -> PyResult<Credentials<'static>> {
    static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    let py = found.py();
    let class = CLASS.import(py, "xwsse._verifier", "Credentials")?;
    let convert = || {
        if !found.is_instance(class)? {
            return Ok(Credentials::from(secrets_in(found)?));
        }
        let credentials = Credentials::from(secrets_in(&found.getattr(intern!(py, "secrets"))?)?);
        Ok(match found.getattr(intern!(py, "username"))?.extract::<Option<String>>()? {
            Some(username) => credentials.canonical(username),
            None => credentials,
        })
    };
    convert().map_err(|cause: PyErr| {
        if !cause.is_instance_of::<PyException>(py) {
            return cause; // such as KeyboardInterrupt, while a sequence of somebody's own was read
        }
        let error = rejected(Rejection::SecretsUnavailable);
        error.set_cause(py, Some(cause));
        error
    })
}
