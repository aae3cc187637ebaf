//! Claims as schemes of others make them, and the store in memory that keeps them.
#![cfg(feature = "std")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on must fail")]

use xwsse_authn::{
    ClaimKind, ClaimOutcome, Claimed, Claims, DateTime, MemoryReplayStore, ReplayStore, Utc, Window,
};

fn created() -> DateTime<Utc> {
    DateTime::from_timestamp_millis(1_773_482_400_500).unwrap()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A message with a signature and a token: two digests, a nonce that is too long to be kept in place, and Created.
fn message(signature: &[u8], token: &[u8]) -> Claims {
    let nonce = [b'n'; 300];
    let claimed = [
        Some(Claimed::digest("ws-security", signature)),
        Some(Claimed::digest("x-wsse", token)),
        Some(Claimed::nonce("x-wsse", &nonce)),
        Some(Claimed::created("x-wsse")),
    ];
    Claims::new("alice", created(), Window::seconds(60, 30), claimed)
}

#[test]
fn each_claim_has_the_identity_of_its_scheme_username_kind_and_value() {
    let claims = message(&[1; 32], &[2; 20]);
    let made: Vec<_> = claims.iter().map(|claim| (claim.kind(), hex(&claim.id()))).collect();
    // Computed with Python's hashlib.
    let expected = [
        (ClaimKind::Digest, "c60e7ef38ac5ea1aa7068a7752cd9f06"),
        (ClaimKind::Digest, "290ef5db5da1e05001deb68d2f2d038a"),
        (ClaimKind::Nonce, "14cf1ec86d2305b357db62a981122829"),
        (ClaimKind::Created, "70ca4f3162cc6b7c685a987561b92e50"),
    ];
    assert_eq!(made, expected.map(|(kind, id)| (kind, id.to_owned())));
    assert_eq!(hex(&claims.claimant()), "80ce868c8ffbe4c8e953093398470b59");
    assert_eq!((claims.username(), claims.iter().len()), ("alice", 4));
}

#[test]
fn what_is_not_claimed_is_passed_over() {
    let claimed = [None, Some(Claimed::digest("x-wsse", &[7; 20])), None];
    let claims = Claims::new("", created(), Window::seconds(60, 30), claimed);
    assert_eq!(claims.iter().map(|claim| claim.kind()).collect::<Vec<_>>(), [ClaimKind::Digest]);
}

#[test]
fn four_claims_are_made_together_or_not_at_all() {
    let store = MemoryReplayStore::with_capacity(1_000);
    assert_eq!(store.claim(&message(&[1; 32], &[2; 20]), created()), ClaimOutcome::First);
    assert_eq!(store.live(created()), 4);
    // Another signature around the same token, and the other way round.
    let seen = ClaimOutcome::Seen(ClaimKind::Digest);
    assert_eq!(store.claim(&message(&[3; 32], &[2; 20]), created()), seen);
    assert_eq!(store.claim(&message(&[1; 32], &[4; 20]), created()), seen);
    assert_eq!(store.live(created()), 4, "a refused message leaves nothing behind");
}

#[test]
fn equal_values_of_two_schemes_are_two_claims() {
    let store = MemoryReplayStore::with_capacity(1_000);
    for scheme in ["x-wsse", "api-key"] {
        let claimed = [Some(Claimed::digest(scheme, &[9; 32])), Some(Claimed::nonce(scheme, b"nonce"))];
        let claims = Claims::new("alice", created(), Window::seconds(60, 30), claimed);
        assert_eq!(store.claim(&claims, created()), ClaimOutcome::First, "{scheme}");
    }
}

#[test]
fn outcomes_have_a_word_and_a_number_each_both_ways() {
    let words = ["first", "seen_digest", "seen_nonce", "seen_created", "full", "history_gap", "unavailable"];
    for (number, word) in (1..).zip(words) {
        let outcome = ClaimOutcome::of_word(word).unwrap();
        assert_eq!((outcome.word(), outcome.number()), (word, number));
        assert_eq!(ClaimOutcome::of_number(number), Some(outcome));
    }
    assert_eq!((ClaimOutcome::of_word("First"), ClaimOutcome::of_number(8)), (None, None));
}
