//! `xwsse.Claims`

use chrono::{DateTime, TimeDelta, Timelike, Utc};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyTuple};
use std::time::Duration;

use crate::instant::Instant;

/// What one token uses up: one to three claims, which a :class:`ReplayStore` makes together or not at all.
///
/// Each claim is 16 bytes, the same in every language and version, so that they can share a store. They
/// show no username and no digest.
#[pyclass(frozen, module = "xwsse")]
pub(crate) struct Claims(pub(crate) xwsse_authn::Claims);

#[pymethods]
impl Claims {
    /// The identities of the claims, 16 bytes each: the keys in a shared store.
    #[getter]
    fn ids<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.0.iter().map(|claim| PyBytes::new(py, &claim.id())))
    }

    /// What each claim is about, in the order of :attr:`ids`: ``digest``, ``nonce``, ``created``.
    #[getter]
    fn kinds<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.0.iter().map(|claim| claim.kind().word()))
    }

    /// The token's Created, in UTC.
    #[getter]
    fn created(&self) -> Instant {
        Instant(self.0.created())
    }

    /// 16 bytes for the username: in a store of several shards, nonce and Created of one username live together.
    #[getter]
    fn claimant<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, &self.0.claimant())
    }

    /// The first instant at which the token can have passed the window, in UTC: a store that has lost what it
    /// knew before some instant cannot tell whether a token was used that opens earlier.
    #[getter]
    fn opens(&self) -> Instant {
        Instant(down_to_micros(self.0.opens()))
    }

    /// How far ahead of the verifier's clock the token may be dated: :attr:`created` less :attr:`opens`.
    #[getter]
    fn lead(&self) -> Duration {
        self.0.lead()
    }

    /// The last instant at which the token can pass the window, in UTC: for a store that keeps time by
    /// the verifier's clock.
    #[getter]
    fn keep_until(&self) -> Instant {
        Instant(up_to_micros(self.0.keep_until()))
    }

    /// How long to keep the claims from now on, for a store with a clock of its own. Add a margin for the
    /// difference of the clocks.
    #[getter]
    fn keep_for(&self) -> Duration {
        self.0.keep_for()
    }

    fn __len__(&self) -> usize {
        self.0.iter().len()
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let keep_until = self.keep_until().into_pyobject(py)?.call_method0("isoformat")?;
        Ok(format!("<Claims {} keep_until='{keep_until}'>", self.kinds(py)?))
    }
}

/// Rounded down, as `datetime` counts in microseconds: a token must not be taken for one that opens later. It
/// begins with the calendar of `datetime`, in the year 1.
fn down_to_micros(instant: DateTime<Utc>) -> DateTime<Utc> {
    let first = DateTime::from_timestamp_micros(-62_135_596_800_000_000).unwrap_or(DateTime::UNIX_EPOCH);
    let over = TimeDelta::nanoseconds(i64::from(instant.nanosecond() % 1_000));
    instant.checked_sub_signed(over).map_or(first, |instant| instant.max(first))
}

/// Rounded up, as `datetime` counts in microseconds: a claim must not be dropped too early. It ends with
/// the calendar of `datetime`, in the year 9999.
fn up_to_micros(instant: DateTime<Utc>) -> DateTime<Utc> {
    let over = instant.nanosecond() % 1_000;
    let up = if over == 0 { 0 } else { i64::from(1_000 - over) };
    let last = DateTime::from_timestamp_micros(253_402_300_799_999_999).unwrap_or(DateTime::UNIX_EPOCH);
    instant.checked_add_signed(TimeDelta::nanoseconds(up)).map_or(last, |instant| instant.min(last))
}
