//! Python's values as the core's, and back.

use chrono::{DateTime, TimeDelta, Utc};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyByteArray, PyBytes, PyDateTime, PyMemoryView, PySequence, PyString};
use std::borrow::Cow;
use xwsse::Secret;

use crate::errors::sign_error;

/// An aware `datetime`, whatever its time zone; handed out in UTC.
#[derive(Clone, Copy)]
pub(crate) struct Instant(pub(crate) DateTime<Utc>);

impl FromPyObject<'_, '_> for Instant {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        let datetime = object.cast::<PyDateTime>()?;
        if datetime.call_method0("utcoffset")?.is_none() {
            return Err(PyValueError::new_err(
                "the datetime has no time zone; give an aware one, such as datetime.now(timezone.utc)",
            ));
        }
        static EPOCH: PyOnceLock<Py<PyDateTime>> = PyOnceLock::new();
        let epoch = || DateTime::<Utc>::UNIX_EPOCH.into_pyobject(object.py()).map(Bound::unbind);
        let since_epoch = datetime.sub(EPOCH.get_or_try_init(object.py(), epoch)?)?;
        Ok(Self(DateTime::UNIX_EPOCH + since_epoch.extract::<TimeDelta>()?))
    }
}

impl<'py> IntoPyObject<'py> for Instant {
    type Target = PyDateTime;
    type Output = Bound<'py, PyDateTime>;
    type Error = PyErr;

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        self.0.into_pyobject(py)
    }
}

/// Calls `read` with all values of a header, which may be a `str`, `bytes`, `None`, or several in an
/// iterable.
pub(crate) fn with_header<R>(header: &Bound<'_, PyAny>, read: impl FnOnce(&[&[u8]]) -> R) -> PyResult<R> {
    if header.is_none() {
        return Ok(read(&[]));
    }
    if let Some(value) = raw(header)? {
        return Ok(read(&[&value]));
    }
    let values: Vec<_> = header.try_iter().map_err(|_| not_a_header(header))?.collect::<PyResult<_>>()?;
    let values: Vec<_> =
        values.iter().map(|value| raw(value)?.ok_or_else(|| not_a_header(value))).collect::<PyResult<_>>()?;
    let values: Vec<_> = values.iter().map(Cow::as_ref).collect();
    Ok(read(&values))
}

fn not_a_header(object: &Bound<'_, PyAny>) -> PyErr {
    let message = format!(
        "the header must be a str, bytes, None, or all of its values in a sequence, not {}",
        type_name(object)
    );
    PyTypeError::new_err(message)
}

/// The bytes of a `str` or `bytes`; `None` for anything else.
///
/// Half of a surrogate pair, which stands in a `str` for a byte that is not text, becomes bytes that are
/// not text either: the core refuses them.
pub(crate) fn raw<'a>(object: &'a Bound<'_, PyAny>) -> PyResult<Option<Cow<'a, [u8]>>> {
    if let Ok(bytes) = object.cast::<PyBytes>() {
        return Ok(Some(bytes.as_bytes().into()));
    }
    let Ok(text) = object.cast::<PyString>() else {
        return Ok(None);
    };
    if let Ok(text) = text.to_str() {
        return Ok(Some(text.as_bytes().into()));
    }
    let bytes = text.call_method1("encode", ("utf-8", "surrogatepass"))?;
    Ok(Some(bytes.cast::<PyBytes>()?.as_bytes().to_vec().into()))
}

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

/// A sequence, and neither text nor bytes. A mapping is none: its keys must not become secrets.
fn is_list(object: &Bound<'_, PyAny>) -> bool {
    object.cast::<PySequence>().is_ok()
        && !object.is_instance_of::<PyString>()
        && !object.is_instance_of::<PyBytes>()
        && !object.is_instance_of::<PyByteArray>()
        && !object.is_instance_of::<PyMemoryView>()
}

fn type_name(object: &Bound<'_, PyAny>) -> String {
    object.get_type().name().map_or_else(|_| "that".to_owned(), |name| name.to_string())
}
