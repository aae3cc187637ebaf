//! The syntax of the header, names and secrets (C).

use crate::common::{BASE, USER, base_secrets, base_time, base_verifier};
use xwsse::{
    Credentials, Dialect, MemoryReplayStore, Rejection, Secret, SecretsUnavailable, SignError, Signer,
    Verifier,
};

crate::common::rows_of_section! {
    'C':
    c1_a_parameter_occurs_twice = "C1",
    c2_two_headers_or_two_tokens = "C2",
    c4_escapes_and_other_quotes = "C4",
    c5_names_in_other_letters_and_unknown_names = "C5",
    c6_the_scheme_word_and_white_space = "C6",
    c7_headers_that_are_large_or_dense = "C7",
    c8_control_characters = "C8",
    c9_bytes_that_are_not_utf8 = "C9",
    c10_usernames_of_every_length = "C10",
    c11_names_that_differ_little = "C11",
    c12_empty_and_guessed_secrets = "C12",
}

const MANY: usize = 1_000_000;

fn refused(header: impl AsRef<[u8]>) -> Rejection {
    let verifier = base_verifier("penneo,unknown=ignore".parse().unwrap());
    verifier.verify_at([header.as_ref()], base_time()).unwrap_err()
}

#[test]
fn c7_a_megabyte_is_too_large_whatever_it_holds() {
    let username = BASE.replace(USER, &"u".repeat(MANY));
    let parameters: String = (0..10_000).map(|number| format!(r#", p{number}="x""#)).collect();
    for header in [username, format!("{BASE}{parameters}"), ",".repeat(MANY), "\"".repeat(MANY)] {
        assert_eq!(refused(header), Rejection::HeaderTooLarge);
    }
    assert_eq!(refused(vec![0xff; MANY]), Rejection::HeaderTooLarge);
}

#[test]
fn c7_a_million_values_are_refused_at_the_second() {
    let mut looked_at = 0;
    let values = (0..MANY).map(|_| {
        looked_at += 1;
        BASE
    });
    let outcome = base_verifier(Dialect::PENNEO).verify_at(values, base_time());
    assert_eq!(outcome, Err(Rejection::HeaderMalformed));
    assert_eq!(looked_at, 2);
}

/// A look-up that takes any case for one user, and says so.
fn caseless(username: &str) -> Result<Credentials<'static>, SecretsUnavailable> {
    let secrets = base_secrets()[USER].clone();
    assert!(username.eq_ignore_ascii_case(USER));
    Ok(Credentials::from(secrets).canonical(USER))
}

#[test]
fn c11_spellings_of_one_canonical_name_share_their_claims() {
    let verifier = Verifier::new(caseless, MemoryReplayStore::with_capacity(100));
    let other_spelling = BASE.replace(USER, "USER");
    let identity = verifier.verify_at([&other_spelling], base_time()).unwrap();
    assert_eq!(identity.username(), USER);
    assert_eq!(verifier.verify_at([BASE], base_time()), Err(Rejection::Replayed));
    assert_eq!(verifier.verify_at([&other_spelling], base_time()), Err(Rejection::Replayed));
}

#[test]
fn c11_a_canonical_name_that_no_header_could_have_is_a_look_up_that_failed() {
    for name in [String::new(), "bob\0evil".into(), "bob\n".into(), "b".repeat(257)] {
        let look_up = |_: &str| Ok(Credentials::from(base_secrets()[USER].clone()).canonical(name.clone()));
        let verifier = Verifier::new(look_up, MemoryReplayStore::with_capacity(100));
        assert_eq!(verifier.verify_at([BASE], base_time()), Err(Rejection::SecretsUnavailable), "{name:?}");
    }
}

#[test]
fn c12_an_empty_secret_cannot_be_built() {
    assert_eq!(Secret::new("").unwrap_err(), SignError::SecretEmpty);
    assert_eq!(Secret::new([]).unwrap_err(), SignError::SecretEmpty);
    assert_eq!(Signer::new(USER, "").unwrap_err(), SignError::SecretEmpty);
}
