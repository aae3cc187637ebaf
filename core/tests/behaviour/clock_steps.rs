//! A day of requests against one store, while the verifier's clock steps, drifts and is set right again.
//!
//! Two promises: no header is ever accepted twice, whatever the clock does; and while the clock is
//! steady, no fresh header is refused unless the store is full.

use crate::common::{SecretsByName, base_secrets, base_signer, base_time, dialect};
use chrono::TimeDelta;
use std::collections::BTreeMap;
use xwsse::{DateTime, MemoryReplayStore, Rejection, Signer, Utc, Verifier};

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;
/// Between two requests, in milliseconds.
const LONGEST_PAUSE: i64 = 20_000;
/// How far a clock may be from the true time.
const MAX_SKEW: i64 = 3 * HOUR;

/// What a day is like; all that happens on it follows from this.
#[derive(Debug, Clone, Copy)]
struct Setting {
    seed: u64,
    dialect: &'static str,
    capacity: usize,
    steady: bool,
}

/// What became of the headers of a day.
#[derive(Debug, Default)]
struct Tally {
    accepted: usize,
    full: usize,
    gaps: usize,
    replays: usize,
    reused: usize,
}

/// The true time, the clock that the verifier goes by, and all that was sent, by its Created.
struct World {
    setting: Setting,
    random: Random,
    verifier: Verifier<SecretsByName, MemoryReplayStore>,
    signer: Signer,
    millis: i64,
    skew: i64,
    /// Requests that still come at once.
    burst: u32,
    sent: BTreeMap<DateTime<Utc>, Sent>,
    tally: Tally,
}

struct Sent {
    header: String,
    nonce: Vec<u8>,
    accepted: bool,
}

impl World {
    fn new(setting: Setting) -> Self {
        // Nanoseconds, so that each header has a Created of its own.
        let dialect = dialect(&format!("{},created=nanos", setting.dialect));
        let store = MemoryReplayStore::with_capacity(setting.capacity);
        Self {
            setting,
            random: Random(setting.seed),
            verifier: Verifier::new(base_secrets(), store).with_dialect(dialect),
            signer: base_signer(dialect),
            millis: 0,
            skew: 0,
            burst: 0,
            sent: BTreeMap::new(),
            tally: Tally::default(),
        }
    }

    /// A day of requests; then, after a quiet time, one that must be accepted.
    fn live_through_a_day(setting: Setting) -> Tally {
        let mut world = Self::new(setting);
        while world.millis < DAY {
            world.pass_time();
            match world.random.between(0, 9) {
                0..=2 => world.replay(),
                3 => world.reuse_nonce(),
                4 => world.reuse_created(),
                _ => world.send_fresh(),
            }
            if world.setting.steady && world.random.one_in(1_000) {
                world.recover(0);
            }
        }
        world.recover(2 * MAX_SKEW);
        world.tally
    }

    /// What the verifier's clock shows.
    fn now(&self) -> DateTime<Utc> {
        base_time() + TimeDelta::milliseconds(self.millis + self.skew)
    }

    fn pass_time(&mut self) {
        if self.random.one_in(300) {
            self.burst = 30;
        }
        let elapsed = self.random.between(0, if self.burst > 0 { 10 } else { LONGEST_PAUSE });
        self.burst = self.burst.saturating_sub(1);
        self.millis += elapsed;
        if self.setting.steady {
            return;
        }
        // 500 parts in a million.
        self.skew += elapsed / 2_000;
        if self.random.one_in(100) {
            self.step_clock();
        }
    }

    /// Sets the clock right, or steps it by anything from a millisecond to hours.
    fn step_clock(&mut self) {
        let most = 1 << self.random.between(0, 23);
        let step = self.random.between(-most, most);
        self.skew = if self.random.one_in(4) { 0 } else { (self.skew + step).clamp(-MAX_SKEW, MAX_SKEW) };
    }

    /// A Created that passes the window now.
    fn any_created(&mut self) -> DateTime<Utc> {
        let window = self.verifier.dialect().window;
        let oldest = i64::try_from(window.max_age.as_millis()).unwrap();
        let newest = i64::try_from(window.max_future.as_millis()).unwrap();
        self.now() + TimeDelta::milliseconds(self.random.between(-oldest, newest - 1))
    }

    /// A Created that passes the window now and was never used.
    fn fresh_created(&mut self) -> DateTime<Utc> {
        let number = i64::try_from(self.sent.len()).unwrap();
        self.any_created() + TimeDelta::nanoseconds(number % 1_000_000)
    }

    fn fresh_nonce(&mut self) -> Vec<u8> {
        format!("{:016x}{:016x}", self.random.next(), self.random.next()).into()
    }

    /// Sends a header that was never sent before and is in the window.
    fn send_fresh(&mut self) {
        let (created, nonce) = (self.fresh_created(), self.fresh_nonce());
        let token = self.signer.sign_with(created, &nonce).unwrap();
        let outcome = self.verifier.verify_at([token.header()], self.now());
        match outcome {
            Ok(_) => self.tally.accepted += 1,
            Err(Rejection::StoreFull) => self.tally.full += 1,
            Err(Rejection::HistoryGap) if !self.setting.steady => self.tally.gaps += 1,
            Err(why) => panic!("{why:?} for a fresh header: {:?}", self.setting),
        }
        self.sent.insert(created, Sent { header: token.into_header(), nonce, accepted: outcome.is_ok() });
    }

