//! Section D of the catalogue: replay, time and state.
//!
//! Left to later work: D6, D7, D11 and D12 need a store that other machines share, with a clock of its
//! own; D18 needs a limit for each key (that a full store evicts nothing is here); D19 attacks the scheme
//! of timestamp and HMAC.

#![cfg(feature = "std")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on must fail")]

mod common;

use common::{
    BASE, CountingStore, SECRET, USER, base_secrets, base_signer, base_time, base_verifier, dialect, instant,
};
use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Barrier};
use std::thread;
use std::time::Duration;
use xwsse::{
    ClaimOutcome, DateTime, Dialect, MemoryReplayStore, Rejection, ReplayStore, SignError, Signer,
    UsernameToken, Utc, Verifier, Window,
};

common::rows_of_section! {
    'D':
    d1_one_header_twice = "D1",
    d2_one_nonce_of_two_users = "D2",
    d3_a_used_nonce_or_a_used_created = "D3",
    d4_replays_from_the_far_edge_of_the_window = "D4",
    d5_the_edges_of_the_window = "D5",
    d8_the_clock_steps_back = "D8",
    d9_the_clock_jumps_ahead_and_back = "D9",
    d15_an_automatic_second_attempt = "D15",
}

/// A clock in milliseconds that a test sets.
#[derive(Clone)]
struct TestClock(Arc<AtomicI64>);

impl TestClock {
    fn at(time: DateTime<Utc>) -> Self {
        Self(Arc::new(AtomicI64::new(time.timestamp_millis())))
    }

    fn now(&self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.0.load(Ordering::SeqCst)).unwrap()
    }

    fn step_seconds(&self, seconds: i64) {
        self.0.fetch_add(seconds * 1_000, Ordering::SeqCst);
    }

    fn signer(&self, dialect: Dialect) -> Signer {
        let clock = self.clone();
        Signer::builder(USER, SECRET).dialect(dialect).clock(move || clock.now()).build().unwrap()
    }
}

#[test]
fn d4_a_claim_that_comes_after_its_time_is_refused() {
    // A look-up that takes its time: the window was checked, the claim is late.
    let verifier = base_verifier(Dialect::PENNEO);
    let authenticated = verifier.authenticate([BASE], base_time()).unwrap();
    let claim = |millis| {
        let now = base_time() + Duration::from_millis(millis);
        (verifier.store().claim(authenticated.claims(), now), verifier.store().live(now))
    };
    assert_eq!(claim(61_000), (ClaimOutcome::HistoryGap, 0));
    assert_eq!(claim(60_000), (ClaimOutcome::First, 3));
}

#[test]
fn d8_what_was_forgotten_is_not_taken_for_new_when_the_clock_steps_back() {
    let verifier =
        Verifier::new(base_secrets(), MemoryReplayStore::with_capacity(0)).with_dialect(Dialect::PENNEO);
    let at = |millis: u64| base_time() + Duration::from_millis(millis);
    let token = |millis: u64, nonce: &[u8]| {
        base_signer(Dialect::PENNEO).sign_with(at(millis), nonce).unwrap().into_header()
    };
    let first = token(0, b"nonce");
    assert!(verifier.verify_at([&first], at(0)).is_ok());
    // Another one takes its places.
    assert!(verifier.verify_at([&token(70_000, b"later")], at(70_000)).is_ok());
    let (back, same_nonce) = (at(30_000), token(1_500, b"nonce"));
    assert_eq!(verifier.verify_at([&first], back), Err(Rejection::HistoryGap));
    assert_eq!(verifier.verify_at([&same_nonce], back), Err(Rejection::HistoryGap));
    let last_chance = at(60_000);
    assert_eq!(verifier.verify_at([&first], last_chance), Err(Rejection::HistoryGap));
    // Once the clock has passed what was forgotten, all goes on.
    assert!(verifier.verify_at([&token(61_000, b"another")], at(61_000)).is_ok());
}

#[test]
fn d8_a_thread_that_read_the_clock_a_moment_ago_is_not_before_what_was_forgotten() {
    for ahead in (60_000..70_000).step_by(500) {
        let verifier = Verifier::new(base_secrets(), MemoryReplayStore::with_capacity(0));
        let verify = |millis: u64| {
            let time = base_time() + Duration::from_millis(millis);
            let token = base_signer(Dialect::PENNEO).sign_with(time, &millis.to_be_bytes()).unwrap();
            verifier.verify_at([token.header()], time).map(|_| ())
        };
        let verified = [verify(0), verify(ahead), verify(ahead - 1)];
        assert_eq!(verified, [Ok(()); 3], "{ahead}");
    }
}

