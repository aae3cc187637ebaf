//! Now, never twice: the time of a signer.

use alloc::boxed::Box;
use chrono::{DateTime, TimeDelta, Utc};
use core::fmt;

use crate::dialect::Dialect;
use crate::error::SignError;
use crate::sync::{AtomicI64, Ordering};

const MAX_OFFSET_MILLIS: i64 = 24 * 3600 * 1000;

/// A clock that can be set right, and the last Created that was given away.
pub(crate) struct SigningClock {
    now: Box<dyn Fn() -> DateTime<Utc> + Send + Sync>,
    offset_millis: AtomicI64,
    /// The last tick that was given away, in steps of the dialect's precision since 1970.
    last: AtomicI64,
}

impl SigningClock {
    pub(crate) fn new(now: Box<dyn Fn() -> DateTime<Utc> + Send + Sync>) -> Self {
        Self { now, offset_millis: AtomicI64::new(0), last: AtomicI64::new(i64::MIN) }
    }

    pub(crate) fn offset_millis(&self) -> i64 {
        self.offset_millis.load(Ordering::Relaxed)
    }

    /// Sets the offset, at most 24 hours to either side, and gives the one that was set.
    pub(crate) fn set_offset_millis(&self, millis: i64) -> i64 {
        let millis = millis.clamp(-MAX_OFFSET_MILLIS, MAX_OFFSET_MILLIS);
        self.offset_millis.store(millis, Ordering::Relaxed);
        millis
    }

    /// Sets the offset so that this clock shows what the other one does now.
    pub(crate) fn follow(&self, other: DateTime<Utc>) -> i64 {
        self.set_offset_millis(other.signed_duration_since((self.now)()).num_milliseconds())
    }

    /// The instant for the next Created.
    pub(crate) fn next(&self, dialect: &Dialect) -> Result<DateTime<Utc>, SignError> {
        let now = (self.now)()
            .checked_add_signed(TimeDelta::milliseconds(self.offset_millis()))
            .ok_or(SignError::CreatedOutOfRange)?;
        if dialect.unique_created { self.next_free(now, dialect) } else { Ok(now) }
    }

    /// The first tick, at `now` or later, that was not given away.
    fn next_free(&self, now: DateTime<Utc>, dialect: &Dialect) -> Result<DateTime<Utc>, SignError> {
        let per_second = dialect.created.ticks_per_second();
        let now = ticks(now, per_second).ok_or(SignError::CreatedOutOfRange)?;
        let max_future = i64::try_from(dialect.window.max_future.as_secs()).unwrap_or(i64::MAX);
        let max_future = max_future.saturating_mul(per_second);
        let mut last = self.last.load(Ordering::Relaxed);
        loop {
            let next = if last < now || last > now.saturating_add(max_future) {
                // The clock has moved on; or it was set back, and nobody whose clock is right can have
                // accepted what was given away beyond the window.
                now
            } else {
                last + 1
            };
            if next - now > max_future / 4 {
                return Err(SignError::CreatedExhausted);
            }
            match self.last.compare_exchange_weak(last, next, Ordering::Relaxed, Ordering::Relaxed) {
                Ok(_) => return instant(next, per_second).ok_or(SignError::CreatedOutOfRange),
                Err(given_away) => last = given_away,
            }
        }
    }
}

fn ticks(instant: DateTime<Utc>, per_second: i64) -> Option<i64> {
    let fraction = i64::from(instant.timestamp_subsec_nanos()) / (1_000_000_000 / per_second);
    instant.timestamp().checked_mul(per_second)?.checked_add(fraction.min(per_second - 1))
}

fn instant(ticks: i64, per_second: i64) -> Option<DateTime<Utc>> {
    let nanos = ticks.rem_euclid(per_second) * (1_000_000_000 / per_second);
    DateTime::from_timestamp(ticks.div_euclid(per_second), u32::try_from(nanos).ok()?)
}

impl fmt::Debug for SigningClock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigningClock").field("offset_millis", &self.offset_millis()).finish_non_exhaustive()
    }
}