    /// A header that was accepted and passes the window now, if the next one in time is one.
    fn accepted_before(&mut self) -> Option<(DateTime<Utc>, Vec<u8>)> {
        let around = self.any_created();
        let (created, sent) = self.sent.range(around..).next()?;
        let passes = self.verifier.dialect().window.check(*created, self.now()).is_ok();
        (sent.accepted && passes).then(|| (*created, sent.nonce.clone()))
    }

    /// Sends a new header with a nonce that was used.
    fn reuse_nonce(&mut self) {
        if !self.verifier.dialect().unique_nonce {
            return;
        }
        if let Some((_, nonce)) = self.accepted_before() {
            let created = self.fresh_created();
            self.assert_refused(created, &nonce);
        }
    }

    /// Sends a new header with a Created that was used.
    fn reuse_created(&mut self) {
        if !self.verifier.dialect().unique_created {
            return;
        }
        if let Some((created, _)) = self.accepted_before() {
            let nonce = self.fresh_nonce();
            self.assert_refused(created, &nonce);
        }
    }

    fn assert_refused(&mut self, created: DateTime<Utc>, nonce: &[u8]) {
        let token = self.signer.sign_with(created, nonce).unwrap();
        let now = self.now();
        let accepted = self.verifier.verify_at([token.header()], now).is_ok();
        assert!(!accepted, "a used value was accepted at {now}: {token} {:?}", self.setting);
        self.tally.reused += 1;
    }

    /// Sends a header again: one that passes the window now, or one of any time.
    fn replay(&mut self) {
        let around = if self.random.one_in(2) {
            self.any_created()
        } else {
            base_time() + TimeDelta::milliseconds(self.random.between(-MAX_SKEW, self.millis + MAX_SKEW))
        };
        let now = self.now();
        let Some((_, sent)) = self.sent.range_mut(around..).next() else { return };
        self.tally.replays += 1;
        match self.verifier.verify_at([&sent.header], now) {
            Ok(_) => {
                assert!(!sent.accepted, "accepted twice at {now}: {} {:?}", sent.header, self.setting);
                sent.accepted = true;
            }
            Err(Rejection::Replayed) => assert!(sent.accepted, "{} {:?}", sent.header, self.setting),
            Err(Rejection::CreatedStale | Rejection::CreatedInFuture) => {}
            // Some claims of it may be forgotten, but not all without a gap.
            Err(Rejection::NonceReused | Rejection::CreatedReused)
                if sent.accepted && !self.setting.steady => {}
            Err(Rejection::HistoryGap) if !self.setting.steady => {}
            Err(Rejection::StoreFull) if !sent.accepted => {}
            Err(why) => panic!("{why:?} for a replay at {now}: {} {:?}", sent.header, self.setting),
        }
    }

    /// After this time, and a little more than a claim is kept, a fresh header is accepted at the right time.
    fn recover(&mut self, quiet: i64) {
        let window = self.verifier.dialect().window;
        let kept = i64::try_from((window.max_age + window.max_future).as_millis()).unwrap();
        self.skew = 0;
        self.millis += quiet + kept + 5_000;
        let accepted = self.tally.accepted;
        self.send_fresh();
        assert_eq!(self.tally.accepted, accepted + 1, "no recovery: {:?}", self.setting);
    }
}

/// Numbers that look random, the same for the same seed (`SplitMix64`).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from `low` to `high`, both included.
    fn between(&mut self, low: i64, high: i64) -> i64 {
        low + i64::try_from(self.next() % (high.abs_diff(low) + 1)).unwrap()
    }

    fn one_in(&mut self, count: u64) -> bool {
        self.next().is_multiple_of(count)
    }
}

/// Lives through a day with this window, once for each of three stores: with room for all, for some,
/// and for a few headers.
fn days(seed: u64, dialect: &'static str, steady: bool) -> [Tally; 3] {
    [100_000, 100, 10].map(|capacity| {
        let setting = Setting { seed, dialect, capacity, steady };
        let tally = World::live_through_a_day(setting);
        assert!(tally.replays > 1_000 && tally.accepted > 100, "{tally:?} {setting:?}");
        tally
    })
}

/// Whatever the clock does, a store with room for all is never full, and one that is small has to
/// refuse what it cannot know.
fn no_header_is_accepted_twice(seed: u64, dialect: &'static str) {
    let [large, _, small] = days(seed, dialect, false);
    assert_eq!(large.full, 0);
    assert!(small.gaps > 0, "{small:?}");
}

/// With room for all headers, all fresh ones are accepted.
fn every_fresh_header_is_accepted(seed: u64, dialect: &'static str) {
    let [large, _, small] = days(seed, dialect, true);
    assert_eq!((large.full, large.gaps), (0, 0));
    assert!(small.full > 0, "{small:?}");
}

macro_rules! days {
    ($($window:ident = $seed:literal $dialect:literal,)*) => {$(
        mod $window {
            #[test]
            fn no_header_is_accepted_twice_whatever_the_clock_does() {
                super::no_header_is_accepted_twice($seed, $dialect);
            }

            #[test]
            fn every_fresh_header_is_accepted_while_the_clock_is_steady() {
                super::every_fresh_header_is_accepted($seed, $dialect);
            }
        }
    )*};
}

days! {
    a_minute = 1 "penneo",
    a_minute_with_digests_alone = 2 "penneo,unique=none",
    five_minutes = 3 "atom",
    two_hours = 4 "pywsse",
    seconds = 5 "penneo,max_age=2.5,max_future=0.75",
}
