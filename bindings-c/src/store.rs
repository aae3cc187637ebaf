//! Who may claim once.

use std::ffi::c_void;
use std::fmt;
use std::sync::Arc;
use xwsse::{ClaimKind, ClaimOutcome, DateTime, MemoryReplayStore, ReplayStore, Utc};

use crate::claims::Claims;
use crate::guard::{guard, guard_value};
use crate::handle::{self, Out, borrow};
use crate::status::Status;
use crate::time::{self, Time};

/// Remembers what was used: in memory, or by a function of yours.
///
/// All threads may use one at once. Verifiers that share a store must have the same window.
#[derive(Debug, Clone)]
pub struct Store(pub(crate) Way);

#[derive(Clone)]
pub(crate) enum Way {
    Memory(Arc<MemoryReplayStore>),
    Callback(Callback),
}

/// What a store answers.
#[repr(i32)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// None was claimed before; now all are. Nothing else lets a token in.
    First = 1,
    /// This digest was claimed before; nothing has changed.
    SeenDigest = 2,
    /// This nonce was claimed before; nothing has changed.
    SeenNonce = 3,
    /// This Created was claimed before; nothing has changed.
    SeenCreated = 4,
    /// There is no room; nothing has changed.
    Full = 5,
    /// Claims of this time may have been lost; nothing has changed.
    HistoryGap = 6,
    /// No answer. So is every number that is no outcome.
    Unavailable = 7,
}

const OUTCOMES: [(Outcome, ClaimOutcome); 7] = [
    (Outcome::First, ClaimOutcome::First),
    (Outcome::SeenDigest, ClaimOutcome::Seen(ClaimKind::Digest)),
    (Outcome::SeenNonce, ClaimOutcome::Seen(ClaimKind::Nonce)),
    (Outcome::SeenCreated, ClaimOutcome::Seen(ClaimKind::Created)),
    (Outcome::Full, ClaimOutcome::Full),
    (Outcome::HistoryGap, ClaimOutcome::HistoryGap),
    (Outcome::Unavailable, ClaimOutcome::Unavailable),
];

/// What is not known lets nothing in.
pub(crate) fn outcome_of(number: i32) -> ClaimOutcome {
    let known = OUTCOMES.iter().find(|(outcome, _)| *outcome as i32 == number);
    known.map_or(ClaimOutcome::Unavailable, |(_, outcome)| *outcome)
}

/// Makes all claims or none, in one atomic step, and answers with a number of xwsse_outcome.
///
/// `now` is the verifier's time. The claims are yours to read until you return. Threads that verify at once call
/// it at once. It must return: do not leave it by longjmp() or by an exception.
pub type ClaimFn =
    Option<unsafe extern "C" fn(context: *mut c_void, claims: *const Claims, now: Time) -> i32>;

#[derive(Clone, Copy)]
pub(crate) struct Callback {
    claim: unsafe extern "C" fn(*mut c_void, *const Claims, Time) -> i32,
    context: *mut c_void,
}

// SAFETY: topic "Callbacks": xwsse.h demands that they may be called from all threads.
unsafe impl Send for Callback {}
// SAFETY: as above.
unsafe impl Sync for Callback {}

impl ReplayStore for Way {
    fn claim(&self, claims: &xwsse::Claims, now: DateTime<Utc>) -> ClaimOutcome {
        match self {
            Self::Memory(store) => store.claim(claims, now),
            Self::Callback(Callback { claim, context }) => {
                // SAFETY: topic "Callbacks".
                outcome_of(unsafe { claim(*context, Claims::of(claims), now.into()) })
            }
        }
    }
}

impl fmt::Debug for Way {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Memory(_) => "Memory",
            Self::Callback(_) => "Callback",
        })
    }
}

/// The capacity of a memory store to begin with: 20 MiB, room for 2,900 requests a second of `penneo`.
#[allow(dead_code, reason = "it is for C")]
pub const XWSSE_DEFAULT_CAPACITY: usize = 1_048_576;

