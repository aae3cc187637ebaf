//! Instants and durations.

use std::time::Duration as CoreDuration;
use xwsse_authn::{DateTime, Utc};

use crate::guard::Nothing;
use crate::status::Status;

/// An instant in UTC, as `struct timespec` has it.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct Time {
    /// Seconds since 1970-01-01T00:00:00Z, rounded down.
    pub seconds: i64,
    /// Nanoseconds after them, up to 999,999,999.
    pub nanos: u32,
}

/// A length of time.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct Duration {
    /// Whole seconds.
    pub seconds: u64,
    /// Nanoseconds beside them, up to 999,999,999.
    pub nanos: u32,
}

impl Nothing for Time {
    const NOTHING: Self = Self { seconds: 0, nanos: 0 };
}

impl Nothing for Duration {
    const NOTHING: Self = Self { seconds: 0, nanos: 0 };
}

impl From<DateTime<Utc>> for Time {
    fn from(instant: DateTime<Utc>) -> Self {
        Self { seconds: instant.timestamp(), nanos: instant.timestamp_subsec_nanos() }
    }
}

impl From<CoreDuration> for Duration {
    fn from(duration: CoreDuration) -> Self {
        Self { seconds: duration.as_secs(), nanos: duration.subsec_nanos() }
    }
}

impl Time {
    pub(crate) fn instant(self) -> Result<DateTime<Utc>, Status> {
        // The calendar takes a second second for a leap second, and this library does not.
        let instant = DateTime::from_timestamp(self.seconds, self.nanos);
        instant.filter(|_| self.nanos < 1_000_000_000).ok_or(Status::TimeInvalid)
    }
}

/// The caller's instant, if any.
///
/// # Safety
/// It is NULL or points at a `Time` (topic "Inputs").
pub(crate) unsafe fn given(time: *const Time) -> Result<Option<DateTime<Utc>>, Status> {
    // SAFETY: the caller of this function vouches for it.
    unsafe { time.as_ref() }.map(|time| time.instant()).transpose()
}

/// The caller's instant, or the system's time.
///
/// # Safety
/// As [`given`].
pub(crate) unsafe fn now(time: *const Time) -> Result<DateTime<Utc>, Status> {
    // SAFETY: the caller of this function vouches for it.
    Ok(unsafe { given(time) }?.unwrap_or_else(Utc::now))
}
