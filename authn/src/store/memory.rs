//! A bounded replay store for one process.
//!
//! A claim has its place in a bucket of ten slots, or, when that is full, in one of the next buckets;
//! a full bucket notes until when claims that went on must be looked for behind it. Nothing is moved or
//! swept: a slot whose time has passed is free, and when it is taken, the shard notes until when the
//! forgotten claim had to be kept. At a time before that, the shard answers nothing but what it still
//! knows, so that a clock that steps back lets nothing in twice.

use alloc::boxed::Box;
use alloc::vec;
use alloc::vec::Vec;
use chrono::{DateTime, Utc};
use core::fmt;
use core::hash::{BuildHasher, Hash, Hasher};
use std::hash::RandomState;
use std::sync::PoisonError;

use super::{CapacityError, ReplayStore};
use crate::claim::{Claim, ClaimKind, Claims, MAX_CLAIMS};
use crate::outcome::ClaimOutcome;
use crate::sync::{Mutex, MutexGuard};

const SLOTS: usize = 10;
const MAX_SHARDS: usize = 64;
/// Buckets in a shard before there is a second one: below that, locks are not what takes time.
const MIN_SHARD_BUCKETS: usize = 64;
/// Buckets that a claim may be pushed along: so many full ones in a row are a full store.
const MAX_CHAIN: usize = 32;
/// Seconds that a claim stays beyond its time, so that a thread which read the clock a moment ago does not
/// find itself before what another one has made the shard forget.
const GRACE: u32 = 2;

/// A [`ReplayStore`] in memory: right for one process.
///
/// It holds at least as many live claims as its capacity says, in 20 bytes each, allocated at
/// construction and never again. A token of `penneo` makes three claims, which
/// live for up to two minutes. When a claim finds no room it answers [`ClaimOutcome::Full`], and
/// recovers as claims age out; nothing is ever evicted. Other processes need a shared store.
///
/// `Send` and `Sync`; share it by reference or `Arc`. A call takes a short lock of 64 for each claim.
///
/// A claim is remembered by 64 bits of a hash with a key drawn at construction, which also say its place: of
/// 10¹² headers about one is refused by chance, and nobody can aim at a bucket.
///
/// ```
/// use core::time::Duration;
/// use xwsse_authn::{MemoryReplayStore, Utc};
///
/// // Room for 1,000 requests a second of `penneo`.
/// let store = MemoryReplayStore::with_capacity(1_000 * 3 * 120);
/// assert!(store.capacity() >= 360_000);
/// assert_eq!(store.live(Utc::now()), 0);
///
/// // A gate that was running before cannot know what it accepted then.
/// let max_future = Duration::from_secs(60); // of the window
/// let gate = MemoryReplayStore::new().with_history_from(Utc::now() + max_future);
/// # let _ = gate;
/// ```
pub struct MemoryReplayStore<H = RandomState> {
    shards: Box<[Mutex<Shard>]>,
    buckets_per_shard: usize,
    history_from: Option<DateTime<Utc>>,
    hasher: H,
}

struct Shard {
    buckets: Box<[Bucket]>,
    /// The latest `keep_until` of a claim that had to leave its slot.
    forgotten: u32,
}

/// Ten slots in two neighbouring cache lines. Times are whole Unix seconds, rounded up; 0 is never.
#[derive(Clone, Copy)]
#[repr(align(128))]
struct Bucket {
    fingerprints: [u64; SLOTS],
    keep_until: [u32; SLOTS],
    /// The latest `keep_until` of a claim that found this bucket full and went on to the next.
    overflow_until: u32,
}

/// Where a claim is, or in one of the buckets that follow.
#[derive(Clone, Copy)]
struct Place {
    kind: ClaimKind,
    fingerprint: u64,
    shard: usize,
    bucket: usize,
}

impl MemoryReplayStore {
    /// Claims that [`new`](Self::new) has room for: 20 MiB, about 2,900 requests a second of `penneo`.
    pub const DEFAULT_CAPACITY: usize = 1 << 20;

