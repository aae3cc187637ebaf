//! What an answer, an error or a log could tell a stranger (E1 to E3). The hashes of E1 are counted inside the crate
//! (`candidate`); E6 has the file `zeroize.rs`, because it wants a process to itself.

use crate::common::{BASE, CREATED, SECRET, USER, base_secrets, base_signer, base_time, base_verifier};
use base64::{Engine, engine::general_purpose::STANDARD};
use std::collections::HashSet;
use std::error::Error;
use std::fmt::Debug;
use std::panic::{AssertUnwindSafe, catch_unwind};
use xwsse::{
    Candidate, ClaimOutcome, Credentials, Dialect, MemoryReplayStore, Rejection, Secret, SecretsUnavailable,
    SignError, Signer, UsernameToken, Verifier, explain,
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
        "key": USER, "nonce": "YWJjZA==", "created_at": CREATED, "digest": DIGEST,
    });
    assert_eq!(serde_json::to_value(token.api_keys()).unwrap(), grant);
}