#[test]
fn d10_a_restarted_store_refuses_what_it_may_have_accepted_before() {
    let started = base_time() + Duration::from_secs(5);
    let history_from = started + Dialect::PENNEO.window.max_future;
    let store = MemoryReplayStore::with_capacity(100).with_history_from(history_from);
    let verifier = Verifier::new(base_secrets(), store);
    assert_eq!(verifier.verify_at([BASE], started), Err(Rejection::HistoryGap));
    assert_eq!(Rejection::HistoryGap.http_status(), 503);

    let signer = base_signer(Dialect::PENNEO);
    let last_refused = signer.sign_with(history_from, b"nonce 1").unwrap();
    assert_eq!(verifier.verify_at([last_refused.header()], history_from), Err(Rejection::HistoryGap));
    assert_eq!(verifier.store().live(started), 0);

    let first_taken = signer.sign_with(history_from + Duration::from_millis(1), b"nonce 2").unwrap();
    assert!(verifier.verify_at([first_taken.header()], history_from).is_ok());
}

#[test]
fn d10_a_store_that_is_not_told_takes_what_is_older_than_itself() {
    assert!(base_verifier(Dialect::PENNEO).verify_at([BASE], base_time()).is_ok());
}

const THREADS: u32 = 64;
const ROUNDS: u32 = 250;

/// What the threads of one round were refused with; all others were accepted.
type Refusals = Vec<Rejection>;

/// In each round 64 threads present `header(round, thread)` to one verifier, all at once.
fn race(dialect: Dialect, header: impl Fn(u32, u32) -> String) -> Vec<Refusals> {
    let store = MemoryReplayStore::with_capacity(3 * (THREADS * ROUNDS) as usize);
    let verifier = &Verifier::new(base_secrets(), store).with_dialect(dialect);
    let barrier = &Barrier::new(THREADS as usize);
    let present = |thread| {
        let headers: Vec<_> = (0..ROUNDS).map(|round| header(round, thread)).collect();
        move || {
            let at_once = headers.iter().map(|header| {
                barrier.wait();
                verifier.verify_at([header], base_time()).err()
            });
            at_once.collect::<Vec<_>>()
        }
    };
    let of_threads: Vec<_> = thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS).map(|thread| scope.spawn(present(thread))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let of_round = |round| of_threads.iter().filter_map(|results| results[round]).collect();
    (0..ROUNDS as usize).map(of_round).collect()
}

/// Every round has one winner, and all others are refused for the one reason.
fn assert_one_winner(rounds: &[Refusals], reason: Rejection) {
    assert_eq!(rounds.len(), ROUNDS as usize);
    for refusals in rounds {
        assert_eq!(refusals, &vec![reason; THREADS as usize - 1]);
    }
}

fn signed(dialect: Dialect, millis: u32, nonce: u32) -> String {
    let created = base_time() + Duration::from_millis(millis.into());
    base_signer(dialect).sign_with(created, &nonce.to_be_bytes()).unwrap().into_header()
}

#[test]
fn d13_of_64_threads_with_one_header_one_is_accepted() {
    let rounds = race(Dialect::PENNEO, |round, _| signed(Dialect::PENNEO, round, round));
    assert_one_winner(&rounds, Rejection::Replayed);
}

#[test]
fn d13_of_64_threads_with_one_header_one_is_accepted_where_only_digests_are_claimed() {
    let digest_only = dialect("penneo,unique=none");
    let rounds = race(digest_only, |round, _| signed(digest_only, round, round));
    assert_one_winner(&rounds, Rejection::Replayed);
}

#[test]
fn d13_of_64_threads_that_share_only_created_one_is_accepted() {
    let rounds =
        race(Dialect::PENNEO, |round, thread| signed(Dialect::PENNEO, round, round * THREADS + thread));
    assert_one_winner(&rounds, Rejection::CreatedReused);
}

#[test]
fn d13_of_64_threads_that_share_only_the_nonce_one_is_accepted() {
    let rounds =
        race(Dialect::PENNEO, |round, thread| signed(Dialect::PENNEO, round * THREADS + thread, round));
    assert_one_winner(&rounds, Rejection::NonceReused);
}

