//! Which digest it is: every known dialect and the usual slips, until one makes the digest that was sent.

use alloc::borrow::{Cow, ToOwned};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha1::Digest as _;
use zeroize::Zeroize;

use super::Finding;
use super::digest::{self, Form};
use super::reading::Reading;
use super::values::{base64_fault, decode_leniently, is_hex};
use crate::dialect::{Dialect, DigestEncoding, Hash, NonceMode, Precision};
use crate::error::Rejection;
use crate::header::Parameter;
use crate::secret::Secret;

/// Says which digest was sent, unless it is the one that the dialect wants.
pub(super) fn check(reading: &Reading, dialect: &Dialect, secret: &Secret) -> Option<Finding> {
    let text = reading.value(Parameter::PasswordDigest)?;
    let Some((form, hash)) = digest::read(text) else {
        return digest::check(text, dialect);
    };
    let rejection = match dialect.digest.read(text, dialect.hash) {
        Some(_) => Rejection::DigestMismatch,
        None => Rejection::DigestInvalid,
    };
    let Some(recipe) = search(reading, dialect, secret, &hash) else {
        return digest::check(text, dialect).or_else(|| {
            Some(Finding::refused(
                rejection,
                None,
                "PasswordDigest was not made with this secret, in any dialect or with any slip that is known",
                "it is another secret, most often: compare the environment, the account and both ends of the text",
            ))
        });
    };
    let (problems, remedies) = recipe.differences(dialect, form, hash.len());
    if problems.is_empty() {
        return digest::check(text, dialect);
    }
    let problem = format!("PasswordDigest {}", problems.join(", and "));
    Some(Finding::refused(rejection, None, problem, remedies.join("; ")))
}

/// One way to come to an ingredient of the digest. A slip says how it was made, and what to do instead.
struct Way<'a> {
    bytes: Cow<'a, [u8]>,
    slip: Option<Slip>,
}

/// Some hold what was made of the secret.
impl Drop for Way<'_> {
    fn drop(&mut self) {
        if let Cow::Owned(bytes) = &mut self.bytes {
            bytes.zeroize();
        }
    }
}

type Slip = (&'static str, &'static str);

impl<'a> Way<'a> {
    fn right(bytes: impl Into<Cow<'a, [u8]>>) -> Self {
        Self { bytes: bytes.into(), slip: None }
    }

    fn slip(bytes: impl Into<Cow<'a, [u8]>>, problem: &'static str, remedy: &'static str) -> Self {
        Self { bytes: bytes.into(), slip: Some((problem, remedy)) }
    }
}

/// How the digest that was sent is made.
struct Recipe {
    nonce: NonceMode,
    slips: Vec<Slip>,
    hex_nonce: bool,
}

impl Recipe {
    /// What is other than the dialect wants it: how it was made, and what to do.
    fn differences(&self, dialect: &Dialect, form: Form, len: usize) -> (Vec<String>, Vec<String>) {
        let mut problems: Vec<String> =
            self.slips.iter().map(|(problem, _)| format!("was made {problem}")).collect();
        let mut remedies: Vec<String> = self.slips.iter().map(|(_, remedy)| (*remedy).to_string()).collect();
        let wanted = digest::hash_name(dialect.hash.len()).unwrap_or("another hash");
        let other_nonce = !same_mode(self.nonce, dialect.nonce);
        if other_nonce && self.nonce == NonceMode::Text {
            problems
                .push("was made of the nonce's text, where the bytes that it decodes to are wanted".into());
            if !self.hex_nonce {
                remedies.push("digest the random bytes, and put their base64 into the header".into());
            }
        } else if other_nonce {
            problems.push("was made of the bytes that the nonce decodes to, where its text is wanted".into());
            remedies.push("digest the nonce as it stands in the header".into());
        }
        if len != dialect.hash.len() {
            problems.push(format!(
                "is {}, where {wanted} is wanted",
                digest::hash_name(len).unwrap_or("another hash")
            ));
        }
        if form != Form::of(dialect.digest) {
            problems.push(match form {
                Form::Hex => "is written as the hash's hex digits".into(),
                Form::Base64 => "is written as base64 of the hash bytes".into(),
                Form::Base64Hex => "is written as base64 of the hash's hex digits".into(),
            });
        }
        if !matches!(len, 20 | 32) {
            remedies.push(format!("hash with {wanted}"));
        }
        if form == Form::Hex {
            remedies.push("encode the hash bytes as base64".into());
        } else if self.slips.is_empty() && !problems.is_empty() {
            remedies.extend(self.dialect(dialect, form, len));
        }
        (problems, remedies)
    }

