//! A service's rules as a value.

mod error;
mod text;

use xwsse_authn::{Hash, Precision, Window};

pub use self::error::DialectError;

/// How a service makes the digest and what it demands of a token.
///
/// The header never says which dialect it is in, so a dialect is configuration: a preset, or a preset
/// with fields changed. It can be written as a text too, which is how configuration files and the other
/// languages change a preset.
///
/// ```
/// use xwsse::{Dialect, NonceMode};
///
/// let mut dialect = Dialect::PENNEO;
/// dialect.max_nonce_len = 128;
/// dialect.accept_rfc2822 = true;
///
/// assert_eq!(dialect, "penneo,max_nonce=128,accept=rfc2822".parse()?);
/// assert_eq!(dialect.to_string(), "penneo,max_nonce=128,accept=rfc2822");
/// assert_eq!(Dialect::default(), Dialect::PENNEO);
/// assert_eq!(Dialect::ATOM.nonce, NonceMode::Text);
/// # Ok::<(), xwsse::DialectError>(())
/// ```
///
/// # As text
/// A preset's name, then changes, each after a comma, without white space:
///
/// | key | values |
/// |---|---|
/// | `nonce` | `raw` `letters` `text` |
/// | `hash` | `sha1` `sha256` |
/// | `digest` | `base64` `base64hex` |
/// | `created` | `seconds` `millis` `micros` `nanos` |
/// | `accept` | `strict` `offset` `rfc2822` `offset+rfc2822` |
/// | `max_age` `max_future` | seconds, 0 to 31622400 (366 days), with up to nine decimals |
/// | `max_nonce` | characters, 1 to 256 |
/// | `unique` | `none` `nonce` `created` `nonce+created` |
/// | `word` | `required` `optional` `twice` |
/// | `unknown` | `refuse` `ignore` |
///
/// The text form leaves out [`authorization`](Self::authorization); values outside the ranges above are written as the
/// nearest one allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Dialect {
    /// The preset that it is, or was made from.
    pub name: &'static str,
    /// What of the nonce enters the digest.
    pub nonce: NonceMode,
    /// The hash function.
    pub hash: Hash,
    /// How the hash is written in the header.
    pub digest: DigestEncoding,
    /// The fraction of a second that a signer prints. A verifier takes any.
    pub created: Precision,
    /// Whether a verifier takes `+02:00` in place of `Z`.
    pub accept_offset: bool,
    /// Whether a verifier takes `Sun, 22 Nov 2026 02:44:53 +0100`.
    pub accept_rfc2822: bool,
    /// How old and how far ahead Created may be.
    pub window: Window,
    /// Most characters of Nonce in the header; what is over 256 counts as 256.
    pub max_nonce_len: usize,
    /// Whether a nonce may be used only once by a username while its token could pass the window.
    pub unique_nonce: bool,
    /// Whether an instant of Created may be used only once by a username, however it is written. A
    /// signer then makes strictly increasing values.
    pub unique_created: bool,
    /// How often the word `UsernameToken` stands before the parameters. A signer writes it once.
    pub scheme_word: SchemeWord,
    /// Whether a verifier passes over parameters that the scheme does not have, rather than refuse them.
    ///
    /// ```
    /// # use std::collections::HashMap;
    /// # use xwsse::{MemoryReplayStore, Secret, Signer, Verifier};
    /// # let secrets = HashMap::from([("key".to_string(), vec![Secret::new("secret")?])]);
    /// let dialect = "penneo,unknown=ignore".parse()?;
    /// let verifier = Verifier::new(secrets, MemoryReplayStore::new()).with_dialect(dialect);
    /// let header = Signer::new("key", "secret")?.sign()?.into_header() + r#", Organization="acme""#;
    /// assert!(verifier.verify([&header]).is_ok());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub ignore_unknown: bool,
    /// The `Authorization` header that goes with a signer's token.
    pub authorization: &'static str,
}