    /// The largest capacity that [`try_with_capacity`](Self::try_with_capacity) takes: 20 GiB.
    pub const MAX_CAPACITY: usize = 1 << 30;

    /// A store of the [default capacity](Self::DEFAULT_CAPACITY).
    #[must_use]
    pub fn new() -> Self {
        Self::with_capacity(Self::DEFAULT_CAPACITY)
    }

    /// A store with room for at least this many live claims, which allocates all of its memory now: requests a second
    /// × claims a message (X-WSSE in `penneo` 3, else 2) × seconds of `max_age + max_future`.
    ///
    /// Aborts the process if the system does not have that much memory; [`try_with_capacity`](Self::try_with_capacity)
    /// asks first.
    #[must_use]
    pub fn with_capacity(claims: usize) -> Self {
        Self::with_hasher(claims, RandomState::new())
    }

    /// As [`with_capacity`](Self::with_capacity), for a capacity that comes from elsewhere.
    ///
    /// # Errors
    /// [`CapacityError`] when it is not 1 to [`MAX_CAPACITY`](Self::MAX_CAPACITY), or the system does not have that much
    /// memory.
    ///
    /// ```
    /// # use xwsse_authn::{CapacityError, MemoryReplayStore};
    /// assert!(MemoryReplayStore::try_with_capacity(1_000).is_ok());
    /// assert_eq!(MemoryReplayStore::try_with_capacity(0).unwrap_err(), CapacityError::OutOfRange);
    /// ```
    pub fn try_with_capacity(claims: usize) -> Result<Self, CapacityError> {
        if !(1..=Self::MAX_CAPACITY).contains(&claims) {
            return Err(CapacityError::OutOfRange);
        }
        let mut probe = Vec::<Bucket>::new();
        let buckets = slots(claims).div_ceil(SLOTS) + MAX_SHARDS;
        probe.try_reserve_exact(buckets).map_err(|_| CapacityError::OutOfMemory)?;
        drop(probe);
        Ok(Self::with_capacity(claims))
    }
}

impl<H: BuildHasher<Hasher: Clone>> MemoryReplayStore<H> {
    /// A store whose places depend on this hasher; a test passes one without a random key.
    fn with_hasher(claims: usize, hasher: H) -> Self {
        let buckets = slots(claims).div_ceil(SLOTS).max(1);
        let shards = (buckets / MIN_SHARD_BUCKETS).clamp(1, MAX_SHARDS);
        let buckets_per_shard = buckets.div_ceil(shards);
        Self {
            shards: (0..shards).map(|_| Mutex::new(Shard::new(buckets_per_shard))).collect(),
            buckets_per_shard,
            history_from: None,
            hasher,
        }
    }

    /// Answers [`ClaimOutcome::HistoryGap`] for every Created up to and including this instant.
    ///
    /// A restarted process has lost its claims. What it accepted before is dated at most its start plus
    /// the window's `max_future`: with that instant no token from before is accepted again, and clients
    /// whose clock is right are refused until it has passed. An earlier instant makes that shorter, and
    /// leaves the tokens of fast clocks to chance.
    #[must_use]
    pub fn with_history_from(mut self, instant: DateTime<Utc>) -> Self {
        self.history_from = Some(instant);
        self
    }

    /// Claims that fit for certain, at least what was asked for.
    #[must_use]
    pub fn capacity(&self) -> usize {
        self.shards.len() * self.buckets_per_shard * SLOTS * 2 / 3
    }

    /// Claims that must be kept at this time. It looks at every slot: for a gauge, not for each request.
    #[must_use]
    pub fn live(&self, now: DateTime<Utc>) -> usize {
        let now = whole_seconds(now);
        let live = |shard| {
            let shard: MutexGuard<'_, Shard> = lock(shard);
            shard.buckets.iter().map(|bucket| bucket.live(now)).sum::<usize>()
        };
        self.shards.iter().map(live).sum()
    }

