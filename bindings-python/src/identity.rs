//! `xwsse.Identity`

use chrono::{DateTime, Utc};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyType};
use std::borrow::Cow;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::instant::Instant;

/// Who signed an accepted request.
///
/// A :class:`Verifier` returns it. Make one yourself only to test what comes after the verifier.
///
/// >>> Identity("key", datetime(2026, 3, 14, tzinfo=timezone.utc)).username
/// 'key'
#[pyclass(frozen, freelist = 8, module = "xwsse")]
#[derive(PartialEq, Hash)]
pub(crate) struct Identity {
    username: String,
    created: DateTime<Utc>,
    secret_index: usize,
    dialect: Cow<'static, str>,
}

impl Identity {
    pub(crate) fn of(identity: &xwsse_authn::Identity) -> Self {
        Self {
            username: identity.username().to_owned(),
            created: identity.created(),
            secret_index: identity.secret_index(),
            dialect: identity.dialect().into(),
        }
    }
}

#[pymethods]
impl Identity {
    #[new]
    #[pyo3(signature = (username, created, secret_index = 0, dialect = "penneo".to_owned()), text_signature = "(username, created, secret_index=0, dialect='penneo')")]
    fn new(username: String, created: Instant, secret_index: usize, dialect: String) -> Self {
        Self { username, created: created.0, secret_index, dialect: dialect.into() }
    }

    /// The username: the canonical one where the look-up returned one. It may hold any character but control
    /// characters; escape it where you print it.
    #[getter]
    fn username(&self) -> &str {
        &self.username
    }

    /// When the client says it signed, in UTC.
    #[getter]
    fn created(&self) -> Instant {
        Instant(self.created)
    }

    /// Which of the active secrets it was made with, from 0: tells when an old one is no longer used.
    #[getter]
    fn secret_index(&self) -> usize {
        self.secret_index
    }

    /// The name of the preset that the verifier's dialect is, or was made from.
    #[getter]
    fn dialect(&self) -> &str {
        &self.dialect
    }

    /// The same as values that JSON has; ``created`` is a text in ISO 8601.
    ///
    /// >>> Identity("key", datetime(2026, 3, 14, tzinfo=timezone.utc)).to_dict()["created"]
    /// '2026-03-14T00:00:00+00:00'
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let fields = PyDict::new(py);
        fields.set_item("username", &self.username)?;
        fields.set_item("created", self.created().into_pyobject(py)?.call_method0("isoformat")?)?;
        fields.set_item("secret_index", self.secret_index)?;
        fields.set_item("dialect", &self.dialect)?;
        Ok(fields)
    }

    #[classmethod]
    fn __get_pydantic_core_schema__<'py>(
        class: &Bound<'py, PyType>,
        _source: &Bound<'py, PyAny>,
        _handler: &Bound<'py, PyAny>,
    ) -> PyResult<Bound<'py, PyAny>> {
        class.py().import("xwsse._pydantic")?.getattr("identity_schema")?.call1((class,))
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let username = self.username().into_pyobject(py)?.repr()?;
        let created = self.created().into_pyobject(py)?.call_method0("isoformat")?;
        Ok(format!(
            "<Identity username={username} created='{created}' secret_index={} dialect='{}'>",
            self.secret_index, self.dialect
        ))
    }

    fn __eq__(&self, other: &Self) -> bool {
        self == other
    }

    fn __hash__(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.hash(&mut hasher);
        hasher.finish()
    }

    fn __getnewargs__(&self) -> (&str, Instant, usize, &str) {
        (&self.username, self.created(), self.secret_index, &self.dialect)
    }
}
