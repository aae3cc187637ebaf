//! What the diagnosis of a broken header must say: `tests/vectors/xwsse/explain.json`, and the shape of it all.

use crate::common::cases;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use proptest::prelude::*;
use serde_json::Value;
use xwsse::{Calculation, Diagnosis, Dialect, Rejection, Secret, Signer, Utc, explain};

fn explain_case(case: &Value) -> Diagnosis {
    let text = |name: &str| case[name].as_str().unwrap();
    let secret = case["secret"].as_str().map(|secret| Secret::new(secret).unwrap());
    let dialect: Dialect = text("dialect").parse().unwrap();
    explain(text("pasted"), &dialect, secret.as_ref(), text("now").parse().unwrap())
}

#[test]
fn every_broken_header_has_its_diagnosis() {
    for case in cases("xwsse/explain") {
        let diagnosis = explain_case(&case);
        let verdict = diagnosis.verdict().map(Rejection::code);
        assert_eq!(verdict, case["verdict"].as_str(), "{}: {diagnosis}", case["id"]);
        let mentions = case["mentions"].as_array().unwrap();
        let refused = diagnosis.findings().iter().find(|finding| finding.rejection().is_some());
        if mentions.is_empty() {
            assert_eq!(refused, None, "{}: {diagnosis}", case["id"]);
        }
        // Without a refusal, the first thing worth knowing.
        let first = refused.or(diagnosis.findings().first());
        for mention in mentions {
            let mention = mention.as_str().unwrap();
            let said = first
                .is_some_and(|first| first.problem().contains(mention) || first.remedy().contains(mention));
            assert!(said, "{} should mention {mention:?}:\n{diagnosis}", case["id"]);
        }
        if case["whole"] == true {
            let first = first.map(|first| serde_json::json!([first.problem(), first.remedy()]));
            assert_eq!(first.as_ref(), Some(&case["mentions"]), "{}", case["id"]);
        }
    }
}

#[test]
fn the_verdict_is_the_verifiers_and_comes_first() {
    for case in cases("xwsse/explain") {
        let diagnosis = explain_case(&case);
        if let Some(verdict) = diagnosis.verdict() {
            assert_eq!(diagnosis.findings()[0].rejection(), Some(verdict), "{}: {diagnosis}", case["id"]);
        }
        assert!(diagnosis.findings().iter().all(|finding| !finding.remedy().is_empty()));
    }
}

#[test]
fn columns_point_at_the_fault() {
    let header = r#"UsernameToken Username="key", PasswordDigest='abc', Nonce="n" Created="c""#;
    let diagnosis = explain(header, &Dialect::PENNEO, None, Utc::now());
    let columns: Vec<_> = diagnosis.findings().iter().filter_map(xwsse::Finding::column).collect();
    let grammar = [header.find('\'').unwrap() + 1, header.find(" Created").unwrap() + 2];
    let values = ["abc", "n\"", "c\""].map(|value| header.find(value).unwrap() + 1);
    assert_eq!(columns[..2], grammar);
    assert!(columns[2..].iter().all(|column| values.contains(column)), "{columns:?} {values:?}");
}

#[test]
fn the_column_of_what_is_too_much_or_empty_is_known() {
    let token = r#"Username="key", PasswordDigest="AA==", Nonce="AA==", Created="2026-01-15T12:30:00Z""#;
    let first = |header: &str, dialect: &Dialect| {
        let diagnosis = explain(header, dialect, None, Utc::now());
        let finding = diagnosis.findings()[0].clone();
        (finding.problem().to_owned(), finding.column().unwrap())
    };
    let words = |count: usize| "UsernameToken ".repeat(count) + token;
    let twice = "the word UsernameToken stands twice".to_owned();
    let more = "the word UsernameToken stands there once more".to_owned();
    assert_eq!(first(&words(2), &Dialect::SYMFONY), (twice, 15));
    assert_eq!(first(&words(3), &Dialect::PENNEO), (more.clone(), 29));
    assert_eq!(first(&words(4), &Dialect::PENNEO), (more, 29));
    assert_eq!(first("X-WSSE: UsernameToken", &Dialect::PENNEO), ("no parameter follows".to_owned(), 14));
    for (name, value) in
        [("Username", "key"), ("PasswordDigest", "AA=="), ("Created", "2026-01-15T12:30:00Z")]
    {
        let header = words(1).replace(&format!("{name}=\"{value}\""), &format!("{name}=\"\""));
        let place = header.find(&format!("{name}=")).unwrap() + name.len() + 3;
        assert_eq!(first(&header, &Dialect::PENNEO), (format!("{name} is empty"), place), "{header}");
    }
}

