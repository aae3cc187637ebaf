//! The core's rejections and errors as Python's exceptions, which `_errors.py` defines.

use pyo3::prelude::*;
use xwsse::{Rejection, SignError};

mod python {
    pyo3::import_exception!(xwsse._errors, Rejected);
    pyo3::import_exception!(xwsse._errors, SignError);
}

pub(crate) fn rejected(rejection: Rejection) -> PyErr {
    python::Rejected::new_err(rejection.code())
}

pub(crate) fn sign_error(error: SignError) -> PyErr {
    python::SignError::new_err(error.code())
}

/// As [`sign_error`], with what it is about.
pub(crate) fn sign_error_about(error: SignError, about: String) -> PyErr {
    python::SignError::new_err((error.code(), about))
}

/// The table of rejections: code, number, HTTP status, text.
#[pyfunction]
pub(crate) fn rejections() -> Vec<(&'static str, u16, u16, String)> {
    Rejection::ALL.iter().map(|r| (r.code(), r.number(), r.http_status(), r.to_string())).collect()
}

/// The table of errors of signing: code, number, text.
#[pyfunction]
pub(crate) fn sign_errors() -> Vec<(&'static str, u16, String)> {
    SignError::ALL.iter().map(|e| (e.code(), e.number(), e.to_string())).collect()
}

/// Whether an error says that a secret is empty.
pub(crate) fn is_empty_secret(py: Python<'_>, error: &PyErr) -> bool {
    error.is_instance_of::<python::SignError>(py)
        && error
            .value(py)
            .getattr("code")
            .is_ok_and(|code| code.eq(SignError::SecretEmpty.code()).unwrap_or(false))
}
