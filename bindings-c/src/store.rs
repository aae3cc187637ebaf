//! Who may claim once.

use std::ffi::{c_char, c_void};
use std::sync::{Arc, LazyLock};
use std::{fmt, ptr};
use xwsse_authn::{ClaimOutcome, DateTime, MemoryReplayStore, ReplayStore, Utc};

use crate::claims::Claims;
use crate::guard::{Nothing, guard, guard_value};
use crate::handle::{self, Out, borrow};
use crate::slice::text;
use crate::status::Status;
use crate::texts::Texts;
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
    /// The store is full; nothing has changed.
    Full = 5,
    /// Claims of this time may have been lost; nothing has changed.
    HistoryGap = 6,
    /// No answer. Any number that is not an outcome counts as this one.
    Unavailable = 7,
}

impl Outcome {
    const ALL: [Self; 7] = {
        use Outcome::*;
        [First, SeenDigest, SeenNonce, SeenCreated, Full, HistoryGap, Unavailable]
    };

    /// The one with the number of the core's.
    fn of_core(outcome: ClaimOutcome) -> Self {
        let known = Self::ALL.into_iter().find(|known| *known as i32 == outcome.number());
        known.unwrap_or(Self::Unavailable)
    }
}

/// What is not known lets nothing in.
pub(crate) fn outcome_of(number: i32) -> ClaimOutcome {
    ClaimOutcome::of_number(number).unwrap_or(ClaimOutcome::Unavailable)
}

static WORDS: LazyLock<[Texts<1>; Outcome::ALL.len()]> =
    LazyLock::new(|| Outcome::ALL.map(|outcome| Texts::new([outcome_of(outcome as i32).word()])));

/// The word for an outcome, such as `seen_digest`, the same in every language: a text that is never freed. NULL for a
/// number that is not an outcome.
#[unsafe(no_mangle)]
pub extern "C" fn xwsse_outcome_word(outcome: i32) -> *const c_char {
    guard_value(|| {
        let place = Outcome::ALL.iter().position(|known| *known as i32 == outcome);
        Ok(place.map_or(ptr::null(), |place| WORDS[place].slice(0).data))
    })
}

/// The outcome of a word; XWSSE_OUTCOME_UNAVAILABLE for any other text.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_outcome_of_word(word: *const c_char, word_len: usize) -> Outcome {
    guard_value(|| {
        // SAFETY: topic "Inputs".
        let word = unsafe { text(word, word_len) }?;
        Ok(ClaimOutcome::of_word(word).map_or(Outcome::Unavailable, Outcome::of_core))
    })
}

impl Nothing for Outcome {
    const NOTHING: Self = Self::Unavailable;
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
    fn claim(&self, claims: &xwsse_authn::Claims, now: DateTime<Utc>) -> ClaimOutcome {
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

/// Makes a store in memory, for one process, with room for at least so many claims, of 20 bytes each, allocated
/// now. A token of `penneo` makes three claims, which live for up to two minutes. When it is full it refuses with
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
        let mut store = MemoryReplayStore::try_with_capacity(capacity)?;
        if let Some(instant) = history_from {
            store = store.with_history_from(instant);
        }
        out.put_new(Store(Way::Memory(Arc::new(store))))
    })
}

/// Makes a store of a function of yours, which gets `context` as it is. Both must stay good until the store and
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

/// Frees a store; NULL is allowed. Verifiers that were made with it keep what they need of it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_store_free(store: *mut Store) {
    // SAFETY: topic "Handles".
    unsafe { handle::free(store) };
}

/// How many claims a store in memory certainly holds, at least what was asked for; 0 for a store of your own.
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

/// Writes how many claims a store in memory must keep at this time, or now for NULL; 0 for a store of your own. It
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
        out.put(Outcome::of_core(store.0.claim(claims, now)))
    })
}
