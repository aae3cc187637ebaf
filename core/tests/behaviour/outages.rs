//! A look-up, a store or a clock that fails, panics or is late (E9, E10).

use crate::common::{BASE, CountingStore, SECRET, USER, base_secrets, base_signer, base_time};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;
use xwsse::{
    Candidate, ClaimOutcome, Claims, Credentials, DateTime, Dialect, MemoryReplayStore, Rejection,
    ReplayStore, Secret, SecretsUnavailable, Signer, Utc, Verifier,
};

/// A look-up that panics for one username.
fn panics_for_mallory(username: &str) -> Result<Vec<Secret>, SecretsUnavailable> {
    assert!(username != "mallory", "the look-up fails for mallory");
    Ok(vec![Secret::new(SECRET).map_err(|_| SecretsUnavailable)?])
}

#[test]
fn e9_a_verifier_works_after_its_look_up_has_panicked() {
    let verifier = Verifier::new(panics_for_mallory, MemoryReplayStore::with_capacity(10));
    let mallory = BASE.replace(USER, "mallory");
    assert!(catch_unwind(AssertUnwindSafe(|| verifier.verify_at([&mallory], base_time()))).is_err());
    assert!(verifier.verify_at([BASE], base_time()).is_ok());
    assert_eq!(verifier.verify_at([BASE], base_time()), Err(Rejection::Replayed));
}

#[test]
fn e9_a_store_in_concurrent_use_survives_panicking_look_ups() {
    const TOKENS: usize = 500;
    let verifier = Verifier::new(panics_for_mallory, MemoryReplayStore::with_capacity(3 * TOKENS));
    let tokens = base_signer(Dialect::PENNEO).sign_many(TOKENS).unwrap();
    let mallory = BASE.replace(USER, "mallory");
    let accepted = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for (number, token) in tokens.iter().enumerate() {
                    if number % 25 == 0 {
                        let panicking = AssertUnwindSafe(|| verifier.verify_at([&mallory], base_time()));
                        assert!(catch_unwind(panicking).is_err());
                    }
                    let outcome = verifier.verify_at([token.header()], base_time());
                    accepted.fetch_add(usize::from(outcome.is_ok()), Ordering::SeqCst);
                }
            });
        }
    });
    assert_eq!(accepted.load(Ordering::SeqCst), TOKENS);
    assert_eq!(verifier.store().live(base_time()), 3 * TOKENS);
}

#[test]
fn e9_a_signer_works_after_its_clock_has_panicked() {
    let broken = Arc::new(AtomicBool::new(true));
    let switch = Arc::clone(&broken);
    let clock = move || {
        assert!(!switch.load(Ordering::SeqCst), "the clock fails");
        base_time()
    };
    let signer = Signer::builder(USER, SECRET).clock(clock).build().unwrap();
    assert!(catch_unwind(AssertUnwindSafe(|| signer.sign())).is_err());
    broken.store(false, Ordering::SeqCst);
    assert_eq!(signer.sign().unwrap().created(), "2026-03-14T10:00:00.000Z");
}

#[test]
fn e10_a_failed_look_up_is_unavailable_and_claims_nothing() {
    let broken = AtomicBool::new(true);
    let look_up = |_: &str| match broken.load(Ordering::SeqCst) {
        true => Err(SecretsUnavailable),
        false => Ok(vec![Secret::new(SECRET).unwrap()]),
    };
    let verifier = Verifier::new(look_up, CountingStore::new());
    let refused = verifier.verify_at([BASE], base_time()).unwrap_err();
    assert_eq!(refused, Rejection::SecretsUnavailable);
    assert_eq!(refused.http_status(), 503);
    assert_eq!(verifier.store().asked(), 0);

    broken.store(false, Ordering::SeqCst);
    assert!(verifier.verify_at([BASE], base_time()).is_ok());
}

#[test]
fn e10_a_store_without_an_answer_lets_nobody_in() {
    for (outcome, expected) in [
        (ClaimOutcome::Full, Rejection::StoreFull),
        (ClaimOutcome::Unavailable, Rejection::StoreUnavailable),
        (ClaimOutcome::HistoryGap, Rejection::HistoryGap),
    ] {
        let verifier = Verifier::new(base_secrets(), Answering(outcome));
        assert_eq!(verifier.verify_at([BASE], base_time()), Err(expected));
        assert_eq!(expected.http_status(), 503);
    }
}

/// A store that gives one answer.
struct Answering(ClaimOutcome);

impl ReplayStore for Answering {
    fn claim(&self, _: &Claims, _: DateTime<Utc>) -> ClaimOutcome {
        self.0
    }
}

#[test]
fn e10_a_look_up_that_took_too_long_does_not_bring_a_stale_token_to_the_store() {
    let store = CountingStore::new();
    let candidate = Candidate::read(&Dialect::PENNEO, [BASE], base_time()).unwrap();
    let credentials = Credentials::from(vec![Secret::new(SECRET).unwrap()]);
    let after = |millis| base_time() + Duration::from_millis(millis);

    let late = candidate.authenticate(&credentials).unwrap().claim(&store, after(60_001));
    assert_eq!(late, Err(Rejection::CreatedStale));
    assert_eq!(store.asked(), 0);
    let in_time = candidate.authenticate(&credentials).unwrap().claim(&store, after(60_000));
    assert!(in_time.is_ok());
    assert_eq!(store.asked(), 1);
}
