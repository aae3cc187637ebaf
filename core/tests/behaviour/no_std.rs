//! What is there without the standard library, too: signing with a given time and nonce, reading,
//! authenticating, and claiming in a store written by hand.
//!
//! This file passes with the default features and with none.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;
use xwsse::{
    Candidate, ClaimKind, ClaimOutcome, Claims, Credentials, DateTime, Dialect, Rejection, ReplayStore,
    Secret, Secrets, SecretsUnavailable, SignError, Signer, UsernameToken, Utc, Verifier,
};

/// A store for one thread that never forgets.
#[derive(Default)]
struct Forever(RefCell<BTreeSet<[u8; 16]>>);

impl ReplayStore for Forever {
    fn claim(&self, claims: &Claims, _now: DateTime<Utc>) -> ClaimOutcome {
        let mut seen = self.0.borrow_mut();
        match claims.iter().find(|claim| seen.contains(&claim.id())) {
            Some(claim) => ClaimOutcome::Seen(claim.kind()),
            None => {
                seen.extend(claims.iter().map(|claim| claim.id()));
                ClaimOutcome::First
            }
        }
    }
}

fn now() -> DateTime<Utc> {
    "2026-03-14T10:00:00Z".parse().unwrap()
}

fn secret(text: &str) -> Secret {
    Secret::new(text).unwrap()
}

/// A token of this dialect with a nonce that every dialect can carry.
fn signed(dialect: Dialect, nonce: u32) -> UsernameToken {
    let signer = Signer::builder("user", "s3cr3t").dialect(dialect).build().unwrap();
    signer.sign_with(now(), format!("{nonce:032x}").as_bytes()).unwrap()
}

fn by_name() -> BTreeMap<String, Vec<Secret>> {
    BTreeMap::from([("user".to_owned(), vec![secret("another"), secret("s3cr3t")])])
}

#[test]
fn what_is_signed_is_accepted_once_in_every_preset() {
    for dialect in Dialect::PRESETS {
        let verifier = Verifier::new(by_name(), Forever::default()).with_dialect(dialect);
        let token = signed(dialect, 1);
        let identity = verifier.verify_at([token.header()], now()).unwrap();
        assert_eq!((identity.username(), identity.secret_index()), ("user", 1));
        assert_eq!((identity.created(), identity.dialect()), (now(), dialect.name));
        assert_eq!(verifier.verify_at([token.header()], now()), Err(Rejection::Replayed));
    }
}

#[test]
fn the_steps_give_what_the_verifier_gives() {
    let (token, store) = (signed(Dialect::PENNEO, 1), Forever::default());
    let candidate = Candidate::read(&Dialect::PENNEO, [token.header()], now()).unwrap();
    assert_eq!(candidate.username(), "user");
    assert_eq!(candidate.authenticate(&Credentials::nobody()).unwrap_err(), Rejection::UsernameUnknown);
    let wrong = Credentials::from(vec![secret("another")]);
    assert_eq!(candidate.authenticate(&wrong).unwrap_err(), Rejection::DigestMismatch);

    let right = Credentials::from(vec![secret("s3cr3t")]);
    let authenticated = candidate.authenticate(&right).unwrap();
    let kinds: Vec<_> = authenticated.claims().iter().map(|claim| claim.kind()).collect();
    assert_eq!(kinds, [ClaimKind::Digest, ClaimKind::Nonce, ClaimKind::Created]);
    let outcome = store.claim(authenticated.claims(), now());
    assert_eq!(authenticated.accept(outcome).unwrap().username(), "user");
    let authenticated = candidate.authenticate(&right).unwrap();
    let outcome = store.claim(authenticated.claims(), now());
    assert_eq!(authenticated.accept(outcome), Err(Rejection::Replayed));
}

#[test]
fn a_used_nonce_and_a_used_created_are_told_apart() {
    let verifier = Verifier::new(by_name(), Forever::default());
    verifier.verify_at([signed(Dialect::PENNEO, 1).header()], now()).unwrap();
    let other_nonce = verifier.verify_at([signed(Dialect::PENNEO, 2).header()], now());
    assert_eq!(other_nonce, Err(Rejection::CreatedReused));

    let signer = Signer::new("user", "s3cr3t").unwrap();
    let later = now() + Duration::from_millis(1);
    let same_nonce = signer.sign_with(later, format!("{:032x}", 1).as_bytes()).unwrap();
    assert_eq!(verifier.verify_at([same_nonce.header()], now()), Err(Rejection::NonceReused));
}