/// What of the nonce enters the digest, and what a signer draws.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum NonceMode {
    /// The header carries canonical base64, the decoded bytes enter. A signer draws 16 bytes.
    Raw,
    /// As `Raw`, and a signer draws 64 ASCII letters, for services that read the bytes as text.
    Letters,
    /// The header's text enters as it is. A signer draws 16 bytes and writes them as 32 hex digits.
    Text,
}

/// How PasswordDigest is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum DigestEncoding {
    /// Base64 of the hash bytes: 28 characters of SHA-1, 44 of SHA-256.
    Base64,
    /// Base64 of the lower-case hex text of the hash: 56 or 88 characters.
    Base64Hex,
}

/// How often the word `UsernameToken` stands before the parameters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum SchemeWord {
    /// Exactly once.
    Required,
    /// Once or not at all.
    Optional,
    /// Once or twice.
    Twice,
}

/// Most characters that any dialect's Nonce may have.
pub(crate) const MAX_NONCE: usize = 256;

const WSSE: &str = r#"WSSE profile="UsernameToken""#;

impl Dialect {
    /// [Penneo](https://penneo.readme.io/v1.3/docs/using-wsse), and the default: milliseconds, 60 s to both
    /// sides, Nonce up to 64 characters, each Created once.
    pub const PENNEO: Self = Self {
        name: "penneo",
        nonce: NonceMode::Raw,
        hash: Hash::Sha1,
        digest: DigestEncoding::Base64,
        created: Precision::Millis,
        accept_offset: false,
        accept_rfc2822: false,
        window: Window::seconds(60, 60),
        max_nonce_len: 64,
        unique_nonce: true,
        unique_created: true,
        scheme_word: SchemeWord::Twice,
        ignore_unknown: false,
        authorization: WSSE,
    };

    /// The original of 2003 (Mark Pilgrim, "Atom Authentication"): the nonce's text is digested.
    pub const ATOM: Self = Self {
        name: "atom",
        nonce: NonceMode::Text,
        created: Precision::Seconds,
        window: Window::seconds(300, 300),
        max_nonce_len: 256,
        unique_created: false,
        scheme_word: SchemeWord::Required,
        ..Self::PENNEO
    };

    /// SAP Emarsys (dev.emarsys.com): hex nonce as text, base64 of the hex digest.
    pub const EMARSYS: Self =
        Self { name: "emarsys", digest: DigestEncoding::Base64Hex, accept_offset: true, ..Self::ATOM };

    /// The Symfony cookbook's family: `EscapeWSSEAuthenticationBundle`, Oro, and many APIs of that time.
    pub const SYMFONY: Self =
        Self { name: "symfony", nonce: NonceMode::Raw, accept_offset: true, ..Self::ATOM };

    /// Huawei Cloud Message & SMS: SHA-256 over the nonce's text.
    pub const HUAWEI: Self = Self {
        name: "huawei",
        hash: Hash::Sha256,
        max_nonce_len: 128,
        authorization: r#"WSSE realm="SDP",profile="UsernameToken",type="Appkey""#,
        ..Self::ATOM
    };

    /// Princeton's `pywsse`: SHA-256, a nonce of letters, two hours, no scheme word.
    pub const PYWSSE: Self = Self {
        name: "pywsse",
        nonce: NonceMode::Letters,
        hash: Hash::Sha256,
        window: Window::seconds(7200, 120),
        scheme_word: SchemeWord::Optional,
        ..Self::ATOM
    };

    /// All presets, the default first.
    pub const PRESETS: [Self; 6] =
        [Self::PENNEO, Self::ATOM, Self::EMARSYS, Self::SYMFONY, Self::HUAWEI, Self::PYWSSE];

    /// The preset of this name.
    #[must_use]
    pub fn preset(name: &str) -> Option<Self> {
        Self::PRESETS.into_iter().find(|preset| preset.name == name)
    }
}

impl Default for Dialect {
    fn default() -> Self {
        Self::PENNEO
    }
}