#[test]
fn d13_of_64_threads_with_headers_of_their_own_all_are_accepted() {
    let rounds = race(Dialect::PENNEO, |round, thread| {
        let own = round * THREADS + thread;
        signed(Dialect::PENNEO, own, own)
    });
    assert_eq!(rounds, vec![Refusals::new(); ROUNDS as usize]);
}

#[test]
fn d14_a_claim_stays_when_the_handler_fails_after_verifying() {
    let verifier = base_verifier(Dialect::PENNEO);
    let failing_handler = || {
        verifier.verify_at([BASE], base_time()).unwrap();
        std::panic::resume_unwind(Box::new("the handler fails before it has done its work"));
    };
    assert!(catch_unwind(AssertUnwindSafe(failing_handler)).is_err());
    assert_eq!(verifier.verify_at([BASE], base_time()), Err(Rejection::Replayed));
}

#[test]
fn d15_each_attempt_that_is_signed_afresh_is_accepted() {
    let (signer, verifier) = (base_signer(Dialect::PENNEO), base_verifier(Dialect::PENNEO));
    for _attempt in 0..5 {
        let token = signer.sign().unwrap();
        assert!(verifier.verify_at([token.header()], base_time()).is_ok());
        assert_eq!(verifier.verify_at([token.header()], base_time()), Err(Rejection::Replayed));
    }
}

/// Tokens that a signer gives while its clock stands still, in `penneo`: a quarter of 60 s in
/// milliseconds, and the one of the present millisecond.
const BURST: usize = 15_001;

#[test]
fn d16_a_burst_has_strictly_increasing_created_and_ends_in_an_error() {
    let signer = base_signer(Dialect::PENNEO);
    let tokens: Vec<_> = (0..BURST).map(|_| signer.sign().unwrap()).collect();
    assert!(tokens.is_sorted_by(|a, b| a.created() < b.created()));
    assert_eq!(tokens[0].created(), "2026-03-14T10:00:00.000Z");
    assert_eq!(tokens[BURST - 1].created(), "2026-03-14T10:00:15.000Z");
    assert_eq!(signer.sign(), Err(SignError::CreatedExhausted));
    assert_eq!(signer.sign_many(1), Err(SignError::CreatedExhausted));
}

#[test]
fn d16_too_many_at_once_use_no_created_up() {
    let signer = base_signer(Dialect::PENNEO);
    for too_many in [BURST + 1, usize::MAX] {
        assert_eq!(signer.sign_many(too_many), Err(SignError::CreatedExhausted));
    }
    assert_eq!(signer.sign_many(0), Ok(vec![]));
    assert_eq!(signer.sign().unwrap().created(), "2026-03-14T10:00:00.000Z");
}

#[test]
fn d16_a_burst_is_accepted_to_its_last_token() {
    let store = MemoryReplayStore::with_capacity(3 * BURST);
    let verifier = Verifier::new(base_secrets(), store);
    for token in base_signer(Dialect::PENNEO).sign_many(BURST).unwrap() {
        assert!(verifier.verify_at([token.header()], base_time()).is_ok(), "{token:?}");
    }
}

#[test]
fn d16_many_tokens_are_signed_all_or_none() {
    let signer = base_signer(Dialect::PENNEO);
    assert_eq!(signer.sign_many(15_002).unwrap_err(), SignError::CreatedExhausted);
    let tokens = signer.sign_many(15_001).unwrap();
    assert_eq!(tokens[0].created(), "2026-03-14T10:00:00.000Z");
    assert_eq!(tokens[15_000].created(), "2026-03-14T10:00:15.000Z");
    assert!(tokens.is_sorted_by(|one, next| one.created() < next.created()));
    assert_eq!(signer.sign().unwrap_err(), SignError::CreatedExhausted);
}

#[test]
fn d16_a_window_without_a_future_repeats_no_created_either() {
    let clock = TestClock::at(base_time());
    let signer = clock.signer(dialect("penneo,max_future=0"));
    let first = signer.sign().unwrap();
    clock.step_seconds(1);
    let second = signer.sign().unwrap();
    assert!(second.created() > first.created());
    clock.step_seconds(-1);
    assert_eq!(signer.sign().unwrap_err(), SignError::CreatedExhausted);
}

