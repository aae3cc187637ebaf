//! A panic must not leave the bridge.

use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Makes a `RuntimeError` of a panic in the core, which should have none: `PyO3` would raise a
/// `PanicException`, and that escapes `except Exception` and takes a worker down.
///
/// What the core shares between calls stays whole when one is broken off: atomics, and locks under which
/// no code can panic.
pub(crate) fn guard<T>(call: impl FnOnce() -> T) -> PyResult<T> {
    catch_unwind(AssertUnwindSafe(call)).map_err(|_| {
        PyRuntimeError::new_err("there is a fault in xwsse; please report it with what it wrote to stderr")
    })
}

/// For the test that a panic becomes an error.
#[cfg(feature = "panic-for-tests")]
#[pyfunction]
#[allow(clippy::panic, reason = "that is what it is for")]
pub(crate) fn panic_for_tests() -> PyResult<()> {
    guard(|| panic!("a test asked for it"))
}
