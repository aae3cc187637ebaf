//! Who may claim once.

mod awaited;
#[cfg(feature = "std")]
mod capacity;
#[cfg(feature = "std")]
mod memory;

use alloc::boxed::Box;
use alloc::sync::Arc;
use chrono::{DateTime, Utc};

pub use self::awaited::AsyncReplayStore;
#[cfg(feature = "std")]
pub use self::capacity::CapacityError;
#[cfg(feature = "std")]
pub use self::memory::MemoryReplayStore;
use crate::claim::Claims;
use crate::outcome::ClaimOutcome;

/// Remembers what was used.
///
/// `claim` is the only question that a store answers, and it is one atomic step: of any number of calls
/// that hold the same claim, on any threads, in any order, at most one is answered
/// [`First`](ClaimOutcome::First) while the claim must be kept. All claims of a call are made, or none.
/// A store never forgets a claim before its time to make room: it answers [`Full`](ClaimOutcome::Full).
/// What it cannot know it refuses: [`HistoryGap`](ClaimOutcome::HistoryGap),
/// [`Unavailable`](ClaimOutcome::Unavailable).
///
/// All verifiers that share a store must have the same window for the same username.
///
/// ```
/// use std::collections::HashSet;
/// use std::sync::Mutex;
/// use xwsse_authn::{ClaimOutcome, Claims, DateTime, ReplayStore, Utc};
///
/// /// Never forgets: for a short-lived program.
/// #[derive(Default)]
/// struct Forever(Mutex<HashSet<[u8; 16]>>);
///
/// impl ReplayStore for Forever {
///     fn claim(&self, claims: &Claims, _now: DateTime<Utc>) -> ClaimOutcome {
///         let Ok(mut seen) = self.0.lock() else {
///             return ClaimOutcome::Unavailable;
///         };
///         if let Some(claim) = claims.iter().find(|claim| seen.contains(&claim.id())) {
///             return ClaimOutcome::Seen(claim.kind());
///         }
///         seen.extend(claims.iter().map(|claim| claim.id()));
///         ClaimOutcome::First
///     }
/// }
/// ```
pub trait ReplayStore {
    /// Makes all claims, or none. `now` is the verifier's time.
    fn claim(&self, claims: &Claims, now: DateTime<Utc>) -> ClaimOutcome;
}

impl<S: ReplayStore + ?Sized> ReplayStore for &S {
    fn claim(&self, claims: &Claims, now: DateTime<Utc>) -> ClaimOutcome {
        (**self).claim(claims, now)
    }
}

impl<S: ReplayStore + ?Sized> ReplayStore for Arc<S> {
    fn claim(&self, claims: &Claims, now: DateTime<Utc>) -> ClaimOutcome {
        (**self).claim(claims, now)
    }
}

impl<S: ReplayStore + ?Sized> ReplayStore for Box<S> {
    fn claim(&self, claims: &Claims, now: DateTime<Utc>) -> ClaimOutcome {
        (**self).claim(claims, now)
    }
}
