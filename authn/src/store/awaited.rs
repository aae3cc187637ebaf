//! Who may claim once, asked asynchronously.

use alloc::sync::Arc;
use chrono::{DateTime, Utc};
use core::future::Future;

#[cfg(feature = "std")]
use super::{MemoryReplayStore, ReplayStore};
use crate::claim::Claims;
use crate::outcome::ClaimOutcome;

/// Remembers what was used, in a database for example.
///
/// The contract is that of [`ReplayStore`]: one atomic step, all claims of a token or none, and only a store
/// that knows answers [`First`](ClaimOutcome::First). A `MemoryReplayStore` is this too. Another [`ReplayStore`] is not:
/// one that waits for something would stall the executor.
///
/// ```
/// use xwsse_authn::{AsyncReplayStore, ClaimKind, ClaimOutcome, Claims, DateTime, Utc};
///
/// struct Database; // a pool of connections
///
/// impl Database {
///     /// Inserts all keys in one transaction; `false` when one of them is there.
///     async fn insert_all(&self, keys: &[[u8; 16]], for_seconds: u64) -> std::io::Result<bool> {
///         # let _ = (keys, for_seconds);
///         Ok(true)
///     }
/// }
///
/// impl AsyncReplayStore for Database {
///     async fn claim(&self, claims: &Claims, _now: DateTime<Utc>) -> ClaimOutcome {
///         let keys: Vec<_> = claims.iter().map(|claim| claim.id()).collect();
///         // A margin for the difference between the clocks.
///         match self.insert_all(&keys, claims.keep_for().as_secs() + 60).await {
///             Ok(true) => ClaimOutcome::First,
///             // Which of them it was is for the logs alone.
///             Ok(false) => ClaimOutcome::Seen(ClaimKind::Digest),
///             // Log the cause here: the peer sees a 503, and it does not travel any further.
///             Err(_) => ClaimOutcome::Unavailable,
///         }
///     }
/// }
/// ```
///
/// When the peer goes away, the call may be dropped before it is done. The claims may be made then: the
/// token is used up and its request has had no effect.
pub trait AsyncReplayStore: Send + Sync {
    /// Makes all claims, or none. `now` is the verifier's time.
    fn claim(&self, claims: &Claims, now: DateTime<Utc>) -> impl Future<Output = ClaimOutcome> + Send;
}

#[cfg(feature = "std")]
impl AsyncReplayStore for MemoryReplayStore {
    async fn claim(&self, claims: &Claims, now: DateTime<Utc>) -> ClaimOutcome {
        ReplayStore::claim(self, claims, now)
    }
}

impl<R: AsyncReplayStore + ?Sized> AsyncReplayStore for Arc<R> {
    async fn claim(&self, claims: &Claims, now: DateTime<Utc>) -> ClaimOutcome {
        (**self).claim(claims, now).await
    }
}