    /// A hasher that has taken the username: what most claims of a message begin with.
    fn claimant(&self, claims: &Claims) -> H::Hasher {
        let mut hasher = self.hasher.build_hasher();
        claims.username().hash(&mut hasher);
        hasher
    }

    fn place(&self, claimant: &H::Hasher, claim: &Claim<'_>) -> Place {
        let mut hasher = if claim.is_for_everybody() { self.hasher.build_hasher() } else { claimant.clone() };
        hasher.write_u8(claim.kind() as u8);
        hasher.write(claim.scheme().as_bytes());
        hasher.write(claim.value());
        let fingerprint = hasher.finish();
        Place {
            kind: claim.kind(),
            fingerprint,
            shard: scale(fingerprint >> 32, self.shards.len()),
            bucket: scale(fingerprint & u64::from(u32::MAX), self.buckets_per_shard),
        }
    }
}

impl<H: BuildHasher<Hasher: Clone>> ReplayStore for MemoryReplayStore<H> {
    fn claim(&self, claims: &Claims, now: DateTime<Utc>) -> ClaimOutcome {
        if self.history_from.is_some_and(|from| claims.created() <= from) {
            return ClaimOutcome::HistoryGap;
        }
        let now = whole_seconds(now);
        let keep_until = whole_seconds_up(claims.keep_until());
        if keep_until < now {
            // Whoever waited this long between the window and the claim could be the second to do so.
            return ClaimOutcome::HistoryGap;
        }

        let claimant = self.claimant(claims);
        let mut places = [Place::NOWHERE; MAX_CLAIMS];
        let claimed = claims.iter();
        let places = &mut places[..claimed.len()];
        for (place, claim) in places.iter_mut().zip(claimed) {
            *place = self.place(&claimant, &claim);
        }
        // Calls that take their locks in one order cannot wait for each other in a circle.
        places.sort_unstable_by_key(|place| place.shard);
        let mut locked = [const { None }; MAX_CLAIMS];
        for (slot, group) in locked.iter_mut().zip(places.chunk_by(|a, b| a.shard == b.shard)) {
            *slot = Some((lock(&self.shards[group[0].shard]), group));
        }

        let live = |(shard, group): &(MutexGuard<'_, Shard>, &[Place])| {
            group.iter().filter(|place| shard.holds(place, now)).map(|place| place.kind).min()
        };
        if let Some(kind) = locked.iter().flatten().filter_map(live).min() {
            return ClaimOutcome::Seen(kind);
        }
        if locked.iter().flatten().any(|(shard, _)| now <= shard.forgotten) {
            return ClaimOutcome::HistoryGap;
        }
        let complete = locked
            .iter_mut()
            .flatten()
            .all(|(shard, group)| group.iter().all(|place| shard.take(place, now, keep_until)));
        if complete {
            return ClaimOutcome::First;
        }
        for (shard, group) in locked.iter_mut().flatten() {
            group.iter().for_each(|place| shard.give_back(place, keep_until));
        }
        ClaimOutcome::Full
    }
}

impl Place {
    const NOWHERE: Self = Self { kind: ClaimKind::Digest, fingerprint: 0, shard: 0, bucket: 0 };
}

impl Shard {
    fn new(buckets: usize) -> Self {
        Self { buckets: vec![Bucket::EMPTY; buckets].into(), forgotten: 0 }
    }

    /// The buckets in which a claim of this place may be, from its own on.
    fn chain(&self, place: &Place) -> impl Iterator<Item = usize> + use<> {
        let (first, buckets) = (place.bucket, self.buckets.len());
        (first..buckets).chain(0..first).take(MAX_CHAIN)
    }

    /// Whether a claim that must still be kept is at this place.
    fn holds(&self, place: &Place, now: u32) -> bool {
        for bucket in self.chain(place) {
            let bucket = &self.buckets[bucket];
            if bucket.holds(place.fingerprint, now) {
                return true;
            }
            if bucket.overflow_until < now {
                return false;
            }
        }
        false
    }

