//! Section E of the catalogue: side channels, errors, rotation and the signer's clock.
//!
//! The hashes of E1 are counted inside the crate (`candidate`); E5 and E6 have the files `fork.rs` and
//! `zeroize.rs`, because each wants a process to itself. Left to later work: E4 is for the bridges to
//! other languages, E13 for the sidecar, E14 for SOAP.

#![cfg(feature = "std")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must fail")]

mod common;

use base64::{Engine, engine::general_purpose::STANDARD};
use common::{
    BASE, CountingStore, SECRET, USER, base_secrets, base_signer, base_time, base_verifier, dialect, instant,
    secrets_of,
};
use std::collections::HashSet;
use std::error::Error;
use std::fmt::Debug;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;
use xwsse::{
    Candidate, ClaimOutcome, Claims, Credentials, DateTime, Dialect, MemoryReplayStore, Rejection,
    ReplayStore, Secret, SecretsUnavailable, SignError, Signer, UsernameToken, Utc, Verifier, explain,
};

#[test]
fn e1_every_401_looks_the_same() {
    let seen_by_the_peer = |why: &Rejection| why.http_status();
    let answers: HashSet<_> = Rejection::ALL.iter().map(seen_by_the_peer).collect();
    assert_eq!(answers, HashSet::from([401, 503]));
    assert_eq!(xwsse::challenge("api"), r#"WSSE realm="api", profile="UsernameToken""#);
}

/// The right digest of the base vector, as it stands in the header.
const DIGEST: &str = "IAi+AjzrFAdVY2bqeCpaDzzKE6U=";
const DIGEST_BYTES: [u8; 20] = [
    0x20, 0x08, 0xbe, 0x02, 0x3c, 0xeb, 0x14, 0x07, 0x55, 0x63, 0x66, 0xea, 0x78, 0x2a, 0x5a, 0x0f, 0x3c,
    0xca, 0x13, 0xa5,
];

fn with_digest(bytes: &[u8]) -> String {
    BASE.replace(DIGEST, &STANDARD.encode(bytes))
}

#[test]
fn e2_a_digest_of_another_length_is_refused_before_any_secret_is_looked_up() {
    let never = |_: &str| -> Result<Vec<_>, _> { panic!("no look-up") };
    let verifier = Verifier::new(never, MemoryReplayStore::with_capacity(10));
    for len in (0..64).filter(|len| *len != 20) {
        let digest: Vec<_> = DIGEST_BYTES.into_iter().cycle().take(len).collect();
        let outcome = verifier.verify_at([&with_digest(&digest)], base_time());
        assert_eq!(outcome, Err(Rejection::DigestInvalid), "{len}");
    }
}

#[test]
fn e2_a_digest_with_any_one_bit_flipped_is_refused() {
    let verifier = base_verifier(Dialect::PENNEO);
    for bit in 0..160 {
        let mut digest = DIGEST_BYTES;
        digest[bit / 8] ^= 1 << (bit % 8);
        let outcome = verifier.verify_at([&with_digest(&digest)], base_time());
        assert_eq!(outcome, Err(Rejection::DigestMismatch), "{bit}");
    }
    assert!(verifier.verify_at([&with_digest(&DIGEST_BYTES)], base_time()).is_ok());
}

/// The texts in which the secret or the right digest could show.
struct Canaries(Vec<String>);

impl Canaries {
    fn of_base() -> Self {
        let forms = |bytes: &[u8]| {
            let list = format!("{bytes:?}");
            let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
            [list.trim_matches(['[', ']']).to_owned(), hex.to_uppercase(), hex, STANDARD.encode(bytes)]
        };
        let texts = [SECRET.to_owned()].into_iter();
        Self(texts.chain(forms(SECRET.as_bytes())).chain(forms(&DIGEST_BYTES)).collect())
    }

    fn are_not_in(&self, text: &str) {
        let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        for canary in &self.0 {
            assert!(!text.contains(canary) && !one_line.contains(canary), "{canary} shows in {text}");
        }
    }

    fn are_not_in_debug(&self, value: &dyn Debug) {
        self.are_not_in(&format!("{value:?}"));
        self.are_not_in(&format!("{value:#?}"));
    }

    fn are_not_in_error(&self, error: &dyn Error) {
        let chain = std::iter::successors(Some(error), |&error| error.source());
        for error in chain {
            self.are_not_in_debug(&error);
            self.are_not_in(&error.to_string());
        }
    }
}

#[test]
fn e3_canaries_are_found_where_they_show() {
    let canaries = Canaries::of_base();
    let shown: [&dyn Debug; 6] = [
        &SECRET,
        &SECRET.as_bytes(),
        &DIGEST,
        &DIGEST_BYTES,
        &BASE,
        &"2008be023ceb1407556366ea782a5a0f3cca13a5",
    ];
    for value in shown {
        assert!(catch_unwind(AssertUnwindSafe(|| canaries.are_not_in_debug(value))).is_err(), "{value:?}");
    }
}

#[test]
fn e3_nothing_that_signs_shows_the_secret_or_the_digest() {
    let canaries = Canaries::of_base();
    let signer = base_signer(Dialect::SYMFONY);
    let token = signer.sign_with(base_time(), b"abcd").unwrap();
    assert_eq!(token.header(), BASE);
    let values: [&dyn Debug; 7] = [
        &Secret::new(SECRET).unwrap(),
        &Signer::builder(USER, SECRET),
        &signer,
        &signer.clone(),
        signer.dialect(),
        &token,
        &token.api_keys(),
    ];
    values.into_iter().for_each(|value| canaries.are_not_in_debug(value));
}

#[test]
fn e3_nothing_that_verifies_shows_the_secret_or_the_digest() {
    let canaries = Canaries::of_base();
    let verifier = base_verifier(Dialect::PENNEO);
    let candidate = Candidate::read(&Dialect::PENNEO, [BASE], base_time()).unwrap();
    let credentials = Credentials::from(vec![Secret::new(SECRET).unwrap()]).canonical("someone");
    let authenticated = candidate.authenticate(&credentials).unwrap();
    let identity = candidate.authenticate(&credentials).unwrap().accept(ClaimOutcome::First).unwrap();
    let values: [&dyn Debug; 8] = [
        &verifier,
        verifier.store(),
        &verifier.dialect(),
        &base_secrets(),
        &candidate,
        &credentials,
        &authenticated,
        &identity,
    ];
    values.into_iter().for_each(|value| canaries.are_not_in_debug(value));
    authenticated.claims().iter().for_each(|claim| canaries.are_not_in_debug(&claim));
}

#[test]
fn e3_no_error_shows_the_secret_or_the_digest() {
    let canaries = Canaries::of_base();
    Rejection::ALL.iter().for_each(|error| canaries.are_not_in_error(error));
    SignError::ALL.iter().for_each(|error| canaries.are_not_in_error(error));
    canaries.are_not_in_error(&SecretsUnavailable);
    canaries.are_not_in_error(&Signer::new(format!("{SECRET}\""), SECRET).unwrap_err());
    canaries.are_not_in_error(&base_signer(Dialect::ATOM).sign_with(base_time(), b"\"").unwrap_err());
    canaries.are_not_in_error(&SECRET.parse::<Dialect>().unwrap_err());
    canaries.are_not_in_error(&SECRET.parse::<UsernameToken>().unwrap_err());
    let refused = base_verifier(Dialect::PENNEO).verify_at([&BASE[..100]], base_time());
    canaries.are_not_in_error(&refused.unwrap_err());
}

/// The base vector with a digest of the empty secret, explained with the right secret at hand.
fn diagnosis() -> xwsse::Diagnosis {
    let refused = BASE.replace(DIGEST, "t4uP/liK7e5R4JzUOUBilAQNyq8=");
    explain(refused, &Dialect::PENNEO, Some(&Secret::new(SECRET).unwrap()), base_time())
}

#[test]
fn e3_a_diagnosis_shows_neither_the_secret_nor_the_right_digest() {
    let canaries = Canaries::of_base();
    assert_eq!(diagnosis().verdict(), Some(Rejection::DigestMismatch));
    canaries.are_not_in_debug(&diagnosis());
    canaries.are_not_in(&diagnosis().to_string());
}

#[cfg(feature = "serde")]
#[test]
fn e3_no_json_shows_the_secret_and_none_but_the_grant_the_digest() {
    let canaries = Canaries::of_base();
    canaries.are_not_in(&serde_json::to_string(&diagnosis()).unwrap());
    for error in Rejection::ALL {
        canaries.are_not_in(&serde_json::to_string(error).unwrap());
    }
    let token: UsernameToken = BASE.parse().unwrap();
    let grant = serde_json::json!({
        "key": USER, "nonce": "YWJjZA==", "created_at": common::CREATED, "digest": DIGEST,
    });
    assert_eq!(serde_json::to_value(token.api_keys()).unwrap(), grant);
}

#[test]
fn e7_a_failing_generator_is_an_error_and_never_a_token() {
    let works = Arc::new(AtomicBool::new(true));
    let switch = Arc::clone(&works);
    let entropy = move |bytes: &mut [u8]| {
        // Even one that fills some bytes before it fails.
        bytes.fill(7);
        switch.load(Ordering::SeqCst).then_some(()).ok_or(SignError::RandomnessUnavailable)
    };
    for dialect in Dialect::PRESETS {
        let signer = Signer::builder(USER, SECRET).dialect(dialect).entropy(entropy.clone()).build().unwrap();
        works.store(false, Ordering::SeqCst);
        assert_eq!(signer.sign(), Err(SignError::RandomnessUnavailable));
        assert_eq!(signer.sign_many(3), Err(SignError::RandomnessUnavailable));
        works.store(true, Ordering::SeqCst);
        assert!(signer.sign().is_ok());
    }
}

#[test]
fn e7_a_generator_that_fails_in_a_later_batch_leaves_no_tokens() {
    let calls = AtomicUsize::new(0);
    let entropy = move |_: &mut [u8]| match calls.fetch_add(1, Ordering::SeqCst) {
        0 => Ok(()),
        _ => Err(SignError::RandomnessUnavailable),
    };
    let signer = Signer::builder(USER, SECRET).entropy(entropy).build().unwrap();
    assert_eq!(signer.sign_many(5_000), Err(SignError::RandomnessUnavailable));
}

#[test]
fn e8_a_nonce_is_16_bytes_of_the_generator_and_never_the_same() {
    let signer = base_signer(Dialect::PENNEO);
    let mut tokens = signer.sign_many(2_000).unwrap();
    tokens.extend((0..1_000).map(|_| signer.sign().unwrap()));
    let nonces: HashSet<_> = tokens.iter().map(|token| STANDARD.decode(token.nonce()).unwrap()).collect();
    assert_eq!(nonces.len(), 3_000);
    assert!(nonces.iter().all(|nonce| nonce.len() == 16));
    // Every byte of it varies.
    for place in 0..16 {
        assert!(nonces.iter().map(|nonce| nonce[place]).collect::<HashSet<_>>().len() > 200);
    }
}

#[test]
fn e8_a_nonce_has_the_form_of_its_dialect() {
    for (dialect, len, letters) in [
        (Dialect::PENNEO, 24, false),
        (Dialect::ATOM, 32, false),
        (Dialect::EMARSYS, 32, false),
        (Dialect::SYMFONY, 24, false),
        (Dialect::HUAWEI, 32, false),
        (Dialect::PYWSSE, 88, true),
    ] {
        let tokens = base_signer(dialect).sign_many(100).unwrap();
        let nonces: HashSet<_> = tokens.iter().map(UsernameToken::nonce).collect();
        assert_eq!(nonces.len(), 100, "{dialect}");
        assert!(nonces.iter().all(|nonce| nonce.len() == len), "{dialect}");
        if letters {
            let decoded = nonces.iter().flat_map(|nonce| STANDARD.decode(nonce).unwrap());
            assert!(decoded.collect::<Vec<_>>().is_ascii());
        }
    }
}

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

/// A token of another nonce and millisecond for each number.
fn token_of(secret: &str, number: u8) -> UsernameToken {
    let signer = Signer::builder(USER, secret).build().unwrap();
    let created = base_time() + Duration::from_millis(number.into());
    signer.sign_with(created, &[number; 16]).unwrap()
}

#[test]
fn e11_each_active_secret_is_accepted_and_told_and_a_revoked_one_is_refused() {
    let secrets = secrets_of(USER, &["new", "old", "older"]);
    let verifier = Verifier::new(secrets, MemoryReplayStore::with_capacity(100));
    for (number, (index, secret)) in (0..).zip(["new", "old", "older"].into_iter().enumerate()) {
        let identity = verifier.verify_at([token_of(secret, number).header()], base_time()).unwrap();
        assert_eq!(identity.secret_index(), index);
    }
    let revoked = verifier.verify_at([token_of("revoked", 9).header()], base_time());
    assert_eq!(revoked, Err(Rejection::DigestMismatch));
}

#[test]
fn e11_of_two_equal_secrets_the_first_is_told() {
    let verifier =
        Verifier::new(secrets_of(USER, &["a", "same", "same"]), MemoryReplayStore::with_capacity(10));
    let identity = verifier.verify_at([token_of("same", 0).header()], base_time()).unwrap();
    assert_eq!(identity.secret_index(), 1);
}

#[test]
fn e11_the_secrets_of_one_username_share_their_claims() {
    let verifier = Verifier::new(secrets_of(USER, &["new", "old"]), MemoryReplayStore::with_capacity(10));
    verifier.verify_at([token_of("old", 1).header()], base_time()).unwrap();
    let same_values = verifier.verify_at([token_of("new", 1).header()], base_time());
    assert_eq!(same_values, Err(Rejection::NonceReused));
    let same_created =
        Signer::new(USER, "new").unwrap().sign_with(base_time() + Duration::from_millis(1), b"2");
    let same_created = verifier.verify_at([same_created.unwrap().header()], base_time());
    assert_eq!(same_created, Err(Rejection::CreatedReused));
}

#[test]
fn e11_a_claim_outlives_the_rotation_of_its_secret() {
    let store = MemoryReplayStore::with_capacity(10);
    let before = Verifier::new(secrets_of(USER, &["old"]), &store);
    let after = Verifier::new(secrets_of(USER, &["new", "old"]), &store);
    let token = token_of("old", 1);
    assert!(before.verify_at([token.header()], base_time()).is_ok());
    assert_eq!(after.verify_at([token.header()], base_time()), Err(Rejection::Replayed));
}

const DAY: i64 = 24 * 3_600 * 1_000;

#[test]
fn e12_the_learnt_offset_is_held_to_24_hours_on_both_sides() {
    let signer = base_signer(Dialect::PENNEO);
    for (date, offset) in [
        ("Sat, 14 Mar 2026 10:00:00 GMT", 0),
        ("Sat, 14 Mar 2026 10:07:00 GMT", 420_000),
        ("Sat, 14 Mar 2026 08:00:00 GMT", -7_200_000),
        ("Sun, 15 Mar 2026 10:00:00 GMT", DAY),
        ("Sun, 15 Mar 2026 10:00:01 GMT", DAY),
        ("Fri, 13 Mar 2026 10:00:00 GMT", -DAY),
        ("Fri, 13 Mar 2026 09:59:59 GMT", -DAY),
        ("Fri, 31 Dec 9999 23:59:59 GMT", DAY),
        ("Mon, 01 Jan 0001 00:00:00 GMT", -DAY),
    ] {
        assert_eq!(signer.learn_clock_offset(date), Ok(offset), "{date}");
        assert_eq!(signer.clock_offset_millis(), offset, "{date}");
    }
    assert_eq!(signer.set_clock_offset_millis(i64::MAX), DAY);
    assert_eq!(signer.set_clock_offset_millis(i64::MIN), -DAY);
}

#[test]
fn e12_malformed_dates_are_refused_and_change_nothing() {
    let signer = base_signer(Dialect::PENNEO);
    signer.set_clock_offset_millis(1_234);
    for date in [
        "",
        "GMT",
        " GMT",
        "Sat, 14 Mar 2026 10:00:00",
        "Sat, 14 Mar 2026 10:00:00 UTC",
        "Sat, 14 Mar 2026 10:00:00 gmt",
        "Sat, 14 Mar 2026 10:00:00 +0000",
        "Sat, 14 Mar 2026 10:00:00 +0000 GMT",
        "Sat, 14 Mar 2026 10:00:00 GMT ",
        " Sat, 14 Mar 2026 10:00:00 GMT",
        "Sun, 14 Mar 2026 10:00:00 GMT",
        "Sat, 14 mar 2026 10:00:00 GMT",
        "Sat, 4 Mar 2026 10:00:00 GMT",
        "Mon, 30 Feb 2026 10:00:00 GMT",
        "Sat, 14 Mar 2026 24:00:00 GMT",
        "Sat, 14 Mar 2026 10:00:60 GMT",
        "Sat, 14 Mar 26 10:00:00 GMT",
        "Saturday, 14-Mar-26 10:00:00 GMT",
        "Sat Mar 14 10:00:00 2026",
        "2026-03-14T10:00:00Z",
        "Sat, 14 Mar 2026 10:00:00 GMT\n",
        "Sat, 14 Mar ２０２６ 10:00:00 GMT",
    ] {
        assert_eq!(signer.learn_clock_offset(date), Err(SignError::DateInvalid), "{date}");
    }
    assert_eq!(signer.clock_offset_millis(), 1_234);
}

#[test]
fn e12_the_offset_moves_created_for_all_clones() {
    for dialect in Dialect::PRESETS {
        let signer = base_signer(dialect);
        signer.clone().learn_clock_offset("Sat, 14 Mar 2026 11:30:00 GMT").unwrap();
        let created = dialect.read_created(signer.sign().unwrap().created());
        assert_eq!(created, Ok(instant("2026-03-14T11:30:00Z")), "{dialect}");
    }
}

#[test]
fn e12_a_clock_that_was_far_ahead_is_set_right_at_once() {
    let signer = base_signer(Dialect::PENNEO);
    let far_ahead = signer.sign().unwrap();
    let (verifier, true_time) = (base_verifier(Dialect::PENNEO), instant("2026-03-14T07:00:00Z"));
    let refused = verifier.verify_at([far_ahead.header()], true_time);
    assert_eq!(refused, Err(Rejection::CreatedInFuture));

    signer.learn_clock_offset("Sat, 14 Mar 2026 07:00:00 GMT").unwrap();
    for _ in 0..100 {
        assert!(verifier.verify_at([signer.sign().unwrap().header()], true_time).is_ok());
    }
}

#[test]
fn e12_an_offset_beyond_the_calendar_is_an_error() {
    let end = || DateTime::<Utc>::MAX_UTC;
    for text in ["penneo", "atom"] {
        let signer = Signer::builder(USER, SECRET).dialect(dialect(text)).clock(end).build().unwrap();
        signer.set_clock_offset_millis(DAY);
        assert_eq!(signer.sign(), Err(SignError::CreatedOutOfRange));
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