#[test]
fn parts_lie_where_they_say() {
    let header = r#"  UsernameToken  username = "k€y" ,Nonce="n""#;
    let diagnosis = explain(header, &Dialect::PENNEO, None, Utc::now());
    let parts: Vec<_> = diagnosis.parts().iter().map(|part| (part.name(), part.value())).collect();
    assert_eq!(parts, [("username", "k€y"), ("Nonce", "n")]);
    for part in diagnosis.parts() {
        assert_eq!(&diagnosis.header()[part.start()..part.end()], part.value());
    }
}

#[test]
fn a_fresh_header_of_every_preset_has_no_fault() {
    for dialect in Dialect::PRESETS {
        let secret = Secret::new("a secret of some length").unwrap();
        let signer = Signer::builder("key", "a secret of some length").dialect(dialect).build().unwrap();
        let header = signer.sign().unwrap().into_header();
        let diagnosis = explain(&header, &dialect, Some(&secret), Utc::now());
        assert_eq!((diagnosis.verdict(), diagnosis.findings()), (None, &[][..]), "{diagnosis}");
        let age = diagnosis.age_millis().unwrap();
        assert!((-1000..=60_000).contains(&age), "{age}");
    }
}

#[test]
fn the_text_holds_neither_the_secret_nor_a_whole_digest() {
    for case in cases("xwsse/explain") {
        let diagnosis = explain_case(&case);
        let shown = format!("{diagnosis}{diagnosis:?}");
        assert!(!shown.contains("0123456789abcdef\""), "{shown}");
        let digest = diagnosis.parts().iter().find(|part| part.name() == "PasswordDigest");
        if let Some(digest) = digest.filter(|digest| digest.value().len() > 8) {
            assert!(!shown.contains(digest.value()), "{shown}");
        }
    }
}

#[test]
fn the_secret_that_was_sent_is_hidden_everywhere() {
    let secret = Secret::new("0123456789abcdef").unwrap();
    for header in [
        r#"UsernameToken Username="key", PasswordDigest="0123456789abcdef", Nonce="n", Created="c""#,
        r#"UsernameToken 0123456789abcdef Username="key""#,
        r#"UsernameToken Username=0123456789abcdef"#,
        r#"UsernameToken 0123456789abcdef="key""#,
        r#"UsernameToken Token="Bearer 0123456789abcdef""#,
    ] {
        let diagnosis = explain(header, &Dialect::PENNEO, Some(&secret), Utc::now());
        let values: String =
            diagnosis.parts().iter().map(|part| part.name().to_owned() + part.value()).collect();
        let shown = format!("{diagnosis}{diagnosis:?}{}{values}", diagnosis.header());
        assert!(!shown.contains("0123456789abcdef"), "{shown}");
        assert!(diagnosis.findings()[0].problem().contains("the secret itself was sent"), "{shown}");
    }
}

