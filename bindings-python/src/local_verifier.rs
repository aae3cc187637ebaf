//! The verifier of a table of secrets and a store in memory: all in one call.

use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyTuple};
use std::collections::HashMap;
use std::sync::Arc;
use xwsse::{Secret, Utc};

use crate::convert::{Instant, with_header};
use crate::dialect::Dialect;
use crate::errors::{rejected, sign_error};
use crate::guard::guard;
use crate::identity::Identity;
use crate::store::MemoryReplayStore;

type Table = HashMap<String, Vec<Secret>>;

/// Verifies without a call into Python.
// It keeps the GIL: it takes less than a microsecond, and no thread can then hold a lock of the store while
// another one forks.
#[pyclass(frozen, module = "xwsse._native")]
pub(crate) struct LocalVerifier(xwsse::Verifier<Table, Arc<xwsse::MemoryReplayStore>>);

#[pymethods]
impl LocalVerifier {
    /// ``table`` has the active secrets of each username, as bytes.
    #[new]
    fn new(
        table: &Bound<'_, PyDict>,
        store: &MemoryReplayStore,
        dialect: &Dialect,
        ignore_unknown: bool,
    ) -> PyResult<Self> {
        let table = table.iter().map(|(username, secrets)| {
            let secrets = secrets
                .cast::<PyTuple>()?
                .iter()
                .map(|secret| Secret::new(secret.cast::<PyBytes>()?.as_bytes()).map_err(sign_error));
            Ok((username.extract()?, secrets.collect::<PyResult<_>>()?))
        });
        let table = table.collect::<PyResult<Table>>()?;
        let mut verifier = xwsse::Verifier::new(table, Arc::clone(&store.0)).with_dialect(dialect.0);
        if ignore_unknown {
            verifier = verifier.ignoring_unknown_parameters();
        }
        Ok(Self(verifier))
    }

    /// The identity of whoever signed the header, at a given time or now.
    #[pyo3(signature = (header, now = None))]
    fn verify(&self, header: &Bound<'_, PyAny>, now: Option<Instant>) -> PyResult<Identity> {
        let now = now.map_or_else(Utc::now, |now| now.0);
        let identity = with_header(header, |values| guard(|| self.0.verify_at(values.iter().copied(), now)));
        identity??.map(Identity::from).map_err(rejected)
    }
}
