//! Now, never twice: the time of a signer.

use alloc::boxed::Box;
use chrono::{DateTime, TimeDelta, Utc};
use core::fmt;
use core::time::Duration;

use crate::codes::SignError;
use crate::instant::Precision;
use crate::sync::{AtomicI64, Ordering};

const MAX_OFFSET_MILLIS: i64 = 24 * 3600 * 1000;

/// What says the time.
pub type Now = dyn Fn() -> DateTime<Utc> + Send + Sync;

/// A clock that can be set right, and the last instant that was given away.
pub struct SigningClock {
    now: Box<Now>,
    offset_millis: AtomicI64,
    /// The last tick that was given away, in steps of the dialect's precision since 1970.
    last: AtomicI64,
}

impl SigningClock {
    /// A clock over this one, which needs no offset yet.
    #[must_use]
    pub fn new(now: Box<Now>) -> Self {
        Self { now, offset_millis: AtomicI64::new(0), last: AtomicI64::new(i64::MIN) }
    }

    /// What is added, in milliseconds.
    #[must_use]
    pub fn offset_millis(&self) -> i64 {
        self.offset_millis.load(Ordering::Relaxed)
    }

    /// Sets the offset, at most 24 hours to either side, and returns the one that was set.
    #[allow(clippy::must_use_candidate, reason = "it is called for what it sets")]
    pub fn set_offset_millis(&self, millis: i64) -> i64 {
        let millis = millis.clamp(-MAX_OFFSET_MILLIS, MAX_OFFSET_MILLIS);
        self.offset_millis.store(millis, Ordering::Relaxed);
        millis
    }

    /// Sets the offset so that this clock shows what the other one does now.
    #[allow(clippy::must_use_candidate, reason = "it is called for what it sets")]
    pub fn follow(&self, other: DateTime<Utc>) -> i64 {
        self.set_offset_millis(other.signed_duration_since((self.now)()).num_milliseconds())
    }

    /// The instants for the next so many tokens, all of them or none, in steps of this precision.
    ///
    /// With the `max_future` of the window in which each instant counts once, they are strictly increasing; without,
    /// they are all now.
    ///
    /// # Errors
    /// [`SignError::CreatedExhausted`] when they would run ahead of the clock by more than a quarter of `max_future`;
    /// [`SignError::CreatedOutOfRange`] when the clock is beyond what 64 bits can count.
    pub fn next(
        &self,
        precision: Precision,
        once_within: Option<Duration>,
        count: usize,
    ) -> Result<impl Iterator<Item = DateTime<Utc>> + use<>, SignError> {
        let (first, step) = match once_within {
            Some(max_future) => (self.reserve(precision, max_future, count)?, 1),
            None => (self.now(precision)?, 0),
        };
        let nth =
            move |n: usize| precision.instant(first.checked_add(i64::try_from(n).ok()?.checked_mul(step)?)?);
        Ok((0..count).filter_map(nth))
    }

    fn now(&self, precision: Precision) -> Result<i64, SignError> {
        let offset = TimeDelta::milliseconds(self.offset_millis());
        let now = (self.now)().checked_add_signed(offset);
        now.and_then(|now| precision.ticks(now)).ok_or(SignError::CreatedOutOfRange)
    }

    /// Takes the first ticks, from now on, that were not given away; returns the first of them.
    fn reserve(&self, precision: Precision, max_future: Duration, count: usize) -> Result<i64, SignError> {
        let max_future = precision.ticks_of(max_future);
        let a_second = precision.ticks_of(Duration::from_secs(1));
        let more = i64::try_from(count).unwrap_or(i64::MAX).saturating_sub(1);
        let mut last = self.last.load(Ordering::Acquire);
        loop {
            // Read after `last`, and so not before the reading of the thread that gave `last` away: only
            // a clock that was set back can be far behind it.
            let now = self.now(precision)?;
            let set_back = last > now.saturating_add(max_future.max(a_second));
            let first = if last < now || set_back {
                // The clock has moved on; or it was set back, and nobody whose clock is right can have
                // accepted what was given away beyond the window.
                now
            } else {
                last.checked_add(1).ok_or(SignError::CreatedOutOfRange)?
            };
            let end = first.saturating_add(more);
            if end.saturating_sub(now) > max_future / 4 {
                return Err(SignError::CreatedExhausted);
            }
            match self.last.compare_exchange_weak(last, end, Ordering::AcqRel, Ordering::Acquire) {
                Ok(_) => return Ok(first),
                Err(given_away) => last = given_away,
            }
        }
    }
}

impl Precision {
    /// Whole steps since 1970; `None` beyond what 64 bits can count.
    const fn ticks(self, instant: DateTime<Utc>) -> Option<i64> {
        match self {
            Self::Seconds => Some(instant.timestamp()),
            Self::Millis => Some(instant.timestamp_millis()),
            Self::Micros => Some(instant.timestamp_micros()),
            Self::Nanos => instant.timestamp_nanos_opt(),
        }
    }

    const fn instant(self, ticks: i64) -> Option<DateTime<Utc>> {
        match self {
            Self::Seconds => DateTime::from_timestamp(ticks, 0),
            Self::Millis => DateTime::from_timestamp_millis(ticks),
            Self::Micros => DateTime::from_timestamp_micros(ticks),
            Self::Nanos => Some(DateTime::from_timestamp_nanos(ticks)),
        }
    }

    /// Whole steps in a duration.
    fn ticks_of(self, duration: Duration) -> i64 {
        let ticks = match self {
            Self::Seconds => duration.as_secs().into(),
            Self::Millis => duration.as_millis(),
            Self::Micros => duration.as_micros(),
            Self::Nanos => duration.as_nanos(),
        };
        i64::try_from(ticks).unwrap_or(i64::MAX)
    }
}

impl fmt::Debug for SigningClock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigningClock").field("offset_millis", &self.offset_millis()).finish_non_exhaustive()
    }
}

#[cfg(all(test, loom))]
#[path = "clock_loom.rs"]
mod loom_tests;
