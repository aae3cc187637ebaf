//! Username and Nonce: what a dialect takes, and what they look like instead.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::coding;
use super::created::OR_LET;
use super::diagnosis::Part;
use super::encodings::{base64_fault, decode_leniently};
use super::finding::Finding;
use super::reading::Reading;
use crate::dialect::MAX_NONCE;
use crate::dialect::{Dialect, NonceMode};
use crate::header::Parameter;
use crate::nonce::is_visible;
use xwsse_authn::MAX_USERNAME;
use xwsse_authn::Rejection;
use xwsse_authn::Secret;

/// Guessing is fast with one SHA-1 for each guess: 128 bits are wanted.
pub(super) const SHORT_SECRET: usize = 16;

pub(super) fn check(reading: &Reading<'_>, dialect: &Dialect) -> Vec<Finding> {
    let mut findings: Vec<Finding> =
        Parameter::ALL.iter().filter_map(|&parameter| foreign(reading, parameter, dialect)).collect();
    let at = |parameter| move |finding: Finding| finding.at(reading.column(parameter));
    let username = reading.value(Parameter::Username).and_then(|text| username(&text));
    findings.extend(username.map(at(Parameter::Username)));
    if let Some(text) = reading.value(Parameter::Nonce) {
        findings
            .extend(nonce(&text, dialect, &reading.taken_by(dialect)).into_iter().map(at(Parameter::Nonce)));
    }
    findings
}

/// A value that is none, or that is coded as no header is.
fn foreign(reading: &Reading<'_>, parameter: Parameter, dialect: &Dialect) -> Option<Finding> {
    let part = reading.part(parameter).filter(|part| !part.is_hidden)?;
    let name = parameter.name();
    let (problem, remedy) = if coding::is_unfilled(&part.value) {
        (
            format!("a placeholder was not filled in as {name}"),
            "put the value there, and look why it was missing",
        )
    } else {
        let (_, problem, remedy) = coding::of_value(parameter, &part.value)?;
        (format!("{name} {problem}"), remedy)
    };
    Some(Finding {
        rejection: refusal(part, parameter, dialect),
        column: Some(reading.column_of(part.start)),
        problem,
        remedy: remedy.into(),
    })
}

/// What a verifier says to this value.
fn refusal(part: &Part, parameter: Parameter, dialect: &Dialect) -> Option<Rejection> {
    let value = part.value();
    match parameter {
        Parameter::Username => None,
        Parameter::PasswordDigest => {
            dialect.digest.read(value, dialect.hash).is_none().then_some(Rejection::DigestInvalid)
        }
        Parameter::Nonce => dialect.nonce.read(value, dialect.max_nonce_len).err(),
        Parameter::Created => dialect.read_created(value).err(),
    }
}

/// What the look of the nonce says of the dialect.
pub(super) fn other_mode(reading: &Reading<'_>, dialect: &Dialect) -> Option<Finding> {
    let text = reading.value(Parameter::Nonce)?;
    let (problem, remedy) = match dialect.nonce {
        NonceMode::Text if text.ends_with('=') => (
            "Nonce looks like base64, and this dialect digests it as it stands",
            "if the client digests the decoded bytes, the dialect is penneo or symfony",
        ),
        NonceMode::Raw if is_hex(&text) => (
            "Nonce looks like hex digits, and this dialect decodes it as base64",
            "if the client digests the hex text as it is, the dialect is atom or emarsys",
        ),
        _ => return None,
    };
    Some(Finding::note(reading.column(Parameter::Nonce), problem, remedy))
}

/// Whether the nonce looks encoded twice, which the digest may contradict.
pub(super) fn encoded_twice(reading: &Reading<'_>, dialect: &Dialect) -> Option<Finding> {
    let decoded = decode_leniently(&reading.value(Parameter::Nonce)?);
    let is_twice = core::str::from_utf8(&decoded).is_ok_and(is_encoded_nonce);
    (dialect.nonce == NonceMode::Raw && is_twice).then(|| {
        Finding::note(
            reading.column(Parameter::Nonce),
            "Nonce decodes to base64 once more: it seems to be encoded twice",
            "encode the random bytes once, and digest those bytes",
        )
    })
}

pub(super) fn short_secret(secret: &Secret) -> Option<Finding> {
    (secret.expose().len() < SHORT_SECRET).then(|| {
        Finding::note(
            None,
            format!(
                "the secret has fewer than {SHORT_SECRET} bytes, and anyone who sees one header can try to guess it"
            ),
            "use a long random secret",
        )
    })
}

fn username(username: &str) -> Option<Finding> {
    let invalid = |problem| {
        Some(Finding::refused(
            Rejection::UsernameInvalid,
            None,
            problem,
            "send the API key as it was given out",
        ))
    };
    if username.len() > MAX_USERNAME {
        return invalid(format!("Username has {} bytes; {MAX_USERNAME} is the most", username.len()));
    }
    if username.chars().any(char::is_control) {
        return invalid("Username holds a control character".into());
    }
    let problem = "Username is not printable ASCII, which few services take";
    let remedy = "compare it with the API key, byte for byte";
    (!username.is_ascii()).then(|| Finding::note(None, problem, remedy))
}

fn nonce(text: &str, dialect: &Dialect, setting: &Dialect) -> Vec<Finding> {
    let mut findings = Vec::new();
    let max = dialect.max_nonce_len.min(MAX_NONCE);
    if text.len() > max {
        let problem = format!("Nonce has {} characters; {max} is the most", text.len());
        let mut remedy = String::from("make it of 16 random bytes");
        if text.len() <= MAX_NONCE {
            remedy += &format!("{OR_LET}{setting}");
        }
        findings.push(Finding::refused(Rejection::NonceTooLong, None, problem, remedy));
    }
    let fault = match dialect.nonce {
        NonceMode::Text => {
            (!is_visible(text.as_bytes())).then_some(("is not visible ASCII", "write it as 32 hex digits"))
        }
        NonceMode::Raw | NonceMode::Letters => {
            base64_fault(text).map(|fault| (fault, "encode it as standard base64 with padding"))
        }
    };
    findings.extend(fault.map(|(fault, remedy)| {
        Finding::refused(Rejection::NonceInvalid, None, format!("Nonce {fault}"), remedy)
    }));
    findings
}

pub(super) fn is_hex(text: &str) -> bool {
    text.len() >= 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Whether a text is base64 of a nonce. Letters and digits alone may have been drawn as they are, unless they are
/// many and mixed.
fn is_encoded_nonce(text: &str) -> bool {
    const SHORTEST: usize = 8;
    const LONGEST_DRAWN: usize = 16;
    let has = |is_such: fn(&u8) -> bool| text.bytes().any(|byte| is_such(&byte));
    let is_mixed = has(u8::is_ascii_lowercase) && has(u8::is_ascii_uppercase) && has(u8::is_ascii_digit);
    base64_fault(text).is_none()
        && decode_leniently(text).len() >= SHORTEST
        && (text.contains(['+', '/', '=']) || (text.len() > LONGEST_DRAWN && is_mixed))
}