    /// Puts a claim into the first free slot from its place on; `false` when there is none.
    fn take(&mut self, place: &Place, now: u32, keep_until: u32) -> bool {
        for bucket in self.chain(place) {
            let bucket = &mut self.buckets[bucket];
            if let Some(slot) = bucket.free_slot(now) {
                self.forgotten = self.forgotten.max(bucket.keep_until[slot]);
                bucket.fingerprints[slot] = place.fingerprint;
                bucket.keep_until[slot] = keep_until;
                return true;
            }
            bucket.overflow_until = bucket.overflow_until.max(keep_until);
        }
        false
    }

    /// Undoes `take` for a claim that was not there before it.
    fn give_back(&mut self, place: &Place, keep_until: u32) {
        for bucket in self.chain(place) {
            let Bucket { fingerprints, keep_until: until, .. } = &mut self.buckets[bucket];
            for (fingerprint, until) in fingerprints.iter().zip(until) {
                if (*fingerprint, *until) == (place.fingerprint, keep_until) {
                    *until = 0;
                }
            }
        }
    }
}

impl Bucket {
    const EMPTY: Self = Self { fingerprints: [0; SLOTS], keep_until: [0; SLOTS], overflow_until: 0 };

    /// Looks at all slots without stopping, which takes a few wide comparisons.
    fn holds(&self, fingerprint: u64, now: u32) -> bool {
        self.fingerprints
            .iter()
            .zip(&self.keep_until)
            .fold(false, |found, (&other, &until)| found | ((other == fingerprint) & (until >= now)))
    }

    /// A slot whose claim need not be kept. As `holds`, it looks at all of them.
    fn free_slot(&self, now: u32) -> Option<usize> {
        let free = |free, (slot, &until)| if is_free(until, now) { Some(slot) } else { free };
        self.keep_until.iter().enumerate().fold(None, free)
    }

    fn live(&self, now: u32) -> usize {
        self.keep_until.iter().filter(|&&until| until >= now).count()
    }
}

/// Three slots for two claims: a bucket is then seldom full.
const fn slots(claims: usize) -> usize {
    claims.saturating_add(claims.div_ceil(2))
}

/// No code that can panic runs under a lock, so a poisoned one is whole.
fn lock(shard: &Mutex<Shard>) -> MutexGuard<'_, Shard> {
    shard.lock().unwrap_or_else(PoisonError::into_inner)
}

const fn is_free(keep_until: u32, now: u32) -> bool {
    keep_until.saturating_add(GRACE) < now
}

/// Maps 32 random bits evenly onto `0..range`, which has fewer than 2³² values.
fn scale(random: u64, range: usize) -> usize {
    usize::try_from(random.wrapping_mul(range as u64) >> 32).unwrap_or(0)
}

/// Unix seconds, late enough that a slot which was never used is free. Past the year 2106 time stands still:
/// nothing is forgotten then, and the store fills up rather than accept twice.
fn whole_seconds(instant: DateTime<Utc>) -> u32 {
    u32::try_from(instant.timestamp().max(i64::from(GRACE) + 1)).unwrap_or(u32::MAX)
}

fn whole_seconds_up(instant: DateTime<Utc>) -> u32 {
    let seconds = whole_seconds(instant);
    if instant.timestamp_subsec_nanos() > 0 { seconds.saturating_add(1) } else { seconds }
}

impl Default for MemoryReplayStore {
    fn default() -> Self {
        Self::new()
    }
}

impl<H: BuildHasher<Hasher: Clone>> fmt::Debug for MemoryReplayStore<H> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MemoryReplayStore").field("capacity", &self.capacity()).finish_non_exhaustive()
    }
}

#[cfg(all(test, loom))]
#[path = "memory_loom.rs"]
mod loom_tests;
