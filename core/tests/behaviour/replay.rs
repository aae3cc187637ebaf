//! Headers shown again, at the edges of the window, while the clock steps and when the store is full or new (D).

use crate::common::{
    BASE, CountingStore, USER, base_secrets, base_signer, base_time, base_verifier, dialect,
};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;
use xwsse::{ClaimOutcome, Dialect, MemoryReplayStore, Rejection, ReplayStore, Signer, Verifier, Window};

crate::common::rows_of_section! {
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
