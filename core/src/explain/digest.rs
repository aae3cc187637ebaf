//! PasswordDigest: the form it has, when it is not the form that the dialect wants.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::Finding;
use super::values::base64_fault;
use crate::dialect::{Dialect, DigestEncoding, Hash};
use crate::error::Rejection;

/// How a digest is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Base64,
    Base64Hex,
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
        return Some((Form::Base64Hex, bytes));
    }
    is_hash(&decoded).then_some((Form::Base64, decoded))
}

pub(super) fn from_hex(text: &[u8]) -> Option<Vec<u8>> {
    let pairs = text.chunks(2);
    pairs
        .map(|pair| u8::from_str_radix(core::str::from_utf8(pair).ok()?, 16).ok().filter(|_| pair.len() == 2))
        .collect()
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

pub(super) fn check(text: &str, dialect: &Dialect) -> Option<Finding> {
    if dialect.digest.read(text, dialect.hash).is_some() {
        return None;
    }
    let refused = |problem: String, remedy: String| {
        Some(Finding::refused(Rejection::DigestInvalid, None, problem, remedy))
    };
    let wanted = format!("this dialect wants {}", describe(dialect));
    let Some((form, bytes)) = read(text) else {
        let problem = match base64_fault(text) {
            Some(fault) => format!("PasswordDigest {fault}; {wanted}"),
            None => format!(
                "PasswordDigest is base64 of {} bytes; {wanted}",
                STANDARD.decode(text).map_or(0, |b| b.len())
            ),
        };
        return refused(problem, "check how the hash is encoded".into());
    };
    let hash = hash_name(bytes.len()).unwrap_or("an unknown hash");
    let written = match form {
        Form::Hex => "the hex digits of",
        Form::Base64 => "base64 of",
        Form::Base64Hex => "base64 of the hex digits of",
    };
    let problem = format!("PasswordDigest is {written} {hash}; {wanted}");
    if (form, bytes.len()) == (Form::of(dialect.digest), dialect.hash.len()) {
        return refused(
            format!(
                "PasswordDigest has the right content, but {}",
                base64_fault(text).unwrap_or("its hex digits are not lower-case")
            ),
            "write it as standard base64 with padding, and hex digits in lower case".into(),
        );
    }
    refused(problem, remedy(form, bytes.len(), dialect))
}

fn remedy(form: Form, len: usize, dialect: &Dialect) -> String {
    if form == Form::Hex {
        return "take the hash as bytes, not as hex text, before it is encoded as base64".into();
    }
    let by_form = |preset: &Dialect| preset.hash.len() == len && Form::of(preset.digest) == form;
    let presets: Vec<&str> =
        Dialect::PRESETS.iter().filter(|preset| by_form(preset)).map(|preset| preset.name).collect();
    match presets.as_slice() {
        [] => format!("make it with {}", describe(dialect)),
        names => format!("if the service wants this, the dialect is {}", names.join(" or ")),
    }
}

fn describe(dialect: &Dialect) -> String {
    let hash = match dialect.hash {
        Hash::Sha1 => "SHA-1",
        Hash::Sha256 => "SHA-256",
    };
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
