//! A secret, and what a table or a look-up has of them.

use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyByteArray, PyBytes, PyMemoryView, PySequence, PyString};
use std::borrow::Cow;
use xwsse_authn::{Secret, SignError};

use crate::convert::type_name;
use crate::errors::{is_empty_secret, sign_error, sign_error_about};

/// The bytes of a secret: UTF-8 of a `str`, or bytes of any kind.
pub(crate) struct SecretBytes<'a>(pub(crate) Cow<'a, [u8]>);

impl<'a> FromPyObject<'a, '_> for SecretBytes<'a> {
    type Error = PyErr;

    fn extract(object: Borrowed<'a, '_, PyAny>) -> PyResult<Self> {
        let bytes: Cow<'a, [u8]> = if object.is_instance_of::<PyBytes>() {
            object.extract::<&[u8]>()?.into()
        } else if object.is_instance_of::<PyString>() {
            // Not Python's own error, which holds the whole text.
            let text = object.extract::<&str>().map_err(|_| {
                PyValueError::new_err("the secret has a surrogate, which is not text; give it as bytes")
            })?;
            text.as_bytes().into()
        } else if let Ok(bytes) = object.cast::<PyByteArray>() {
            bytes.to_vec().into()
        } else if object.is_instance_of::<PyMemoryView>() {
            object.call_method0("tobytes")?.extract::<&[u8]>()?.to_vec().into()
        } else {
            let message = format!("a secret must be a str or bytes, not {}", type_name(&object));
            return Err(PyTypeError::new_err(message));
        };
        Ok(Self(bytes))
    }
}

/// What a look-up found: `None`, one secret, or a sequence of secrets. An empty secret is refused.
pub(crate) fn secrets_in(found: &Bound<'_, PyAny>) -> PyResult<Vec<Secret>> {
    let secret =
        |object: &Bound<'_, PyAny>| Secret::new(object.extract::<SecretBytes<'_>>()?.0).map_err(sign_error);
    if found.is_none() {
        Ok(Vec::new())
    } else if is_list(found) {
        found.try_iter()?.map(|object| secret(&object?)).collect()
    } else {
        Ok(vec![secret(found)?])
    }
}

/// The secrets of a username in a table. An error says whose they are: most often a variable is not set.
pub(crate) fn secrets_of(username: &Bound<'_, PyAny>, found: &Bound<'_, PyAny>) -> PyResult<Vec<Secret>> {
    let py = username.py();
    let whose = || username.repr().map_or_else(|_| "that username".to_owned(), |name| name.to_string());
    if found.is_none() {
        return Err(PyTypeError::new_err(format!("the secret of {} is missing", whose())));
    }
    secrets_in(found).map_err(|error| {
        if is_empty_secret(py, &error) {
            sign_error_about(SignError::SecretEmpty, whose())
        } else if error.is_instance_of::<PyTypeError>(py) {
            PyTypeError::new_err(format!("the secret of {}: {}", whose(), error.value(py)))
        } else {
            error
        }
    })
}

/// A sequence, and neither text nor bytes. A mapping is not one: its keys must not become secrets.
fn is_list(object: &Bound<'_, PyAny>) -> bool {
    object.cast::<PySequence>().is_ok()
        && !object.is_instance_of::<PyString>()
        && !object.is_instance_of::<PyBytes>()
        && !object.is_instance_of::<PyByteArray>()
        && !object.is_instance_of::<PyMemoryView>()
}
