//! Created: the strict instant, and what else a dialect takes for one.

use chrono::{DateTime, Utc};
use xwsse_authn::{Rejection, read_instant, read_rfc2822};

use crate::dialect::Dialect;

impl Dialect {
    /// Reads a Created by the dialect's grammar.
    ///
    /// The strict form is ASCII `YYYY-MM-DDThh:mm:ss[.f]Z` with one to nine decimals, a real date of the
    /// years 1 to 9999 and seconds up to 59. [`accept_offset`](Self::accept_offset) adds `±hh:mm` up to
    /// 14:00 in place of `Z`; [`accept_rfc2822`](Self::accept_rfc2822) adds exactly
    /// `Www, dd Mmm yyyy hh:mm:ss ±hhmm` with the weekday of that date.
    ///
    /// # Errors
    /// [`Rejection::CreatedInvalid`].
    ///
    /// ```
    /// use xwsse::{Dialect, Rejection};
    ///
    /// let created = Dialect::PENNEO.read_created("2026-03-14T10:00:00.5Z").unwrap();
    /// assert_eq!(created.timestamp_millis(), 1_773_482_400_500);
    /// let error = Dialect::PENNEO.read_created("2026-03-14 10:00:00Z").unwrap_err();
    /// assert_eq!(error, Rejection::CreatedInvalid);
    /// ```
    pub fn read_created(&self, text: &str) -> Result<DateTime<Utc>, Rejection> {
        read_instant(text, self.accept_offset)
            .or_else(|| read_rfc2822(text).filter(|_| self.accept_rfc2822))
            .ok_or(Rejection::CreatedInvalid)
    }
}
