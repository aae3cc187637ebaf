//! A header's values, and options, as Python has them.

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyString};
use std::borrow::Cow;

/// Calls `read` with all values of a header, which may be a `str`, `bytes`, `None`, or several in an
/// iterable.
pub(crate) fn with_header<R>(header: &Bound<'_, PyAny>, read: impl FnOnce(&[&[u8]]) -> R) -> PyResult<R> {
    if header.is_none() {
        return Ok(read(&[]));
    }
    if let Some(value) = raw(header)? {
        return Ok(read(&[&value]));
    }
    if header.hasattr("keys")? {
        return Err(not_a_header(header)); // its names are not its values
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

pub(crate) fn type_name(object: &Bound<'_, PyAny>) -> String {
    object.get_type().name().map_or_else(|_| "that".to_owned(), |name| name.to_string())
}

/// Refuses options that no parameter takes, as the Python code does.
pub(crate) fn refuse_unknown(options: Option<&Bound<'_, PyDict>>, known: &[&str]) -> PyResult<()> {
    let Some(options) = options else { return Ok(()) };
    let refuse = options.py().import("xwsse._options")?.getattr("refuse_unknown")?;
    refuse.call1((options, known.to_vec()))?;
    Ok(())
}
