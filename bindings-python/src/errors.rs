//! The core's rejections and errors as Python's exceptions, which `_errors.py` defines.

use pyo3::prelude::*;
use std::time::Duration;
use xwsse_authn::{Rejection, SignError};

mod python {
    pyo3::import_exception!(xwsse._errors, DialectError);
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

/// Too many tokens were signed: the signer can go on after this time.
pub(crate) fn exhausted(wait: Duration) -> PyErr {
    let seconds = wait.as_secs_f64();
    python::SignError::new_err((SignError::CreatedExhausted.code(), format!("wait {seconds} s"), seconds))
}

/// Why a text is not a dialect: what is wrong, what to do, and where.
pub(crate) fn dialect_error(problem: &str, remedy: &str, position: usize) -> PyErr {
    python::DialectError::new_err((problem.to_owned(), remedy.to_owned(), position))
}

/// Whether an error says that a secret is empty.
pub(crate) fn is_empty_secret(py: Python<'_>, error: &PyErr) -> bool {
    let code = error.value(py).getattr("code");
    error.is_instance_of::<python::SignError>(py)
        && code.is_ok_and(|code| code.eq(SignError::SecretEmpty.code()).unwrap_or(false))
}

/// The table of rejections: code, number, HTTP status, problem, remedy.
#[pyfunction]
pub(crate) fn rejections() -> Vec<(&'static str, u16, u16, &'static str, &'static str)> {
    let row = |r: &Rejection| (r.code(), r.number(), r.http_status(), r.problem(), r.remedy());
    Rejection::ALL.iter().map(row).collect()
}

/// The table of errors of signing: code, number, problem, remedy.
#[pyfunction]
pub(crate) fn sign_errors() -> Vec<(&'static str, u16, &'static str, &'static str)> {
    SignError::ALL.iter().map(|e| (e.code(), e.number(), e.problem(), e.remedy())).collect()
}
