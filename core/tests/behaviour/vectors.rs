//! Every file of the shared test vectors against the crate; `attacks.json` is run row by row in
//! `ambiguity`, `created_grammar`, `header_syntax` and `replay`.

use crate::common::{cases, dialect, instant, list, number, run_case, secrets_of, text, unhex};
use serde_json::Value;
use std::collections::BTreeSet;
use std::time::Duration;
use xwsse::{
    Claims, DateTime, Dialect, MemoryReplayStore, Precision, Rejection, SignError, Signer, UsernameToken, Utc,
};

/// The time of a token or Created in whole seconds.
fn unix(case: &Value, field: &str) -> DateTime<Utc> {
    DateTime::from_timestamp(number(case, field), 0).unwrap()
}

fn nanos(case: &Value, field: &str) -> Duration {
    Duration::from_nanos(number(case, field).try_into().unwrap())
}

fn verifier_of(token: &Value) -> xwsse::Verifier<crate::common::SecretsByName, MemoryReplayStore> {
    let secrets = secrets_of(text(token, "username"), &[text(token, "secret")]);
    let store = MemoryReplayStore::with_capacity(10);
    xwsse::Verifier::new(secrets, store).with_dialect(dialect(text(token, "dialect")))
}

#[test]
fn tokens_are_accepted_once() {
    for token in cases("xwsse/tokens") {
        let verifier = verifier_of(&token);
        let (header, now) = (text(&token, "header"), unix(&token, "created_unix"));
        let identity = verifier.verify_at([header], now).unwrap_or_else(|why| panic!("{why:?}: {token}"));
        assert_eq!(identity.username(), text(&token, "username"));
        assert_eq!(identity.created(), now + nanos(&token, "created_nanos"));
        assert_eq!(verifier.verify_at([header], now), Err(Rejection::Replayed), "{token}");
    }
}

#[test]
fn tokens_make_the_claims_that_every_language_makes() {
    for token in cases("xwsse/tokens") {
        let verifier = verifier_of(&token);
        let now = unix(&token, "created_unix");
        let authenticated = verifier.authenticate([text(&token, "header")], now).unwrap();
        let claims = authenticated.claims();
        assert_eq!(written(claims), expected_claims(&token), "{token}");
        assert_eq!(claims.created(), now + nanos(&token, "created_nanos"), "{token}");
        assert_eq!(claims.claimant().to_vec(), unhex(text(&token, "claimant_hex")), "{token}");
        assert_eq!(claims.opens(), instant(text(&token, "opens")), "{token}");
        assert_eq!(claims.opens() + claims.lead(), claims.created(), "{token}");
        assert_eq!(claims.keep_until(), instant(text(&token, "keep_until")), "{token}");
        let window = verifier.dialect().window;
        assert_eq!(claims.keep_for(), window.max_age + window.max_future, "{token}");
    }
}

fn written(claims: &Claims) -> Vec<(String, Vec<u8>)> {
    claims.iter().map(|claim| (claim.kind().word().to_owned(), claim.id().to_vec())).collect()
}

fn expected_claims(token: &Value) -> Vec<(String, Vec<u8>)> {
    let claim = |claim: &Value| (text(claim, "kind").to_owned(), unhex(text(claim, "id_hex")));
    list(token, "claims").iter().map(claim).collect()
}

#[test]
fn tokens_have_the_digest_that_a_signer_makes() {
    let mut signed = 0;
    for token in cases("xwsse/tokens") {
        // The username does not enter the digest, and a signer takes fewer names than a verifier.
        if let Some(made) = sign_again(&token, "stand-in") {
            assert_eq!(made.password_digest(), text(&token, "digest"), "{token}");
            assert_eq!(made.nonce(), text(&token, "nonce"), "{token}");
            signed += 1;
        }
    }
    assert!(signed > 200, "only {signed} tokens are printed as their dialects print Created");
}

#[test]
fn tokens_have_the_header_that_a_signer_makes() {
    let mut signed = 0;
    for token in cases("xwsse/tokens").iter().filter(|token| text(token, "username").is_ascii()) {
        if let Some(made) = sign_again(token, text(token, "username")) {
            assert_eq!(made.header(), text(token, "header"), "{token}");
            signed += 1;
        }
    }
    assert!(signed > 200, "only {signed} tokens can be signed");
}

/// The token that a signer makes of these values; `None` where its dialect prints Created otherwise.
fn sign_again(token: &Value, username: &str) -> Option<UsernameToken> {
    let dialect = dialect(text(token, "dialect"));
    let created = text(token, "created");
    if !(created.ends_with('Z') && created.len() == printed_len(dialect.created)) {
        return None;
    }
    let signer = Signer::builder(username, text(token, "secret")).dialect(dialect).build().unwrap();
    let instant = unix(token, "created_unix") + nanos(token, "created_nanos");
    let made = signer.sign_with(instant, &unhex(text(token, "nonce_bytes_hex"))).unwrap();
    assert_eq!(made.created(), created, "{token}");
    Some(made)
}

fn printed_len(precision: Precision) -> usize {
    match precision {
        Precision::Seconds => "2026-01-02T03:04:05Z".len(),
        Precision::Millis => "2026-01-02T03:04:05.678Z".len(),
        Precision::Micros => "2026-01-02T03:04:05.678901Z".len(),
        Precision::Nanos => "2026-01-02T03:04:05.678901234Z".len(),
        _ => unreachable!("a precision without a length here"),
    }
}

