//! Created and the secret in a digest: as they are meant to be, and what is made of them instead.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};
use md5::Digest as _;
use zeroize::Zeroize;

use super::created;
use super::encodings::from_hex;
use xwsse_authn::Secret;
use xwsse_authn::{Hash, Precision};

/// Characters of a Created up to its seconds.
const SECONDS: usize = "2026-01-02T03:04:05".len();

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

/// The slip of a digest with this zone in its Created, where another Created is in the header.
fn created_slip(header: &str, zone: &str) -> Slip {
    let problem = match created::zone(header) {
        Some(sent) if sent == zone => "of a Created with other decimals than the header's",
        Some(_) => "of a Created with another zone than the header's",
        None => "of a Created in another form than the header's",
    };
    (problem, "print Created once, and use that text in the digest and in the header")
}

pub(super) fn createds(header: &str, instant: Option<DateTime<Utc>>) -> Vec<Way<'_>> {
    let mut ways = vec![Way::right(header.as_bytes())];
    let Some(printed) = instant.and_then(|instant| Precision::Nanos.print(instant).ok()) else {
        return ways;
    };
    for decimals in [0, 1, 2, 3, 6, 9] {
        let point = usize::from(decimals > 0);
        let seconds = &printed.bytes()[..SECONDS + point + decimals];
        for zone in ["Z", "+00:00", "+0000", ""] {
            let bytes = [seconds, zone.as_bytes()].concat();
            if bytes != header.as_bytes() {
                ways.push(Way { bytes: bytes.into(), slip: Some(created_slip(header, zone)) });
            }
        }
    }
    ways
}

/// Every millisecond of the second in a Created.
pub(super) fn millis(header: &str, instant: Option<DateTime<Utc>>) -> impl Iterator<Item = Way<'_>> {
    let printed = instant.and_then(|instant| Precision::Seconds.print(instant).ok());
    let second = printed.map(|printed| printed.bytes()[..SECONDS].to_vec());
    second.into_iter().flat_map(move |second| {
        (0..1000).map(move |millis| Way {
            bytes: [second.as_slice(), format!(".{millis:03}Z").as_bytes()].concat().into(),
            slip: Some(created_slip(header, "Z")),
        })
    })
}

pub(super) fn secrets<'s>(secret: &'s Secret, username: &'s str) -> Vec<Way<'s>> {
    let bytes = secret.expose();
    let trim = "trim the secret on both sides";
    let unquote = "take the quotes away where the secret is read";
    let quoted = |quote: &[u8]| [quote, bytes, quote].concat();
    let newline = "read the secret without the line's end";
    let hashed = "use the secret itself, not a hash of it";
    let none = "check that the program that signs was given the secret";
    let mut ways = vec![
        Way::right(bytes),
        Way::slip([bytes, b"\n"].concat(), "with a newline after the secret", newline),
        Way::slip([bytes, b"\r\n"].concat(), "with a line's end after the secret", newline),
        Way::slip(bytes.trim_ascii(), "without the white space around the secret", trim),
        Way::slip([bytes, b" "].concat(), "with a space after the secret", trim),
        Way::slip([b" ", bytes].concat(), "with a space before the secret", trim),
        Way::slip(quoted(b"\""), "with the secret in quotes", unquote),
        Way::slip(quoted(b"'"), "with the secret in quotes", unquote),
        Way::slip(
            username.as_bytes(),
            "with the username in the secret's place",
            "give the program that signs the secret that goes with this username",
        ),
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
    for (hash, problem) in [
        (md5::Md5::digest(bytes).to_vec(), "with the MD5 of the secret"),
        (Hash::Sha1.of(&[bytes]).as_slice().to_vec(), "with the SHA-1 of the secret"),
        (Hash::Sha256.of(&[bytes]).as_slice().to_vec(), "with the SHA-256 of the secret"),
    ] {
        let mut upper = hex(&hash);
        upper.make_ascii_uppercase();
        for written in [hex(&hash), upper, STANDARD.encode(&hash).into_bytes(), hash] {
            ways.push(Way::slip(written, problem, hashed));
        }
    }
    if let Ok(decoded) = STANDARD.decode(bytes) {
        ways.push(Way::slip(
            decoded,
            "with the bytes that the secret's base64 stands for",
            "use the secret's text",
        ));
    }
    if let Some(decoded) = from_hex(bytes) {
        ways.push(Way::slip(
            decoded,
            "with the bytes that the secret's hex digits stand for",
            "use the secret's text",
        ));
    }
    ways
}

pub(super) fn hex(bytes: &[u8]) -> Vec<u8> {
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
