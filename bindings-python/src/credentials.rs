//! What a look-up found, as the core's credentials.

use pyo3::exceptions::PyException;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyType;
use xwsse_authn::{Credentials, Rejection};

use crate::errors::rejected;
use crate::secrets::secrets_in;

/// Anything but a secret, a list of secrets or ``Credentials`` is a look-up that failed.
pub(crate) fn credentials_in(found: &Bound<'_, PyAny>) -> PyResult<Credentials<'static>> {
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