#[test]
fn what_could_be_a_digest_is_only_begun() {
    let digest = "q3EiSJG2fGMwdl2fUJmVIdtjRXk=";
    let shown = |header: &str| {
        let diagnosis = explain(header, &Dialect::PENNEO, None, Utc::now());
        format!("{diagnosis}{:?}", diagnosis.parts())
    };
    for name in ["PasswordDigest", "Digest", "Nonce", "Username", "x"] {
        let header = format!(r#"UsernameToken {name}="{digest}""#);
        assert!(shown(&header).contains("q3EiSJ… (28 characters)"), "{}", shown(&header));
        assert!(!shown(&header).contains(digest));
    }
    let nonce = "d36e316282959a9ed4c89851497a717f";
    assert!(shown(&format!(r#"UsernameToken PasswordDigest="{digest}", Nonce="{nonce}""#)).contains(nonce));
    for header in [format!("UsernameToken {digest}"), format!(r#"UsernameToken {digest}"k""#)] {
        assert!(!shown(&header).contains(digest.trim_end_matches('=')), "{}", shown(&header));
    }
}

/// Whether it is told that this text, in base64 as the nonce, was base64 before.
fn is_called_encoded_twice(text: &[u8], dialect: &Dialect, secret: Option<&Secret>) -> bool {
    let nonce = STANDARD.encode(text);
    let digest = "q3EiSJG2fGMwdl2fUJmVIdtjRXk=";
    let header =
        format!(r#"UsernameToken Username="key", PasswordDigest="{digest}", Nonce="{nonce}", Created="c""#);
    let diagnosis = explain(&header, dialect, secret, Utc::now());
    diagnosis.findings().iter().any(|finding| finding.problem().contains("encoded twice"))
}

#[test]
fn a_nonce_that_is_encoded_twice_is_told_unless_the_digest_says_better() {
    let another = Secret::new("another secret").unwrap();
    // Of 16 bytes, of 18, and of nine that have a plus.
    for text in ["AAECAwQFBgcICQoLDA0ODw==", "ZGVmZ2hpamtsbW5vcHFyc3R1", "+/v7+/v7+/v7", "MTIzNDU2Nzg="] {
        for secret in [None, Some(&another)] {
            assert!(is_called_encoded_twice(text.as_bytes(), &Dialect::PENNEO, secret), "{text}");
            assert!(!is_called_encoded_twice(text.as_bytes(), &Dialect::ATOM, secret), "{text}");
        }
    }
    // Too short for a nonce, and what is drawn as text: letters and digits, hex digits, digits, letters.
    for text in [
        "MTIzNDU2Nw==",
        "aB3dE5gH7jK1mN2p",
        "d36e316282959a9ed4c89851497a717f",
        "0123456789012345678901234567",
        "abcdefghijklmnopqrstuvwxabcdefgh",
    ] {
        assert!(!is_called_encoded_twice(text.as_bytes(), &Dialect::PENNEO, None), "{text}");
    }

    let signer = Signer::new("key", "a secret of some length").unwrap();
    let token = signer.sign_with(Utc::now(), b"ZGVmZ2hpamtsbW5vcHFyc3R1").unwrap();
    let secret = Secret::new("a secret of some length").unwrap();
    let diagnosis = explain(token.header(), &Dialect::PENNEO, Some(&secret), Utc::now());
    assert_eq!(diagnosis.findings(), [], "its text is what was digested");
}

#[cfg(feature = "serde")]
#[test]
fn the_diagnosis_serializes_by_the_names_of_its_methods() {
    let diagnosis = explain("UsernameToken Username='key'", &Dialect::PENNEO, None, Utc::now());
    let json = serde_json::to_value(&diagnosis).unwrap();
    assert_eq!(json["verdict"], "header_malformed");
    assert_eq!(json["dialect"], "penneo");
    assert_eq!(json["parts"][0]["name"], "Username");
    assert_eq!(json["findings"][0]["code"], "header_malformed");
    assert_eq!(json["findings"][0]["column"], 24);
    assert_eq!(json["age_millis"], Value::Null);
    assert_eq!(json["digest_checked"], false);
    assert_eq!(json["digest_dialects"], serde_json::json!([]));
}

#[test]
fn the_dialects_that_make_the_digest_are_named() {
    let case = cases("xwsse/tokens").into_iter().find(|case| case["id"] == "atom-article").unwrap();
    let header = case["header"].as_str().unwrap();
    let dialects = |dialect: &str, secret: Option<&str>| {
        let secret = secret.map(|secret| Secret::new(secret).unwrap());
        let diagnosis = explain(header, &dialect.parse().unwrap(), secret.as_ref(), Utc::now());
        diagnosis.digest_dialects().to_vec()
    };
    let secret = case["secret"].as_str();
    assert_eq!(dialects("penneo", secret), ["atom"]);
    assert_eq!(dialects("atom", secret), ["atom"]);
    assert_eq!(dialects("atom,max_age=5", secret), ["atom,max_age=5"]);
    assert!(dialects("penneo", None).is_empty());
    assert!(dialects("penneo", Some("another")).is_empty());
}

#[test]
fn a_slip_is_no_dialect() {
    for case in cases("xwsse/explain") {
        let diagnosis = explain_case(&case);
        let refused = diagnosis
            .findings()
            .iter()
            .any(|finding| finding.remedy().contains("the dialect is ") && case["secret"].is_string());
        let is_right = diagnosis.digest_dialects() == [case["dialect"].as_str().unwrap()];
        assert_eq!(
            !diagnosis.digest_dialects().is_empty(),
            refused || is_right,
            "{}: {diagnosis}",
            case["id"]
        );
    }
}

/// The values of a token and all steps between them are those of the independent implementation.
#[test]
fn the_calculation_goes_through_the_known_steps() {
    for case in cases("xwsse/tokens") {
        let text = |name: &str| case[name].as_str().unwrap();
        let secret = Secret::new(text("secret")).unwrap();
        let dialect: Dialect = text("dialect").parse().unwrap();
        let calculation = Calculation::of(text("header"), &dialect, Some(&secret)).unwrap();
        let id = text("id");
        assert_eq!(calculation.nonce_hex(), text("nonce_bytes_hex"), "{id}");
        assert_eq!(calculation.nonce_len() * 2, text("nonce_bytes_hex").len(), "{id}");
        assert_eq!(calculation.created(), text("created"), "{id}");
        assert_eq!(calculation.secret_len(), Some(text("secret").len()), "{id}");
        assert_eq!(calculation.hash_hex(), case["hash_hex"].as_str(), "{id}");
        assert_eq!(calculation.digest(), case["digest"].as_str(), "{id}");
        assert_eq!(calculation.matches(), Some(true), "{id}");

        let other = Secret::new("another").unwrap();
        assert_eq!(Calculation::of(text("header"), &dialect, Some(&other)).unwrap().matches(), Some(false));
    }
}

#[test]
fn without_the_secret_the_calculation_ends_before_the_hash() {
    for case in cases("xwsse/tokens") {
        let text = |name: &str| case[name].as_str().unwrap();
        let dialect = text("dialect").parse().unwrap();
        let calculation = Calculation::of(text("header"), &dialect, None).unwrap();
        assert_eq!(calculation.nonce_hex(), text("nonce_bytes_hex"));
        assert_eq!((calculation.secret_len(), calculation.matches()), (None, None));
        assert_eq!((calculation.hash_hex(), calculation.digest()), (None, None));
    }
    assert_eq!(Calculation::of("UsernameToken Username=\"key\"", &Dialect::PENNEO, None), None);
    assert_eq!(Calculation::of("", &Dialect::PENNEO, None), None);
}

#[test]
fn a_secret_that_was_sent_is_not_in_the_calculation_and_debug_shows_no_digest() {
    let secret = Secret::new("0123456789abcdef").unwrap();
    let header = r#"UsernameToken Username="key", PasswordDigest="x", Nonce="0123456789abcdef", Created="0123456789abcdef""#;
    for dialect in Dialect::PRESETS {
        let calculation = Calculation::of(header, &dialect, Some(&secret));
        assert_eq!(calculation, None, "stars are no value");
    }
    let header =
        r#"UsernameToken Username="key", PasswordDigest="x", Nonce="AAAA", Created="2026-01-15T12:30:00Z""#;
    let calculation = Calculation::of(header, &Dialect::PENNEO, Some(&secret)).unwrap();
    assert!(!format!("{calculation:?}").contains(calculation.digest().unwrap()));
    assert!(!format!("{calculation:?}").contains(calculation.hash_hex().unwrap()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn random_bytes_are_not_called_encoded_twice(nonce in any::<[u8; 16]>()) {
        prop_assert!(!is_called_encoded_twice(&nonce, &Dialect::PENNEO, None));
    }

    /// Pieces of headers in any order: nothing panics, and what a verifier refuses has a finding first.
    #[test]
    fn whatever_is_pasted_is_explained(
        pieces in prop::collection::vec(
            prop_oneof![
                Just("UsernameToken "), Just("Username="), Just("\"key\""), Just(", "), Just("Nonce=\""),
                Just("AAECAwQFBgc="), Just("\""), Just("Created=\"2026-01-15T12:30:00Z\""), Just("'"), Just("\\"),
                Just("PasswordDigest=\"q3EiSJG2fGMwdl2fUJmVIdtjRXk=\""), Just("\n"), Just("X-WSSE: "), Just("> "),
                Just("“"), Just("%3D"), Just(":"),
                Just("„"), Just(";"), Just("%"), Just("{{"), Just("$X"), Just("\u{feff}"), Just("\u{a0}"),
                Just("< "), Just("* "), Just("\r\n "), Just("GET / HTTP/1.1\r\n"), Just("HTTP/1.1 401 No\r\n"),
                Just("Date: Thu, 15 Jan 2026 12:30:00 GMT\r\n"), Just("`"), Just("=>"), Just("\"value\""),
                Just("curl -H"), Just("HTTP_X_WSSE"), Just("Authorization: "), Just("&quot;"), Just("%22"),
                Just("secret"), Just("2026-01-15T"), Just(" "), Just("="), Just("\u{85}"), Just("WSSE "), Just("€"),
            ],
            0..18,
        ),
        bytes in prop::collection::vec(any::<u8>(), 0..40),
        with_secret in any::<bool>(),
    ) {
        let secret = Secret::new("secret").unwrap();
        let secret = with_secret.then_some(&secret);
        for pasted in [pieces.concat().into_bytes(), [pieces.concat().as_bytes(), &bytes].concat(), bytes] {
            for dialect in Dialect::PRESETS {
                let diagnosis = explain(&pasted, &dialect, secret, "2026-01-15T12:30:01Z".parse().unwrap());
                if let Some(verdict) = diagnosis.verdict() {
                    prop_assert_eq!(diagnosis.findings()[0].rejection(), Some(verdict));
                }
                let _ = diagnosis.to_string();
                let _ = Calculation::of(&pasted, &dialect, secret);
            }
        }
    }
}
