//! The digest of a header, step by step.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use super::digest::hash_name;
use super::leak;
use super::paste::Paste;
use super::reading::Reading;
use crate::dialect::{Dialect, NonceMode};
use crate::header::Parameter;
use xwsse_authn::HashBytes;
use xwsse_authn::Secret;
use xwsse_authn::text::into_text;

/// How the digest of a header comes about in a dialect, step by step: for a developer whose own digest differs.
///
/// **It holds the digest that would be right.** Together with the nonce and Created of the header that is a token that a
/// service may accept, so make it only of a secret that its reader has typed, never of one that was looked up,
/// and keep it out of logs and tickets. This is why it is not a part of [`Diagnosis`](crate::Diagnosis). Without
/// a secret it has the steps up to the hash, and tells nothing. It never holds the secret, only its length.
///
/// With the feature `serde` it serializes to the same names as its methods.
///
/// ```
/// use xwsse::{Calculation, Dialect, Secret};
///
/// // Published in 2003, with its secret.
/// let header = r#"UsernameToken Username="bob", PasswordDigest="quR/EWLAV4xLf9Zqyw4pDmfV9OY=", Nonce="d36e316282959a9ed4c89851497a717f", Created="2003-12-15T14:43:07Z""#;
/// let secret = Secret::new("taadtaadpstcsm")?;
/// let calculation = Calculation::of(header, &Dialect::ATOM, Some(&secret)).unwrap();
/// assert_eq!(calculation.hash_hex(), Some("aae47f1162c0578c4b7fd66acb0e290e67d5f4e6"));
/// assert_eq!(calculation.digest(), Some("quR/EWLAV4xLf9Zqyw4pDmfV9OY="));
/// assert_eq!(calculation.matches(), Some(true));
/// # Ok::<(), xwsse::SignError>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Calculation {
    nonce_hex: String,
    nonce_is_decoded: bool,
    nonce_len: usize,
    created: String,
    secret_len: Option<usize>,
    hash: &'static str,
    digest_encoding: &'static str,
    hash_hex: Option<String>,
    digest: Option<String>,
    matches: Option<bool>,
}

impl Calculation {
    /// Takes the steps for what [`explain`](crate::explain()) takes; `None` when there is no Nonce that this dialect can
    /// read, or no Created.
    pub fn of(pasted: impl AsRef<[u8]>, dialect: &Dialect, secret: Option<&Secret>) -> Option<Self> {
        let paste = Paste::read(pasted.as_ref());
        let mut header = String::from(paste.value());
        let leaks = secret.is_some_and(|secret| leak::hide(&mut header, secret));
        let reading = Reading::of(&header, dialect, leaks);

        let nonce = dialect.nonce.read(&reading.value(Parameter::Nonce)?, dialect.max_nonce_len).ok()?;
        let created = reading.value(Parameter::Created)?.into_owned();
        let hash =
            secret.map(|secret| dialect.hash.of(&[nonce.as_slice(), created.as_bytes(), secret.expose()]));
        let digest = hash.as_ref().map(|hash| {
            let mut text = Vec::new();
            dialect.digest.append(hash, &mut text);
            into_text(text)
        });
        Some(Self {
            nonce_hex: hex(nonce.as_slice()),
            nonce_is_decoded: dialect.nonce != NonceMode::Text,
            nonce_len: nonce.as_slice().len(),
            secret_len: secret.map(|secret| secret.expose().len()),
            hash: hash_name(dialect.hash.len()).unwrap_or_default(),
            digest_encoding: dialect.digest.word(),
            hash_hex: hash.as_ref().map(HashBytes::as_slice).map(hex),
            matches: digest
                .as_deref()
                .zip(reading.part(Parameter::PasswordDigest))
                .map(|(right, sent)| right == sent.value()),
            digest,
            created,
        })
    }

    /// The bytes of the nonce that enter the digest, as hex digits.
    #[must_use]
    pub fn nonce_hex(&self) -> &str {
        &self.nonce_hex
    }

    /// Whether they are what the header's base64 stands for, rather than its text.
    #[must_use]
    pub const fn nonce_is_decoded(&self) -> bool {
        self.nonce_is_decoded
    }

    /// How many bytes of the nonce enter.
    #[must_use]
    pub const fn nonce_len(&self) -> usize {
        self.nonce_len
    }

    /// Created, which enters as it stands in the header.
    #[must_use]
    pub fn created(&self) -> &str {
        &self.created
    }

    /// How many bytes of the secret enter.
    #[must_use]
    pub const fn secret_len(&self) -> Option<usize> {
        self.secret_len
    }

    /// The hash function: `SHA-1` or `SHA-256`.
    #[must_use]
    pub const fn hash(&self) -> &'static str {
        self.hash
    }

    /// How the hash is written: `base64`, or `base64hex` for the base64 of its hex digits.
    #[must_use]
    pub const fn digest_encoding(&self) -> &'static str {
        self.digest_encoding
    }

    /// The hash of nonce, Created and secret, run together, as hex digits.
    #[must_use]
    pub fn hash_hex(&self) -> Option<&str> {
        self.hash_hex.as_deref()
    }

    /// The `PasswordDigest` that is right for this secret.
    #[must_use]
    pub fn digest(&self) -> Option<&str> {
        self.digest.as_deref()
    }

    /// Whether the header has this digest; `None` without a secret, and without a digest in the header.
    #[must_use]
    pub const fn matches(&self) -> Option<bool> {
        self.matches
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

impl fmt::Debug for Calculation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Calculation")
            .field("hash", &self.hash)
            .field("digest_encoding", &self.digest_encoding)
            .field("matches", &self.matches)
            .finish_non_exhaustive()
    }
}
