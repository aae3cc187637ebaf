//! What is used up, and for how long.

use alloc::string::String;
use alloc::vec::Vec;
use chrono::{DateTime, Utc};
use core::fmt;
use core::time::Duration;

use crate::dialect::Hash;
use crate::digest::HashBytes;
use crate::error::Rejection;
use crate::nonce::NonceBytes;
use crate::window::Window;

/// Which value of a token a claim uses up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ClaimKind {
    /// The digest's bytes: the token itself. Always claimed.
    Digest,
    /// The nonce's bytes as they enter the digest.
    Nonce,
    /// The instant of Created, however it is written.
    Created,
}

impl ClaimKind {
    /// `digest`, `nonce` or `created`: the word that enters a claim's identity.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Digest => "digest",
            Self::Nonce => "nonce",
            Self::Created => "created",
        }
    }

    /// The word behind its length, as it enters the identity.
    const fn prefixed_word(self) -> &'static [u8] {
        match self {
            Self::Digest => b"\0\x06digest",
            Self::Nonce => b"\0\x05nonce",
            Self::Created => b"\0\x07created",
        }
    }

    const fn rejection(self) -> Rejection {
        match self {
            Self::Digest => Rejection::Replayed,
            Self::Nonce => Rejection::NonceReused,
            Self::Created => Rejection::CreatedReused,
        }
    }
}

/// The fact that one value was used: a digest by anybody, a nonce or a Created by one username.
///
/// Its identity is the first 16 bytes of SHA-256 over scheme, username, [kind](ClaimKind::word) and
/// value, each after its length as two bytes, big-endian. The scheme is `x-wsse`; the username of a digest
/// is empty, because the digest is claimed for everybody: the username does not enter the digest, and a
/// look-up that finds a name in several spellings would accept one token once for each. The value of
/// Created is its Unix seconds as eight bytes and its nanoseconds as four, big-endian. The identity is the
/// same in every language and version, so that they can share a store; it shows no username and no digest.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Claim<'c> {
    claimant: Claimant<'c>,
    kind: ClaimKind,
    value: &'c [u8],
}

/// For whom a value is used up.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Claimant<'c> {
    scheme: &'static str,
    username: &'c str,
}

/// In the place of the username, where a value is used up for everybody. No header can have it.
const EVERYBODY: &str = "";

impl Claim<'_> {
    /// Which value it is about.
    #[must_use]
    pub const fn kind(&self) -> ClaimKind {
        self.kind
    }

    /// The stable identity: the key in a shared store. It is made at each call: a store in memory, which needs
    /// none, is faster without.
    #[must_use]
    pub fn id(&self) -> [u8; 16] {
        let Claimant { scheme, username } = self.claimant;
        let (scheme, username) = (scheme.as_bytes(), username.as_bytes());
        first_16_of_sha256(&[
            &length(scheme),
            scheme,
            &length(username),
            username,
            self.kind.prefixed_word(),
            &length(self.value),
            self.value,
        ])
    }

    /// For whom it is used up.
    #[cfg(feature = "std")]
    pub(crate) const fn claimant(&self) -> Claimant<'_> {
        self.claimant
    }

    /// What is used up.
    #[cfg(feature = "std")]
    pub(crate) const fn value(&self) -> &[u8] {
        self.value
    }
}

fn first_16_of_sha256(parts: &[&[u8]]) -> [u8; 16] {
    let mut id = [0; 16];
    id.copy_from_slice(&Hash::Sha256.of(parts).as_slice()[..16]);
    id
}

/// What the header gives is bounded far below 65,536 bytes.
fn length(part: &[u8]) -> [u8; 2] {
    u16::try_from(part.len()).unwrap_or(u16::MAX).to_be_bytes()
}

impl fmt::Debug for Claim<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Claim({} {:032x})", self.kind.word(), u128::from_be_bytes(self.id()))
    }
}

/// All claims of one token, one to three: a store accepts all of them or none.
///
/// ```
/// # use std::collections::HashMap;
/// use xwsse::{ClaimKind, MemoryReplayStore, Secret, Signer, Utc, Verifier};
///
/// let signer = Signer::new("key", "secret")?;
/// let secrets = HashMap::from([("key".to_string(), [Secret::new("secret")?])]);
/// let verifier = Verifier::new(secrets, MemoryReplayStore::new());
///
/// let authenticated = verifier.authenticate([signer.sign()?.header()], Utc::now())?;
/// let claims = authenticated.claims();
/// let kinds: Vec<_> = claims.iter().map(|claim| claim.kind()).collect();
/// assert_eq!(kinds, [ClaimKind::Digest, ClaimKind::Nonce, ClaimKind::Created]);
/// assert_eq!(claims.keep_for().as_secs(), 120);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Claims {
    scheme: &'static str,
    username: String,
    digest: HashBytes,
    nonce: Option<NonceBytes>,
    /// Created as it enters the identity.
    instant: Option<[u8; 12]>,
    created: DateTime<Utc>,
    window: Window,
}

