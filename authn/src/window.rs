//! How old and how far ahead a Created may be.

use chrono::{DateTime, Utc};
use core::time::Duration;

use crate::codes::Rejection;

/// The window that Created must fall into, both ends included.
///
/// A time passes when `now - max_age <= created <= now + max_future`. Nothing overflows, whatever the
/// times and durations are.
///
/// ```
/// use core::time::Duration;
/// use xwsse_authn::{DateTime, Rejection, Utc, Window};
///
/// let window = Window::seconds(60, 60);
/// let created: DateTime<Utc> = "2026-03-14T10:00:00Z".parse().unwrap();
/// assert_eq!(window.check(created, created + Duration::from_secs(60)), Ok(()));
/// assert_eq!(
///     window.check(created, created + Duration::from_millis(60_001)),
///     Err(Rejection::CreatedStale),
/// );
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Window {
    /// How old Created may be.
    pub max_age: Duration,
    /// How far ahead of the verifier's clock Created may be.
    pub max_future: Duration,
}

impl Window {
    /// A window of these durations.
    #[must_use]
    pub const fn new(max_age: Duration, max_future: Duration) -> Self {
        Self { max_age, max_future }
    }

    /// A window of whole seconds.
    #[must_use]
    pub const fn seconds(max_age: u64, max_future: u64) -> Self {
        Self { max_age: Duration::from_secs(max_age), max_future: Duration::from_secs(max_future) }
    }

    /// Whether a token of this Created may be used now.
    ///
    /// # Errors
    /// [`Rejection::CreatedStale`] or [`Rejection::CreatedInFuture`].
    pub fn check(&self, created: DateTime<Utc>, now: DateTime<Utc>) -> Result<(), Rejection> {
        let age = now.signed_duration_since(created);
        // `to_std` fails for a negative duration, which is the other side of the window.
        match age.to_std() {
            Ok(age) if age > self.max_age => Err(Rejection::CreatedStale),
            Err(_) if age.abs().to_std().is_ok_and(|ahead| ahead > self.max_future) => {
                Err(Rejection::CreatedInFuture)
            }
            _ => Ok(()),
        }
    }

    /// The last instant at which a token of this Created passes; as late as can be told when that is
    /// beyond the calendar.
    pub(crate) fn last_instant(&self, created: DateTime<Utc>) -> DateTime<Utc> {
        chrono::TimeDelta::from_std(self.max_age)
            .ok()
            .and_then(|max_age| created.checked_add_signed(max_age))
            .unwrap_or(DateTime::<Utc>::MAX_UTC)
    }

    /// The first instant at which a token of this Created can pass; as early as can be told when that is
    /// beyond the calendar.
    pub(crate) fn first_instant(&self, created: DateTime<Utc>) -> DateTime<Utc> {
        chrono::TimeDelta::from_std(self.max_future)
            .ok()
            .and_then(|max_future| created.checked_sub_signed(max_future))
            .unwrap_or(DateTime::<Utc>::MIN_UTC)
    }

    /// The longest time between a token's first use and its last chance to pass, by one steady clock; a
    /// second at least, because stores round down and take no time for none.
    pub(crate) fn span(&self) -> Duration {
        self.max_age.saturating_add(self.max_future).max(Duration::from_secs(1))
    }
}