#[test]
fn d16_an_exhausted_signer_goes_on_when_the_clock_does() {
    let clock = TestClock::at(base_time());
    let signer = clock.signer(Dialect::PENNEO);
    signer.sign_many(BURST).unwrap();
    assert_eq!(signer.sign(), Err(SignError::CreatedExhausted));
    clock.step_seconds(1);
    let more = signer.sign_many(1_000).unwrap();
    assert_eq!(more[0].created(), "2026-03-14T10:00:15.001Z");
    assert_eq!(signer.sign(), Err(SignError::CreatedExhausted));
}

#[test]
fn d16_a_burst_may_be_as_long_as_a_quarter_of_any_window_of_the_future() {
    for (text, burst) in [
        ("penneo,max_future=0", 1),
        ("penneo,max_future=0.002", 1),
        ("penneo,max_future=0.5", 126),
        ("penneo,max_future=1.9", 476),
        ("penneo,max_future=4,created=seconds", 2),
        ("penneo,max_future=0.0004,created=micros", 101),
    ] {
        let signer = base_signer(dialect(text));
        let signed = (0..1_000).map_while(|_| signer.sign().ok()).count();
        assert_eq!(signed, burst, "{text}");
        assert_eq!(signer.sign(), Err(SignError::CreatedExhausted), "{text}");
    }
}