impl Claims {
    /// The claim that every token makes.
    pub(crate) fn new(
        scheme: &'static str,
        username: String,
        digest: HashBytes,
        created: DateTime<Utc>,
        window: &Window,
    ) -> Self {
        Self { scheme, username, digest, nonce: None, instant: None, created, window: *window }
    }

    /// Claims the nonce too.
    pub(crate) fn unique_nonce(&mut self, nonce: NonceBytes) {
        self.nonce = Some(nonce);
    }

    /// Claims Created too.
    pub(crate) fn unique_created(&mut self) {
        let mut instant = [0; 12];
        instant[..8].copy_from_slice(&self.created.timestamp().to_be_bytes());
        instant[8..].copy_from_slice(&self.created.timestamp_subsec_nanos().to_be_bytes());
        self.instant = Some(instant);
    }

    /// The claims: digest, then nonce and Created where the dialect wants them unique.
    #[must_use]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Claim<'_>> {
        let Self { scheme, ref username, .. } = *self;
        let claim = |kind, value| Claim { claimant: Claimant { scheme, username }, kind, value };
        let digest = Claim {
            claimant: Claimant { scheme, username: EVERYBODY },
            kind: ClaimKind::Digest,
            value: self.digest.as_slice(),
        };
        let nonce = self.nonce.as_ref().map(|nonce| claim(ClaimKind::Nonce, nonce.as_slice()));
        let created = self.instant.as_ref().map(|instant| claim(ClaimKind::Created, instant));
        let (claims, len) = match (nonce, created) {
            (Some(nonce), Some(created)) => ([digest, nonce, created], 3),
            (Some(second), None) | (None, Some(second)) => ([digest, second, digest], 2),
            (None, None) => ([digest; 3], 1),
        };
        claims.into_iter().take(len)
    }

    /// 16 bytes for scheme and username: in a store of several shards, nonce and Created of one claimant live
    /// together. They are the first of SHA-256 over both, each after its length as two bytes, big-endian.
    #[must_use]
    pub fn claimant(&self) -> [u8; 16] {
        let (scheme, username) = (self.scheme.as_bytes(), self.username.as_bytes());
        first_16_of_sha256(&[&length(scheme), scheme, &length(username), username])
    }

    pub(crate) fn into_username(self) -> String {
        self.username
    }

    /// The token's Created.
    #[must_use]
    pub const fn created(&self) -> DateTime<Utc> {
        self.created
    }

    /// The last instant at which the token can pass the window: for a store that is told the
    /// verifier's time.
    #[must_use]
    pub fn keep_until(&self) -> DateTime<Utc> {
        self.window.last_instant(self.created)
    }

    /// The first instant at which the token can have passed the window, `created - max_future`: a store that
    /// has lost what it knew before some instant cannot tell whether a token was used that opens earlier.
    #[must_use]
    pub fn opens(&self) -> DateTime<Utc> {
        self.window.first_instant(self.created)
    }

    /// How far ahead of the verifier's clock a token may be dated, `max_future`: Created less
    /// [`opens`](Self::opens).
    #[must_use]
    pub const fn lead(&self) -> Duration {
        self.window.max_future
    }

    /// `max_age + max_future`, a second at least: for a store with a clock of its own, which keeps each
    /// claim for this time from its first use, and a margin for the difference of the clocks. It does not
    /// depend on Created, so it is never zero or negative by a clock's fault.
    #[must_use]
    pub fn keep_for(&self) -> Duration {
        self.window.span()
    }
}

impl fmt::Debug for Claims {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Claims")
            .field("claims", &self.iter().collect::<Vec<_>>())
            .field("created", &self.created)
            .field("keep_until", &self.keep_until())
            .finish_non_exhaustive()
    }
}

/// What a store answers to [`Claims`]. There is no other question to ask it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use = "only `First` lets the token in"]
pub enum ClaimOutcome {
    /// None was claimed before; now all are.
    First,
    /// This one was claimed before; nothing has changed.
    Seen(ClaimKind),
    /// There is no room; nothing has changed.
    Full,
    /// Claims of this time may have been lost; nothing has changed.
    HistoryGap,
    /// No answer. The claims may have been made, and the token is refused all the same.
    Unavailable,
}

impl ClaimOutcome {
    pub(crate) const fn into_result(self) -> Result<(), Rejection> {
        match self {
            Self::First => Ok(()),
            Self::Seen(kind) => Err(kind.rejection()),
            Self::Full => Err(Rejection::StoreFull),
            Self::HistoryGap => Err(Rejection::HistoryGap),
            Self::Unavailable => Err(Rejection::StoreUnavailable),
        }
    }
}
