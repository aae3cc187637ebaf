//! What a store answers.

use crate::claim::ClaimKind;
use crate::codes::Rejection;

/// What a store answers to [`Claims`](crate::Claims). There is no other question to ask it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use = "only `First` lets the message in"]
#[non_exhaustive]
pub enum ClaimOutcome {
    /// None was claimed before; now all are.
    First,
    /// This one was claimed before; nothing has changed.
    Seen(ClaimKind),
    /// There is no room; nothing has changed.
    Full,
    /// Claims of this time may have been lost; nothing has changed.
    HistoryGap,
    /// No answer. The claims may have been made, and the message is refused all the same.
    Unavailable,
}

/// Word and number of each outcome, the same in every language.
const TABLE: [(ClaimOutcome, &str, i32); 7] = [
    (ClaimOutcome::First, "first", 1),
    (ClaimOutcome::Seen(ClaimKind::Digest), "seen_digest", 2),
    (ClaimOutcome::Seen(ClaimKind::Nonce), "seen_nonce", 3),
    (ClaimOutcome::Seen(ClaimKind::Created), "seen_created", 4),
    (ClaimOutcome::Full, "full", 5),
    (ClaimOutcome::HistoryGap, "history_gap", 6),
    (ClaimOutcome::Unavailable, "unavailable", 7),
];

impl ClaimOutcome {
    /// `first`, `seen_digest`, `seen_nonce`, `seen_created`, `full`, `history_gap` or `unavailable`.
    ///
    /// ```
    /// use xwsse_authn::{ClaimKind, ClaimOutcome};
    ///
    /// let seen = ClaimOutcome::Seen(ClaimKind::Nonce);
    /// assert_eq!((seen.word(), seen.number()), ("seen_nonce", 3));
    /// assert_eq!(ClaimOutcome::of_word("seen_nonce"), Some(seen));
    /// assert_eq!(ClaimOutcome::of_number(0), None);
    /// ```
    #[must_use]
    pub fn word(self) -> &'static str {
        self.row().1
    }

    /// The number, 1 to 7.
    #[must_use]
    pub fn number(self) -> i32 {
        self.row().2
    }

    /// The outcome of this word, if there is one. What is not known must let nothing in.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        TABLE.iter().find(|row| row.1 == word).map(|row| row.0)
    }

    /// The outcome of this number, if there is one. What is not known must let nothing in.
    #[must_use]
    pub fn of_number(number: i32) -> Option<Self> {
        TABLE.iter().find(|row| row.2 == number).map(|row| row.0)
    }

    fn row(self) -> &'static (Self, &'static str, i32) {
        TABLE.iter().find(|row| row.0 == self).unwrap_or(&TABLE[TABLE.len() - 1])
    }

    pub(crate) const fn into_result(self) -> Result<(), Rejection> {
        match self {
            Self::First => Ok(()),
            Self::Seen(kind) => Err(kind.rejection()),
            Self::Full => Err(Rejection::StoreFull),
            Self::HistoryGap => Err(Rejection::HistoryGap),
            Self::Unavailable => Err(Rejection::StoreUnavailable),
        }
    }
}