#[test]
fn created_is_read_or_refused() {
    for case in cases("xwsse/created") {
        let dialect = dialect(&format!("penneo,accept={}", text(&case, "accept")));
        let expected = match case["valid"] == true {
            true => Ok(unix(&case, "unix") + nanos(&case, "nanos")),
            false => Err(Rejection::CreatedInvalid),
        };
        assert_eq!(dialect.read_created(text(&case, "text")), expected, "{case}");
    }
}

#[test]
fn dialects_are_read_field_by_field() {
    for case in cases("xwsse/dialects").iter().filter(|case| text(case, "kind") != "invalid") {
        let dialect = dialect(text(case, "text"));
        assert_eq!(dialect.nonce.word(), text(case, "nonce"), "{case}");
        assert_eq!(dialect.hash.word(), text(case, "hash"), "{case}");
        assert_eq!(dialect.digest.word(), text(case, "digest"), "{case}");
        assert_eq!(dialect.created.word(), text(case, "created"), "{case}");
        assert_eq!(accept(&dialect), text(case, "accept"), "{case}");
        assert_eq!(dialect.window.max_age.as_secs_f64(), case["max_age"].as_f64().unwrap(), "{case}");
        assert_eq!(dialect.window.max_future.as_secs_f64(), case["max_future"].as_f64().unwrap(), "{case}");
        assert_eq!(dialect.max_nonce_len, usize::try_from(number(case, "max_nonce")).unwrap(), "{case}");
        assert_eq!(unique(&dialect), text(case, "unique"), "{case}");
        assert_eq!(dialect.scheme_word.word(), text(case, "word"), "{case}");
    }
}

fn accept(dialect: &Dialect) -> &'static str {
    match (dialect.accept_offset, dialect.accept_rfc2822) {
        (false, false) => "strict",
        (true, false) => "offset",
        (false, true) => "rfc2822",
        (true, true) => "offset+rfc2822",
    }
}

fn unique(dialect: &Dialect) -> &'static str {
    match (dialect.unique_nonce, dialect.unique_created) {
        (false, false) => "none",
        (true, false) => "nonce",
        (false, true) => "created",
        (true, true) => "nonce+created",
    }
}

#[test]
fn dialects_come_back_from_their_text() {
    for case in cases("xwsse/dialects").iter().filter(|case| text(case, "kind") != "invalid") {
        let dialect = dialect(text(case, "text"));
        assert_eq!(dialect.to_string().parse(), Ok(dialect), "{case}");
    }
}

#[test]
fn the_presets_are_those_of_the_file_and_print_their_names() {
    let cases = cases("xwsse/dialects");
    let presets = cases.iter().filter(|case| text(case, "kind") == "preset");
    let names: Vec<_> = presets.map(|case| text(case, "name")).collect();
    assert_eq!(Dialect::PRESETS.map(|preset| preset.name).as_slice(), names);
    for preset in Dialect::PRESETS {
        assert_eq!(preset.to_string(), preset.name);
        assert_eq!(Dialect::preset(preset.name), Some(preset));
    }
}

#[test]
fn texts_that_name_no_dialect_are_refused() {
    for case in cases("xwsse/dialects").iter().filter(|case| text(case, "kind") == "invalid") {
        let error = text(case, "text").parse::<Dialect>().unwrap_err();
        assert_eq!(Ok(error.position()), number(case, "position").try_into(), "{case}");
    }
}

#[test]
fn a_number_in_a_dialect_is_digits_alone() {
    let numbers =
        ["+60", "60.", ".5", "60.+5", "60.0000000001", " 60", "60 ", "6_0", "\u{ff16}0", "31622401"];
    for number in numbers {
        for key in ["max_age", "max_future", "max_nonce"] {
            let text = format!("penneo,{key}={number}");
            assert!(text.parse::<Dialect>().is_err(), "{text}");
        }
    }
    assert!("penneo,max_age=31622400,max_future=060.500,max_nonce=060".parse::<Dialect>().is_ok());
}

#[test]
fn rejections_have_the_numbers_of_every_language() {
    let of_file = cases("shared/rejections");
    let of_file = of_file.iter().map(|case| {
        let code = text(case, "code").to_owned();
        (number(case, "number"), code, number(case, "status"))
    });
    let of_crate = Rejection::ALL.iter().map(|rejection| {
        let code = rejection.code().to_owned();
        (rejection.number().into(), code, rejection.http_status().into())
    });
    assert_eq!(of_crate.collect::<Vec<_>>(), of_file.collect::<Vec<_>>());
}

#[test]
fn numbers_and_codes_of_all_errors_are_unique() {
    let rejections = Rejection::ALL.iter().map(|error| (error.number(), error.code(), error.to_string()));
    let sign_errors = SignError::ALL.iter().map(|error| (error.number(), error.code(), error.to_string()));
    let all: Vec<_> = rejections.chain(sign_errors).collect();
    assert_eq!(all.iter().map(|error| error.0).collect::<BTreeSet<_>>().len(), all.len());
    assert_eq!(all.iter().map(|error| error.1).collect::<BTreeSet<_>>().len(), all.len());
    assert_eq!(all.iter().map(|error| &error.2).collect::<BTreeSet<_>>().len(), all.len());
    assert!(Rejection::ALL.iter().all(|error| (1..100).contains(&error.number())));
    assert!(SignError::ALL.iter().all(|error| (101..200).contains(&error.number())));
}

#[test]
fn headers_have_the_outcome_that_the_grammar_gives() {
    cases("xwsse/headers").iter().for_each(run_case);
}

#[test]
fn every_attack_belongs_to_a_section_with_a_test_file() {
    for case in cases("xwsse/attacks") {
        assert!(text(&case, "row").starts_with(['A', 'B', 'C', 'D']), "{case}");
    }
}
