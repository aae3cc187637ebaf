//! `xwsse.MemoryReplayStore`

use pyo3::exceptions::{PyMemoryError, PyValueError};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyType};
use std::sync::Arc;
use xwsse_authn::{CapacityError, ClaimOutcome, ReplayStore, Utc};

use crate::claims::Claims;
use crate::convert::refuse_unknown;
use crate::guard::guard;
use crate::instant::Instant;

const DEFAULT_CAPACITY: isize = xwsse_authn::MemoryReplayStore::DEFAULT_CAPACITY.cast_signed();

/// A replay store in memory, for one process.
///
/// It holds at least ``capacity`` claims, in 20 bytes each, allocated at once. A token of ``penneo`` makes
/// three claims, which live for up to two minutes: a million is room for 2,900 requests a second. When it
/// is full it refuses with 503 and recovers as claims age out; nothing is ever evicted.
///
/// Each process has its own, after ``os.fork()`` too: with several workers a token could be used once in
/// each of them. Give those a store that they share.
///
/// ``history_from`` refuses (503) every token of this instant or before. A restarted process has lost what
/// it knew; with its start plus the dialect's ``max_future`` nothing from before is accepted again.
///
/// >>> store = MemoryReplayStore(capacity=360_000)
/// >>> store.capacity >= 360_000, store.live()
/// (True, 0)
#[pyclass(frozen, module = "xwsse")]
pub(crate) struct MemoryReplayStore(pub(crate) Arc<xwsse_authn::MemoryReplayStore>);

#[pymethods]
impl MemoryReplayStore {
    #[new]
    #[pyo3(
        signature = (capacity = DEFAULT_CAPACITY, *, history_from = None, **unknown),
        text_signature = "(capacity=1048576, *, history_from=None)"
    )]
    fn new(
        capacity: isize,
        history_from: Option<Instant>,
        unknown: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<Self> {
        refuse_unknown(unknown, &["capacity", "history_from"])?;
        let capacity = usize::try_from(capacity).unwrap_or_default();
        let store = guard(|| xwsse_authn::MemoryReplayStore::try_with_capacity(capacity))?;
        let store = store.map_err(|error| match error {
            CapacityError::OutOfMemory => PyMemoryError::new_err(error.to_string()),
            _ => PyValueError::new_err(error.to_string()),
        })?;
        Ok(Self(Arc::new(match history_from {
            Some(instant) => store.with_history_from(instant.0),
            None => store,
        })))
    }

    /// Claims that fit for certain, at least what was asked for.
    #[getter]
    fn capacity(&self) -> usize {
        self.0.capacity()
    }

    /// Claims that must be kept now, or at another time. It looks at every slot: for a gauge, not for each
    /// request.
    // It keeps the GIL, as `claim` does: no thread can then hold a shard's lock while another one forks.
    #[pyo3(signature = (now = None))]
    fn live(&self, now: Option<Instant>) -> PyResult<usize> {
        guard(|| self.0.live(now.map_or_else(Utc::now, |now| now.0)))
    }

    /// Makes all claims, or none.
    fn claim<'py>(&self, py: Python<'py>, claims: &Claims, now: Instant) -> PyResult<Bound<'py, PyAny>> {
        outcome_to_python(py, guard(|| self.0.claim(&claims.0, now.0))?)
    }

    fn __repr__(&self) -> String {
        format!("<MemoryReplayStore capacity={}>", self.0.capacity())
    }

    fn __reduce__(&self) -> PyResult<()> {
        Err(pyo3::exceptions::PyTypeError::new_err(
            "a MemoryReplayStore is for one process, so it is not pickled or copied; share it",
        ))
    }
}

/// What is not known lets nothing in.
pub(crate) fn outcome_of(word: &str) -> ClaimOutcome {
    ClaimOutcome::of_word(word).unwrap_or(ClaimOutcome::Unavailable)
}

fn outcome_to_python(py: Python<'_>, outcome: ClaimOutcome) -> PyResult<Bound<'_, PyAny>> {
    static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    CLASS.import(py, "xwsse._store", "ClaimOutcome")?.call1((outcome.word(),))
}

/// The words of all outcomes, in the order of their numbers: the values of `ClaimOutcome` in `_store.py`.
#[pyfunction]
pub(crate) fn claim_outcomes() -> Vec<&'static str> {
    (1..).map_while(ClaimOutcome::of_number).map(ClaimOutcome::word).collect()
}
