//! The ingredients of a digest: how each is meant to be, and what is made of it instead.

use alloc::borrow::{Cow, ToOwned};
use alloc::format;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};
use sha1::Digest as _;
use zeroize::Zeroize;

use super::digest;
use super::values::{base64_fault, decode_leniently};
use crate::dialect::{Hash, NonceMode, Precision};
use crate::secret::Secret;

/// One way to come to an ingredient of the digest. A slip says how it was made, and what to do instead.
pub(super) struct Way<'a> {
    pub(super) bytes: Cow<'a, [u8]>,
    pub(super) slip: Option<Slip>,
}

/// Some hold what was made of the secret.
impl Drop for Way<'_> {
    fn drop(&mut self) {
        if let Cow::Owned(bytes) = &mut self.bytes {
            bytes.zeroize();
        }
    }
}

pub(super) type Slip = (&'static str, &'static str);

impl<'a> Way<'a> {
    fn right(bytes: impl Into<Cow<'a, [u8]>>) -> Self {
        Self { bytes: bytes.into(), slip: None }
    }

    fn slip(bytes: impl Into<Cow<'a, [u8]>>, problem: &'static str, remedy: &'static str) -> Self {
        Self { bytes: bytes.into(), slip: Some((problem, remedy)) }
    }
}

pub(super) fn nonces(text: &str) -> Vec<(NonceMode, Way<'_>)> {
    let decoded = decode_leniently(text);
    let mut ways = vec![(NonceMode::Text, Way::right(text.as_bytes()))];
    let inner = core::str::from_utf8(&decoded).unwrap_or_default();
    if base64_fault(inner).is_none() && !inner.is_empty() {
        ways.push((
            NonceMode::Raw,
            Way::slip(
                decode_leniently(inner),
                "of a nonce that is encoded twice in the header",
                "encode the nonce once for the header",
            ),
        ));
    }
    ways.push((
        NonceMode::Raw,
        Way::slip(
            STANDARD.encode(text).into_bytes(),
            "of the base64 of the nonce, while its text is in the header",
            "digest what the header carries",
        ),
    ));
    if let Some(bytes) = digest::from_hex(text.as_bytes()) {
        ways.push((
            NonceMode::Raw,
            Way::slip(
                bytes,
                "of the bytes that the nonce's hex digits stand for",
                "send the base64 of these bytes, or digest the hex text",
            ),
        ));
    }
    ways.push((
        NonceMode::Raw,
        Way::slip(
            hex(&decoded),
            "of the nonce's hex digits, while the base64 of its bytes is in the header",
            "digest the random bytes, and put their base64 into the header",
        ),
    ));
    ways.push((NonceMode::Raw, Way::right(decoded)));
    ways
}

const ONE_PRINT: &str = "print Created once, and use that text in the digest and in the header";
pub(super) const OTHER_DECIMALS: Slip = ("of a Created with other decimals than the header's", ONE_PRINT);
const OTHER_ZONE: Slip = ("of a Created with another zone than the header's", ONE_PRINT);

pub(super) fn createds<'r>(text: &'r str, instant: Option<DateTime<Utc>>) -> Vec<Way<'r>> {
    let mut ways = vec![Way::right(text.as_bytes())];
    let printed = |precision: Precision| precision.print(instant?).ok();
    for precision in [Precision::Seconds, Precision::Millis, Precision::Micros, Precision::Nanos] {
        let Some(printed) = printed(precision) else { continue };
        let bytes = printed.bytes();
        if bytes != text.as_bytes() {
            ways.push(Way { bytes: Cow::Owned(bytes.to_owned()), slip: Some(OTHER_DECIMALS) });
        }
        if let Some(utc) = bytes.strip_suffix(b"Z") {
            for zone in [&b"+00:00"[..], b"+0000", b""] {
                ways.push(Way { bytes: Cow::Owned([utc, zone].concat()), slip: Some(OTHER_ZONE) });
            }
        }
    }
    ways
}

pub(super) fn secrets<'s>(secret: &'s Secret, username: &'s str) -> Vec<Way<'s>> {
    let bytes = secret.bytes();
    let trim = "trim the secret on both sides";
    let unquote = "take the quotes away where the secret is read";
    let quoted = |quote: &[u8]| [quote, bytes, quote].concat();
    let newline = "read the secret without the line's end";
    let hashed = "use the secret itself, not a hash of it";
    let none = "check that the program that signs was given the secret";
    let mut ways = vec![
        Way::right(bytes),
        Way::slip([bytes, b"\n"].concat(), "with a newline behind the secret", newline),
        Way::slip([bytes, b"\r\n"].concat(), "with a line's end behind the secret", newline),
        Way::slip(bytes.trim_ascii(), "without the white space around the secret", trim),
        Way::slip([bytes, b" "].concat(), "with a space behind the secret", trim),
        Way::slip([b" ", bytes].concat(), "with a space before the secret", trim),
        Way::slip(quoted(b"\""), "with the secret in quotes", unquote),
        Way::slip(quoted(b"'"), "with the secret in quotes", unquote),
        Way::slip(
            username.as_bytes(),
            "with the username in the secret's place",
            "give the program that signs the secret that goes with this username",
        ),
        Way::slip(hex(&md5::Md5::digest(bytes)), "with the MD5 of the secret", hashed),
        Way::slip(hex(Hash::Sha1.of(&[bytes]).as_slice()), "with the SHA-1 of the secret", hashed),
        Way::slip(hex(Hash::Sha256.of(&[bytes]).as_slice()), "with the SHA-256 of the secret", hashed),
        Way::slip(
            STANDARD.encode(bytes).into_bytes(),
            "with the base64 of the secret",
            "use the secret as it is",
        ),
        Way::slip(&b""[..], "with an empty secret", none),
        Way::slip(&b"null"[..], "with the secret \"null\"", none),
        Way::slip(&b"None"[..], "with the secret \"None\"", none),
        Way::slip(&b"undefined"[..], "with the secret \"undefined\"", none),
    ];
    if let Ok(decoded) = STANDARD.decode(bytes) {
        ways.push(Way::slip(
            decoded,
            "with the bytes that the secret's base64 stands for",
            "use the secret's text",
        ));
    }
    if let Some(decoded) = digest::from_hex(bytes) {
        ways.push(Way::slip(
            decoded,
            "with the bytes that the secret's hex digits stand for",
            "use the secret's text",
        ));
    }
    ways
}

fn hex(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>().into_bytes()
}

/// The parts in the right order, and in the wrong ones that are met.
pub(super) fn orders([nonce, created, secret, username]: [&[u8]; 4]) -> [([&[u8]; 4], Option<Slip>); 7] {
    let none = &b""[..];
    let order = Some(("in another order than nonce, Created, secret", "run them together in this order"));
    let username_too = Some(("with the username in it", "leave the username out of the digest"));
    let alone = Some(("of the secret alone", "digest nonce, Created and secret, run together"));
    [
        ([nonce, created, secret, none], None),
        ([created, nonce, secret, none], order),
        ([secret, nonce, created, none], order),
        ([nonce, secret, created, none], order),
        ([username, nonce, created, secret], username_too),
        ([nonce, username, created, secret], username_too),
        ([secret, none, none, none], alone),
    ]
}
