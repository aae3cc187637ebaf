//! The memory store at its edges: its size, its last second, its first years, and when it is full.

use crate::common::{SECRET, USER, base_time, instant};
use std::time::Duration;
use xwsse::{
    Candidate, ClaimKind, ClaimOutcome, Claims, Credentials, DateTime, Dialect, MemoryReplayStore,
    ReplayStore, Secret, Signer, Utc,
};

/// The claims of a token that makes one, of this number and Created.
fn claims(number: u32, created: DateTime<Utc>) -> Claims {
    claims_in("penneo,unique=none", &number.to_be_bytes(), created)
}

/// The claims of a token of this nonce and Created.
fn claims_in(dialect: &str, nonce: &[u8], created: DateTime<Utc>) -> Claims {
    let dialect: Dialect = dialect.parse().unwrap();
    let signer = Signer::builder(USER, SECRET).dialect(dialect).build().unwrap();
    let token = signer.sign_with(created, nonce).unwrap();
    let candidate = Candidate::read(&dialect, [token.header()], created).unwrap();
    let credentials = Credentials::from(vec![Secret::new(SECRET).unwrap()]);
    candidate.authenticate(&credentials).unwrap().claims().clone()
}

const AGE: Duration = Duration::from_secs(60);
const SECOND: Duration = Duration::from_secs(1);

#[test]
fn a_nonce_does_not_use_up_the_created_of_the_same_bytes() {
    let store = MemoryReplayStore::with_capacity(100);
    let later = base_time() + SECOND;
    // As Created enters its claim: seconds in eight bytes, nanoseconds in four.
    let nonce = [&later.timestamp().to_be_bytes()[..], &[0; 4]].concat();
    for claims in [claims_in("penneo", &nonce, base_time()), claims_in("penneo", b"another", later)] {
        assert_eq!(store.claim(&claims, later), ClaimOutcome::First);
    }
}

#[test]
fn the_capacity_is_what_was_asked_for_and_little_more() {
    for asked in [0, 1, 10, 100, 1_000, 12_345, 100_000, 1_000_000] {
        let capacity = MemoryReplayStore::with_capacity(asked).capacity();
        assert!((asked..=asked + asked / 25 + 10).contains(&capacity), "{capacity} for {asked}");
    }
}

#[test]
fn the_default_capacity_is_that_of_2900_requests_a_second_of_penneo() {
    let capacity = MemoryReplayStore::new().capacity();
    assert!(capacity >= MemoryReplayStore::DEFAULT_CAPACITY);
    assert!((2_900..3_000).contains(&(capacity / 3 / 120)), "{capacity}");
}

#[test]
fn a_capacity_that_no_memory_has_is_an_error_and_any_other_is_given() {
    for asked in [usize::MAX, usize::MAX / 2, usize::MAX / 20] {
        assert!(MemoryReplayStore::try_with_capacity(asked).is_err(), "{asked}");
    }
    let store = MemoryReplayStore::try_with_capacity(1_000).unwrap();
    assert_eq!(store.capacity(), MemoryReplayStore::with_capacity(1_000).capacity());
}

/// Nearly every bucket is full then, so that many claims are behind another bucket's.
#[test]
fn in_a_nearly_full_store_every_claim_is_seen_until_its_last_second() {
    let store = MemoryReplayStore::with_capacity(200);
    let all: Vec<_> = (0..260).map(|number| claims(number, base_time())).collect();
    assert!(all.iter().all(|claims| store.claim(claims, base_time()) == ClaimOutcome::First));
    for now in [base_time(), base_time() + AGE] {
        for claims in &all {
            assert_eq!(store.claim(claims, now), ClaimOutcome::Seen(ClaimKind::Digest));
        }
        assert_eq!(store.live(now), all.len());
    }
    assert_eq!(store.live(base_time() + AGE + SECOND), 0);
}

#[test]
fn a_claim_that_ends_within_a_second_counts_until_the_next() {
    let store = MemoryReplayStore::with_capacity(10);
    let created = base_time() + Duration::from_millis(1);
    assert_eq!(store.claim(&claims(0, created), created), ClaimOutcome::First);
    assert_eq!(store.live(base_time() + AGE + SECOND), 1);
    assert_eq!(store.live(base_time() + AGE + 2 * SECOND), 0);
}

#[test]
fn a_claim_that_comes_after_its_time_is_not_made() {
    let store = MemoryReplayStore::with_capacity(10);
    let late = claims(0, base_time());
    for after in [AGE + SECOND, 2 * AGE] {
        assert_eq!(store.claim(&late, base_time() + after), ClaimOutcome::HistoryGap);
    }
    assert_eq!(store.claim(&late, base_time() + AGE), ClaimOutcome::First);
}

/// The two seconds are for a thread that read the clock a moment before the one that takes the place.
#[test]
fn a_full_store_has_room_again_two_seconds_after_its_claims_have_ended() {
    let store = MemoryReplayStore::with_capacity(1);
    let mut made = 0;
    while store.claim(&claims(made, base_time()), base_time()) == ClaimOutcome::First {
        made += 1;
    }
    assert!(usize::try_from(made).unwrap() >= store.capacity());
    let at = |seconds: u32| {
        let now = base_time() + AGE + seconds * SECOND;
        store.claim(&claims(1_000 + seconds, now), now)
    };
    assert_eq!([at(0), at(1), at(2)], [ClaimOutcome::Full; 3]);
    assert_eq!(at(3), ClaimOutcome::First);
    // What was refused took nothing from what is live, and left nothing behind.
    assert_eq!(store.live(base_time()), usize::try_from(made).unwrap());
}

#[test]
fn no_year_is_too_early_or_too_late_to_claim_once() {
    for time in
        ["0001-01-01T00:01:00Z", "1969-12-31T23:59:59Z", "1970-01-01T00:00:00Z", "1970-01-01T00:00:03Z"]
    {
        let store = MemoryReplayStore::with_capacity(10);
        let claims = claims(0, instant(time));
        assert_eq!(store.claim(&claims, instant(time)), ClaimOutcome::First, "{time}");
        assert_eq!(store.claim(&claims, instant(time)), ClaimOutcome::Seen(ClaimKind::Digest), "{time}");
    }
    let (store, far) = (MemoryReplayStore::with_capacity(10), instant("9999-12-31T23:58:00Z"));
    assert_eq!(store.claim(&claims(0, far), far), ClaimOutcome::First);
    assert_eq!(store.claim(&claims(0, far), far), ClaimOutcome::Seen(ClaimKind::Digest));
}
