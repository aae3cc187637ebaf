//! Several active secrets of one username (E11).

use crate::common::{USER, base_time, secrets_of};
use std::time::Duration;
use xwsse::{MemoryReplayStore, Rejection, Signer, UsernameToken, Verifier};

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
