//! Bursts, threads and clocks that step, on the side that signs (D16): no Created twice.

use crate::common::{SECRET, USER, base_secrets, base_signer, base_time, dialect, instant};
use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::thread;
use xwsse::{DateTime, Dialect, MemoryReplayStore, SignError, Signer, UsernameToken, Utc, Verifier};

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