    /// The dialect in which this digest is right.
    fn dialect(&self, from: &Dialect, form: Form, len: usize) -> Option<String> {
        let hash = [Hash::Sha1, Hash::Sha256].into_iter().find(|hash| hash.len() == len)?;
        let digest = [DigestEncoding::Base64, DigestEncoding::Base64Hex];
        let digest = digest.into_iter().find(|&digest| Form::of(digest) == form)?;
        let fits = |preset: &&Dialect| {
            same_mode(preset.nonce, self.nonce) && (preset.hash, preset.digest) == (hash, digest)
        };
        let presets: Vec<&str> = Dialect::PRESETS.iter().filter(fits).map(|preset| preset.name).collect();
        let name = match presets.as_slice() {
            [] => Dialect { nonce: self.nonce, hash, digest, ..*from }.to_string(),
            names => names.join(" or "),
        };
        Some(format!("if the service wants it so, the dialect is {name}"))
    }
}

/// The recipe with the fewest slips.
fn search(reading: &Reading, dialect: &Dialect, secret: &Secret, hash: &[u8]) -> Option<Recipe> {
    let nonce = reading.value(Parameter::Nonce)?;
    let (nonces, hex_nonce) = (nonces(nonce), is_hex(nonce));
    let createds = createds(reading, dialect)?;
    let secrets = secrets(secret);
    let mut best: Option<Recipe> = None;
    for (mode, nonce) in &nonces {
        for created in &createds {
            for secret in &secrets {
                for (order, order_slip) in orders(&nonce.bytes, &created.bytes, &secret.bytes) {
                    let slips: Vec<Slip> =
                        [nonce.slip, created.slip, secret.slip, order_slip].into_iter().flatten().collect();
                    // Between two that differ in nothing but the nonce, the dialect's own is meant.
                    let cost =
                        |mode: NonceMode, slips: &[Slip]| (slips.len(), !same_mode(mode, dialect.nonce));
                    let better =
                        best.as_ref().is_none_or(|best| cost(*mode, &slips) < cost(best.nonce, &best.slips));
                    if better && hash_of(&order, hash.len()).as_slice() == hash {
                        best = Some(Recipe { nonce: *mode, slips, hex_nonce });
                    }
                }
            }
        }
    }
    best
}

fn hash_of(parts: &[&[u8]], len: usize) -> Vec<u8> {
    match len {
        16 => parts.iter().fold(md5::Md5::new(), md5::Digest::chain_update).finalize().to_vec(),
        20 => Hash::Sha1.of(parts).as_slice().to_vec(),
        32 => Hash::Sha256.of(parts).as_slice().to_vec(),
        _ => Vec::new(),
    }
}

const fn same_mode(one: NonceMode, other: NonceMode) -> bool {
    matches!(one, NonceMode::Text) == matches!(other, NonceMode::Text)
}

fn nonces(text: &str) -> Vec<(NonceMode, Way<'_>)> {
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
    ways.push((NonceMode::Raw, Way::right(decoded)));
    ways
}

fn createds<'r>(reading: &'r Reading, dialect: &Dialect) -> Option<Vec<Way<'r>>> {
    let text = reading.value(Parameter::Created)?;
    let mut ways = vec![Way::right(text.as_bytes())];
    let remedy = "print Created once, and use that text in the digest and in the header";
    let printed = |precision: Precision| precision.print(reading.created(dialect)?).ok();
    for precision in [Precision::Seconds, Precision::Millis, Precision::Micros, Precision::Nanos] {
        let Some(printed) = printed(precision) else { continue };
        let bytes = printed.bytes();
        if bytes == text.as_bytes() {
            continue;
        }
        let problem = "of a Created with other decimals than the header's";
        ways.push(Way::slip(bytes.to_owned(), problem, remedy));
        if let Some(utc) = bytes.strip_suffix(b"Z") {
            let problem = "of a Created with another zone than the header's";
            ways.push(Way::slip([utc, b"+00:00"].concat(), problem, remedy));
            ways.push(Way::slip([utc, b"+0000"].concat(), problem, remedy));
        }
    }
    Some(ways)
}

fn secrets(secret: &Secret) -> Vec<Way<'_>> {
    let bytes = secret.bytes();
    let hex = |hash: &[u8]| hash.iter().map(|byte| format!("{byte:02x}")).collect::<String>().into_bytes();
    let newline = "read the secret without the line's end";
    let hashed = "use the secret itself, not a hash of it";
    let none = "check that the program that signs was given the secret";
    let mut ways = vec![
        Way::right(bytes),
        Way::slip([bytes, b"\n"].concat(), "with a newline behind the secret", newline),
        Way::slip([bytes, b"\r\n"].concat(), "with a line's end behind the secret", newline),
        Way::slip(
            bytes.trim_ascii(),
            "without the white space around the secret",
            "trim the secret on both sides",
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
    ways
}

/// The parts in the right order, and in the wrong ones that are met.
fn orders<'p>(nonce: &'p [u8], created: &'p [u8], secret: &'p [u8]) -> [([&'p [u8]; 3], Option<Slip>); 4] {
    let slip = Some(("in another order than nonce, Created, secret", "run them together in this order"));
    [
        ([nonce, created, secret], None),
        ([created, nonce, secret], slip),
        ([secret, nonce, created], slip),
        ([nonce, secret, created], slip),
    ]
}
