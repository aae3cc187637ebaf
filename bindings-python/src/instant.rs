//! `datetime` as the core's instant, and back.

use chrono::{DateTime, Datelike, TimeDelta, Timelike, Utc};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyType, PyTzInfo};

/// An aware `datetime`, whatever its time zone; handed out in UTC.
#[derive(Clone, Copy)]
pub(crate) struct Instant(pub(crate) DateTime<Utc>);

impl FromPyObject<'_, '_> for Instant {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        let py = object.py();
        if !object.is_instance(datetime(py)?)? {
            let message = format!("the time must be an aware datetime, not {}", object.get_type().name()?);
            return Err(PyTypeError::new_err(message));
        }
        if object.call_method0("utcoffset")?.is_none() {
            return Err(PyValueError::new_err(
                "the datetime has no time zone; give an aware one, such as datetime.now(timezone.utc)",
            ));
        }
        static EPOCH: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
        let epoch = || Self(DateTime::UNIX_EPOCH).into_pyobject(py).map(Bound::unbind);
        let since_epoch = object.sub(EPOCH.get_or_try_init(py, epoch)?)?;
        Ok(Self(DateTime::UNIX_EPOCH + since_epoch.extract::<TimeDelta>()?))
    }
}

impl<'py> IntoPyObject<'py> for Instant {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = PyErr;

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        let (at, utc) = (self.0, PyTzInfo::utc(py)?);
        let micros = (at.nanosecond() / 1_000).min(999_999);
        let fields = (at.year(), at.month(), at.day(), at.hour(), at.minute(), at.second(), micros, utc);
        datetime(py)?.call1(fields)
    }
}

/// The class `datetime` itself. What stands under its name may be a subclass for a while: freezegun puts its own
/// there, and whatever looked the class up meanwhile would refuse every real `datetime` from then on.
fn datetime(py: Python<'_>) -> PyResult<&Bound<'_, PyType>> {
    static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    let find = || {
        let named = py.import("datetime")?.getattr("datetime")?.cast_into::<PyType>()?;
        let is_itself = |class: &Bound<'_, PyAny>| -> PyResult<bool> {
            Ok(class.getattr("__module__")?.eq("datetime")?
                && class.getattr("__qualname__")?.eq("datetime")?)
        };
        for class in named.mro() {
            if is_itself(&class)? {
                return Ok(class.cast_into::<PyType>()?.unbind());
            }
        }
        Ok::<_, PyErr>(named.unbind())
    };
    Ok(CLASS.get_or_try_init(py, find)?.bind(py))
}