#[test]
fn d16_threads_that_share_a_signer_never_share_a_created() {
    let signer = base_signer(Dialect::PENNEO);
    let of_threads: Vec<Vec<UsernameToken>> = thread::scope(|scope| {
        let threads: Vec<_> = (0..8)
            .map(|_| {
                let clone = signer.clone();
                scope.spawn(move || (0..1_000).map(|_| clone.sign().unwrap()).collect())
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    for tokens in &of_threads {
        assert!(tokens.is_sorted_by(|a, b| a.created() < b.created()));
    }
    let all: HashSet<_> = of_threads.iter().flatten().map(UsernameToken::created).collect();
    assert_eq!(all.len(), 8 * 1_000);
}

#[test]
fn d16_the_clock_steps_back_a_little_and_created_still_increases() {
    let clock = TestClock::at(base_time());
    let signer = clock.signer(Dialect::PENNEO);
    let before = signer.sign().unwrap();
    clock.step_seconds(-10);
    let after = signer.sign().unwrap();
    assert!(before.created() < after.created());
}

#[test]
fn d16_the_clock_steps_back_within_the_window_and_signing_waits_for_it() {
    let clock = TestClock::at(base_time());
    let signer = clock.signer(Dialect::PENNEO);
    signer.sign().unwrap();
    clock.step_seconds(-60);
    assert_eq!(signer.sign(), Err(SignError::CreatedExhausted));
    clock.step_seconds(46);
    assert_eq!(signer.sign().unwrap().created(), "2026-03-14T10:00:00.001Z");
}

#[test]
fn d16_the_clock_steps_back_beyond_the_window_and_signing_starts_again_at_its_time() {
    let clock = TestClock::at(base_time());
    let signer = clock.signer(Dialect::PENNEO);
    signer.sign().unwrap();
    clock.step_seconds(-61);
    assert_eq!(signer.sign().unwrap().created(), "2026-03-14T09:58:59.000Z");
    assert_eq!(signer.sign().unwrap().created(), "2026-03-14T09:58:59.001Z");
}

#[test]
fn d16_the_end_of_the_calendar_is_an_error() {
    let last_tick = DateTime::from_timestamp_nanos(i64::MAX);
    for (time, text) in [
        (last_tick, "penneo,created=nanos"),
        (DateTime::<Utc>::MIN_UTC, "penneo,created=nanos"),
        (instant("9999-12-31T23:59:59.999Z"), "penneo"),
        (DateTime::<Utc>::MAX_UTC, "penneo"),
        (DateTime::<Utc>::MIN_UTC, "penneo,created=seconds"),
    ] {
        let signer =
            Signer::builder(USER, SECRET).dialect(dialect(text)).clock(move || time).build().unwrap();
        let failed = (0..3).find_map(|_| signer.sign().err());
        assert_eq!(failed, Some(SignError::CreatedOutOfRange), "{time} {text}");
    }
}

#[test]
fn d17_a_flood_of_bad_digests_never_reaches_the_store() {
    let verifier = Verifier::new(base_secrets(), CountingStore::new());
    let stranger = Signer::builder(USER, "a guess").clock(base_time).build().unwrap();
    for token in stranger.sign_many(10_000).unwrap() {
        assert_eq!(verifier.verify_at([token.header()], base_time()), Err(Rejection::DigestMismatch));
    }
    assert_eq!((verifier.store().asked(), verifier.store().inner.live(base_time())), (0, 0));
}

#[test]
fn d17_a_flood_of_stale_headers_reaches_neither_the_secrets_nor_the_store() {
    let asked_for_secrets = |_: &str| -> Result<Vec<_>, _> { panic!("a stale header costs no look-up") };
    let verifier = Verifier::new(asked_for_secrets, CountingStore::new());
    let late = base_time() + Duration::from_secs(76);
    for token in base_signer(Dialect::PENNEO).sign_many(10_000).unwrap() {
        assert_eq!(verifier.verify_at([token.header()], late), Err(Rejection::CreatedStale));
    }
    assert_eq!(verifier.store().asked(), 0);
}

#[test]
fn d17_what_reaches_the_store_is_counted() {
    let verifier = Verifier::new(base_secrets(), CountingStore::new());
    verifier.verify_at([BASE], base_time()).unwrap();
    assert_eq!((verifier.store().asked(), verifier.store().inner.live(base_time())), (1, 3));
}

#[test]
fn d18_a_full_store_accepts_nothing_and_evicts_nothing() {
    let verifier = Verifier::new(base_secrets(), MemoryReplayStore::with_capacity(30));
    let signer = base_signer(Dialect::PENNEO);
    let mut accepted = vec![];
    let full = loop {
        let token = signer.sign().unwrap();
        match verifier.verify_at([token.header()], base_time()) {
            Ok(_) => accepted.push(token),
            Err(why) => break why,
        }
    };
    assert_eq!(full, Rejection::StoreFull);
    assert!(accepted.len() >= 10, "the capacity was not reached: {}", accepted.len());
    for token in accepted {
        assert_eq!(verifier.verify_at([token.header()], base_time()), Err(Rejection::Replayed));
    }
}

#[test]
fn d18_a_store_holds_at_least_what_was_asked_for() {
    let one_claim = dialect("penneo,unique=none");
    let tokens = base_signer(one_claim).sign_many(3_000).unwrap();
    for asked in (0..100).chain([640, 641, 3_000]) {
        let store = MemoryReplayStore::with_capacity(asked);
        assert!(store.capacity() >= asked, "{} for {asked}", store.capacity());
        let verifier = Verifier::new(base_secrets(), store).with_dialect(one_claim);
        let capacity = verifier.store().capacity().min(tokens.len());
        for token in &tokens[..capacity] {
            assert!(verifier.verify_at([token.header()], base_time()).is_ok(), "{asked}");
        }
    }
}

#[test]
fn d20_no_claim_is_kept_for_no_time() {
    for preset in Dialect::PRESETS {
        for (max_age, max_future) in [(0, 0), (0, 60), (60, 0), (1, 1), (300, 300), (u64::MAX, u64::MAX)] {
            let mut dialect = preset;
            dialect.window = Window::seconds(max_age, max_future);
            assert_kept(dialect);
        }
    }
    assert_kept(dialect("penneo,max_age=0.000000001,max_future=0"));
}

/// A token is kept as long as it can pass the window, and for a second at least by a store of its own.
fn assert_kept(dialect: Dialect) {
    let token = base_signer(dialect).sign().unwrap();
    let authenticated = base_verifier(dialect).authenticate([token.header()], base_time()).unwrap();
    let claims = authenticated.claims();
    assert!(claims.keep_for() >= Duration::from_secs(1), "{dialect:?}");
    assert!(claims.keep_for() >= dialect.window.max_age, "{dialect:?}");
    assert!(claims.keep_until() >= claims.created(), "{dialect:?}");
    let last = claims.keep_until();
    assert_eq!(dialect.window.check(claims.created(), last), Ok(()), "{dialect:?}");

    let store = MemoryReplayStore::with_capacity(10);
    assert_eq!(store.claim(claims, base_time()), ClaimOutcome::First, "{dialect:?}");
    assert!(store.live(base_time()) > 0, "{dialect:?}");
    assert!(matches!(store.claim(claims, last), ClaimOutcome::Seen(_)), "{dialect:?}");
}