#[test]
fn the_window_is_checked_against_the_given_time() {
    let verifier = Verifier::new(by_name(), Forever::default());
    let token = signed(Dialect::PENNEO, 1);
    let at = |time| verifier.verify_at([token.header()], time).err();
    assert_eq!(at(now() + Duration::from_millis(60_001)), Some(Rejection::CreatedStale));
    assert_eq!(at(now() - Duration::from_millis(60_001)), Some(Rejection::CreatedInFuture));
    assert_eq!(at(now() + Duration::from_secs(60)), None);
}

#[test]
fn a_closure_looks_secrets_up() {
    let look_up = |username: &str| match username {
        "user" => Ok(vec![secret("s3cr3t")]),
        "broken" => Err(SecretsUnavailable),
        _ => Ok(vec![]),
    };
    assert!(look_up.look_up("user").is_ok());
    let verifier = Verifier::new(look_up, Forever::default());
    let header = signed(Dialect::PENNEO, 1).into_header();
    let of = |username: &str| verifier.verify_at([&header.replace("user", username)], now());
    assert!(of("user").is_ok());
    assert_eq!(of("broken"), Err(Rejection::SecretsUnavailable));
    assert_eq!(of("nobody"), Err(Rejection::UsernameUnknown));
}

#[test]
fn a_signer_refuses_what_no_header_can_carry() {
    let long = "x".repeat(257);
    for username in ["", "a\"b", "a\\b", "a\nb", "caf\u{e9}", &long] {
        assert_eq!(Signer::new(username, "s").unwrap_err(), SignError::UsernameUnusable, "{username:?}");
    }
    assert_eq!(Signer::new("user", "").unwrap_err(), SignError::SecretEmpty);
    let signer = Signer::new("user", "s3cr3t").unwrap();
    assert_eq!(signer.sign_with(now(), b""), Err(SignError::NonceUnusable));
    assert!(signer.sign_with(now(), &[0; 48]).is_ok());
    assert_eq!(signer.sign_with(now(), &[0; 49]), Err(SignError::NonceUnusable));
    assert_eq!(signer.sign_with(DateTime::<Utc>::MAX_UTC, &[0; 16]), Err(SignError::CreatedOutOfRange));
    assert_eq!(signer.sign_with(DateTime::<Utc>::MIN_UTC, &[0; 16]), Err(SignError::CreatedOutOfRange));
}

#[cfg(feature = "explain")]
#[test]
fn a_header_is_explained() {
    use xwsse::explain;

    let token = signed(Dialect::PENNEO, 1);
    let secret = secret("s3cr3t");
    let good = explain(token.header(), &Dialect::PENNEO, Some(&secret), now());
    assert_eq!(good.verdict(), None);
    let late = explain(token.header(), &Dialect::PENNEO, Some(&secret), now() + Duration::from_secs(61));
    assert_eq!(late.verdict(), Some(Rejection::CreatedStale));
}

#[test]
fn a_signer_with_a_clock_and_randomness_of_its_own_signs() {
    let fill = |bytes: &mut [u8]| {
        bytes.fill(7);
        Ok(())
    };
    let signer = Signer::builder("user", "s3cr3t").clock(now).entropy(fill).build().unwrap();
    let verifier = Verifier::new(by_name(), Forever::default());
    let [first, second] = [signer.sign().unwrap(), signer.sign().unwrap()];
    assert_eq!(first.created(), "2026-03-14T10:00:00.000Z");
    assert_eq!(second.created(), "2026-03-14T10:00:00.001Z", "each Created is given once");
    assert!(verifier.verify_at([first.header()], now()).is_ok());
}

#[cfg(not(feature = "std"))]
#[test]
fn without_a_clock_and_randomness_nothing_is_signed() {
    let signer = Signer::new("user", "s3cr3t").unwrap();
    assert_eq!(signer.sign().unwrap_err(), SignError::RandomnessUnavailable);
    let fill = |_: &mut [u8]| Ok(());
    let signer = Signer::builder("user", "s3cr3t").entropy(fill).build().unwrap();
    assert_eq!(signer.sign().unwrap_err(), SignError::CreatedOutOfRange);
}