// The header takes a number, and no path into the core.
const _: () = assert!(XWSSE_DEFAULT_CAPACITY == MemoryReplayStore::DEFAULT_CAPACITY);

/// Claims that a store may be asked to hold: 20 GiB of them.
const MAX_CAPACITY: usize = 1 << 30;

/// Makes a store in memory, for one process, with room for at least so many claims, of 20 bytes each, taken at
/// once. A token of `penneo` makes three claims, which live for up to two minutes. When it is full it refuses with
/// 503 and recovers as claims age out; nothing is ever evicted. Free it with xwsse_store_free().
///
/// `history_from` is NULL, or refuses (503) every token of this instant or before. A restarted process has lost
/// what it knew; with its start plus the dialect's max_future nothing from before is accepted again.
///
/// XWSSE_CAPACITY_INVALID, XWSSE_OUT_OF_MEMORY, XWSSE_TIME_INVALID.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_store_new_memory(
    capacity: usize,
    history_from: *const Time,
    store: *mut *mut Store,
) -> Status {
    guard(|| {
        // SAFETY: topics "Inputs" and "Outputs".
        let (history_from, out) = unsafe { (time::given(history_from)?, Out::new(store)?) };
        if !(1..=MAX_CAPACITY).contains(&capacity) {
            return Err(Status::CapacityInvalid);
        }
        let mut store = MemoryReplayStore::try_with_capacity(capacity).map_err(|_| Status::OutOfMemory)?;
        if let Some(instant) = history_from {
            store = store.with_history_from(instant);
        }
        out.put_new(Store(Way::Memory(Arc::new(store))))
    })
}

/// Makes a store of a function of yours, which is given `context` as it is. Both must stay good until the store and
/// every verifier of it are freed. Free it with xwsse_store_free().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_store_new_callback(
    claim: ClaimFn,
    context: *mut c_void,
    store: *mut *mut Store,
) -> Status {
    guard(|| {
        // SAFETY: topic "Outputs".
        let store = unsafe { Out::new(store) }?;
        let claim = claim.ok_or(Status::NullArgument)?;
        store.put_new(Store(Way::Callback(Callback { claim, context })))
    })
}

/// Frees a store; NULL is none. Verifiers that were made with it keep what they need of it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_store_free(store: *mut Store) {
    // SAFETY: topic "Handles".
    unsafe { handle::free(store) };
}

/// Claims that fit into a store in memory for certain, at least what was asked for; 0 for a store of your own.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_store_capacity(store: *const Store) -> usize {
    guard_value(|| {
        // SAFETY: topic "Handles".
        Ok(match &unsafe { borrow(store) }?.0 {
            Way::Memory(store) => store.capacity(),
            Way::Callback(_) => 0,
        })
    })
}

/// Gives the claims that a store in memory must keep at this time, or now for NULL; 0 for a store of your own. It
/// looks at every slot: for a gauge, not for each request.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_store_live(store: *const Store, now: *const Time, live: *mut usize) -> Status {
    guard(|| {
        // SAFETY: topics "Handles", "Inputs" and "Outputs".
        let (store, now, live) = unsafe { (borrow(store)?, time::now(now)?, Out::new(live)?) };
        live.put(match &store.0 {
            Way::Memory(store) => store.live(now),
            Way::Callback(_) => 0,
        })
    })
}

/// Makes all claims, or none, at this time, or now for NULL: for a store of your own that stands on another one.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_store_claim(
    store: *const Store,
    claims: *const Claims,
    now: *const Time,
    outcome: *mut Outcome,
) -> Status {
    guard(|| {
        // SAFETY: topics "Handles", "Inputs" and "Outputs".
        let (store, claims, now, out) =
            unsafe { (borrow(store)?, Claims::borrow(claims)?, time::now(now)?, Out::new(outcome)?) };
        let answer = store.0.claim(claims, now);
        let known = OUTCOMES.iter().find(|(_, outcome)| *outcome == answer);
        out.put(known.map_or(Outcome::Unavailable, |(outcome, _)| *outcome))
    })
}
