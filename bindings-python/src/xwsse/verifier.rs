//! The native half of `xwsse.Verifier`.

use pyo3::exceptions::PyTypeError;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::PyDict;
use std::collections::HashMap;
use std::sync::Arc;
use xwsse::{Secret, Utc};

use super::dialect::Dialect;
use crate::convert::{type_name, with_header};
use crate::errors::rejected;
use crate::guard::guard;
use crate::identity::Identity;
use crate::instant::Instant;
use crate::secrets::secrets_of;
use crate::store::MemoryReplayStore;

type Table = HashMap<String, Vec<Secret>>;
type AtOnce = xwsse::Verifier<Table, Arc<xwsse_authn::MemoryReplayStore>>;

/// Verifies at once what needs no Python code: a table of secrets and a store in memory. Everything else
/// goes through ``_verify_in_steps`` of the subclass.
#[pyclass(frozen, subclass, module = "xwsse._native")]
pub(crate) struct Verifier(Option<AtOnce>);

#[pymethods]
impl Verifier {
    /// ``table`` has the active secrets of each username.
    #[new]
    fn new(
        table: Option<&Bound<'_, PyDict>>,
        store: Option<&MemoryReplayStore>,
        dialect: &Dialect,
    ) -> PyResult<Self> {
        let table = table.map(read_table).transpose()?;
        let at_once = table
            .zip(store)
            .map(|(table, store)| AtOnce::new(table, Arc::clone(&store.0)).with_dialect(dialect.0));
        Ok(Self(at_once))
    }

    /// Verifies all values that the request has for the header ``X-WSSE``.
    ///
    /// ``header`` is the value, ``None`` when there is none, or a sequence of all values: hand over all of
    /// them, so that two are refused. ``now`` is for tests.
    ///
    /// Raises :class:`Rejected`, which says how to answer.
    // It keeps the GIL: it takes less than a microsecond, and no thread can then hold a lock of the store
    // while another one forks.
    #[pyo3(signature = (header, *, now = None))]
    fn verify<'py>(
        slf: &Bound<'py, Self>,
        header: &Bound<'py, PyAny>,
        now: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let Some(verifier) = &slf.get().0 else {
            return slf.call_method1(intern!(slf.py(), "_verify_in_steps"), (header, now));
        };
        let now = now.map_or_else(|| Ok(Utc::now()), |now| Ok::<_, PyErr>(now.extract::<Instant>()?.0))?;
        let identity =
            with_header(header, |values| guard(|| verifier.verify_at(values.iter().copied(), now)));
        let identity = identity??.map_err(rejected)?;
        Ok(Bound::new(slf.py(), Identity::of(&identity))?.into_any())
    }
}

fn read_table(table: &Bound<'_, PyDict>) -> PyResult<Table> {
    table
        .iter()
        .map(|(username, found)| Ok((username_in(&username)?, secrets_of(&username, &found)?)))
        .collect()
}

fn username_in(key: &Bound<'_, PyAny>) -> PyResult<String> {
    key.extract().map_err(|_| {
        let what = if key.is_none() {
            "is missing".to_owned()
        } else {
            format!("must be a str, not {}", type_name(key))
        };
        PyTypeError::new_err(format!("a username in the table of secrets {what}"))
    })
}

/// The value of ``WWW-Authenticate`` for this realm.
#[pyfunction]
pub(crate) fn challenge(realm: &str) -> String {
    xwsse::challenge(realm)
}
