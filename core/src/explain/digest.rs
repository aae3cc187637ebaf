//! PasswordDigest: the form it has, when it is not the form that the dialect wants.

use alloc::format;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::encodings::{base64_fault, from_hex};
use super::finding::Finding;
use crate::dialect::{Dialect, DigestEncoding};
use xwsse_authn::Hash;
use xwsse_authn::Rejection;

/// How a digest is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Base64,
    Base64Hex,
    Base64UpperHex,
    Hex,
}

impl Form {
    pub(super) const fn of(encoding: DigestEncoding) -> Self {
        match encoding {
            DigestEncoding::Base64 => Self::Base64,
            DigestEncoding::Base64Hex => Self::Base64Hex,
        }
    }
}

/// The hash bytes in a digest, and how they are written, if that can be told.
pub(super) fn read(text: &str) -> Option<(Form, Vec<u8>)> {
    let is_hash = |bytes: &Vec<u8>| hash_name(bytes.len()).is_some();
    if let Some(bytes) = from_hex(text.as_bytes()).filter(is_hash) {
        return Some((Form::Hex, bytes));
    }
    let padded =
        format!("{:=<1$}", text.trim_end_matches('='), text.trim_end_matches('=').len().next_multiple_of(4));
    let decoded = STANDARD.decode(padded.replace('-', "+").replace('_', "/")).ok()?;
    if let Some(bytes) = from_hex(&decoded).filter(is_hash) {
        let is_upper = decoded.iter().any(u8::is_ascii_uppercase);
        return Some((if is_upper { Form::Base64UpperHex } else { Form::Base64Hex }, bytes));
    }
    is_hash(&decoded).then_some((Form::Base64, decoded))
}

/// Whether a text is as long and as random to the eye as a digest.
pub(super) fn looks_like_one(text: &str) -> bool {
    const SHORTEST: usize = 27;
    let is_base64 =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'-' | b'_' | b'=');
    read(text).is_some() || (text.len() >= SHORTEST && text.bytes().all(is_base64))
}

pub(super) const fn hash_name(len: usize) -> Option<&'static str> {
    match len {
        16 => Some("MD5"),
        20 => Some("SHA-1"),
        32 => Some("SHA-256"),
        64 => Some("SHA-512"),
        _ => None,
    }
}

/// What is wrong with the form, as far as it can be told without the secret.
pub(super) fn check(text: &str, dialect: &Dialect) -> Option<Finding> {
    let problem = form_fault(text, dialect)?;
    let remedies = match read(text) {
        None => vec!["check how the hash is encoded".into()],
        Some((form, bytes)) => {
            let mut remedies: Vec<_> = form_remedy(form, bytes.len(), dialect).into_iter().collect();
            remedies.extend(dialect_hint(form, bytes.len(), dialect));
            if remedies.is_empty() {
                remedies.push(format!("make it with {}", describe(dialect)));
            }
            remedies
        }
    };
    let problem = format!("PasswordDigest {problem}");
    Some(Finding::refused(Rejection::DigestInvalid, None, problem, remedies.join("; ")))
}

/// What keeps a digest from having the dialect's form.
pub(super) fn form_fault(text: &str, dialect: &Dialect) -> Option<String> {
    if dialect.digest.read(text, dialect.hash).is_some() {
        return None;
    }
    let wanted = format!("this dialect wants {}", describe(dialect));
    let Some((form, bytes)) = read(text) else {
        return Some(match base64_fault(text) {
            Some(fault) => format!("{fault}; {wanted}"),
            None => format!("is base64 of {} bytes; {wanted}", STANDARD.decode(text).map_or(0, |b| b.len())),
        });
    };
    if is_nearly_right(form, bytes.len(), dialect) {
        let fault = base64_fault(text).unwrap_or("its hex digits are not in lower case");
        return Some(format!("has the right length, but {fault}"));
    }
    let hash = hash_name(bytes.len()).unwrap_or("an unknown hash");
    let written = match form {
        Form::Hex => "the hex digits of",
        Form::Base64 => "base64 of",
        Form::Base64Hex | Form::Base64UpperHex => "base64 of the hex digits of",
    };
    Some(format!("is {written} {hash}; {wanted}"))
}

/// Whether it is in the dialect's form, up to what a lenient decoder passes over.
fn is_nearly_right(form: Form, len: usize, dialect: &Dialect) -> bool {
    let lower = if form == Form::Base64UpperHex { Form::Base64Hex } else { form };
    (lower, len) == (Form::of(dialect.digest), dialect.hash.len())
}

/// What changes the form into the one that the dialect wants.
pub(super) fn form_remedy(form: Form, len: usize, dialect: &Dialect) -> Option<String> {
    if is_nearly_right(form, len, dialect) {
        return Some("write it as standard base64 with padding, and hex digits in lower case".into());
    }
    let php = if dialect.hash == Hash::Sha1 { "sha1($text, true)" } else { "hash('sha256', $text, true)" };
    let bytes = format!("take the hash as bytes, not as hex text (PHP: {php})");
    match (form, dialect.digest) {
        (Form::Hex, DigestEncoding::Base64) => Some(format!("{bytes}, and encode it as base64")),
        (Form::Base64Hex | Form::Base64UpperHex, DigestEncoding::Base64) => Some(bytes),
        (Form::Hex | Form::Base64, DigestEncoding::Base64Hex) => {
            Some("encode the hash's hex digits as base64".into())
        }
        (Form::Base64, DigestEncoding::Base64)
        | (Form::Base64Hex | Form::Base64UpperHex, DigestEncoding::Base64Hex) => None,
    }
}

/// The presets with digests of this form.
fn dialect_hint(form: Form, len: usize, dialect: &Dialect) -> Option<String> {
    let by_form = |preset: &&Dialect| preset.hash.len() == len && Form::of(preset.digest) == form;
    let presets: Vec<&str> = Dialect::PRESETS.iter().filter(by_form).map(|preset| preset.name).collect();
    let is_another = !presets.is_empty() && !is_nearly_right(form, len, dialect);
    is_another.then(|| format!("if the service wants this, the dialect is {}", presets.join(" or ")))
}

fn describe(dialect: &Dialect) -> String {
    let hash = hash_name(dialect.hash.len()).unwrap_or_default();
    match dialect.digest {
        DigestEncoding::Base64 => {
            format!("base64 of {hash} ({} characters)", dialect.digest.text_len(dialect.hash))
        }
        DigestEncoding::Base64Hex => format!(
            "base64 of the hex digits of {hash} ({} characters)",
            dialect.digest.text_len(dialect.hash)
        ),
    }
}
