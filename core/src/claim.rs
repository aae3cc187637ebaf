//! What is used up, and for how long.

use alloc::vec::Vec;
use chrono::{DateTime, Utc};
use core::fmt;
use core::time::Duration;

use crate::dialect::Hash;
use crate::error::Rejection;
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

/// The fact that one value was used by a username.
///
/// Its identity is the first 16 bytes of SHA-256 over scheme, username, [kind](ClaimKind::word) and
/// value, each behind its length as two bytes, big-endian. The scheme is `x-wsse`; the value of Created
/// is its Unix seconds as eight bytes and its nanoseconds as four, big-endian. The identity is the same
/// in every language and version, so that they can share a store; it shows no username and no digest.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Claim {
    kind: ClaimKind,
    id: [u8; 16],
}

impl Claim {
    /// Which value it is about.
    #[must_use]
    pub const fn kind(&self) -> ClaimKind {
        self.kind
    }

    /// The identity as two numbers.
    #[cfg(feature = "std")]
    pub(crate) fn halves(&self) -> [u64; 2] {
        let mut halves = [0; 2];
        for (half, bytes) in halves.iter_mut().zip(self.id.as_chunks().0) {
            *half = u64::from_be_bytes(*bytes);
        }
        halves
    }

    /// The stable identity: the key in a shared store.
    #[must_use]
    pub const fn id(&self) -> [u8; 16] {
        self.id
    }
}

/// Who claims: scheme and username, as they enter the identity of every claim of a token.
pub(crate) struct Claimant(Vec<u8>);

impl Claimant {
    pub(crate) fn new(scheme: &str, username: &str) -> Self {
        let mut prefixed = Vec::with_capacity(4 + scheme.len() + username.len());
        for part in [scheme, username] {
            prefixed.extend_from_slice(&length(part.as_bytes()));
            prefixed.extend_from_slice(part.as_bytes());
        }
        Self(prefixed)
    }

    pub(crate) fn claim(&self, kind: ClaimKind, value: &[u8]) -> Claim {
        let hash = Hash::Sha256.of(&[&self.0, kind.prefixed_word(), &length(value), value]);
        let mut id = [0; 16];
        id.copy_from_slice(&hash.as_slice()[..16]);
        Claim { kind, id }
    }
}

/// What the header gives is bounded far below 65,536 bytes. Of a longer canonical name the bytes still count,
/// only its length is cut.
fn length(part: &[u8]) -> [u8; 2] {
    u16::try_from(part.len()).unwrap_or(u16::MAX).to_be_bytes()
}

impl fmt::Debug for Claim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Claim({} {:032x})", self.kind.word(), u128::from_be_bytes(self.id))
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claims {
    claims: [Claim; 3],
    len: usize,
    created: DateTime<Utc>,
    keep_until: DateTime<Utc>,
    keep_for: Duration,
}

impl Claims {
    pub(crate) fn new(first: Claim, created: DateTime<Utc>, window: &Window) -> Self {
        Self {
            claims: [first; 3],
            len: 1,
            created,
            keep_until: window.last_instant(created),
            keep_for: window.span(),
        }
    }

    /// Adds one of the two claims that may go beside the first.
    pub(crate) fn push(&mut self, claim: Claim) {
        self.claims[self.len] = claim;
        self.len += 1;
    }

    /// The claims: digest, then nonce and Created where the dialect wants them unique.
    #[must_use]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Claim> {
        self.claims[..self.len].iter()
    }

    /// Room for three claims; those that are not needed repeat the first.
    #[cfg(feature = "std")]
    pub(crate) const fn slots(&self) -> [Claim; 3] {
        self.claims
    }

    /// The token's Created.
    #[must_use]
    pub const fn created(&self) -> DateTime<Utc> {
        self.created
    }

    /// The last instant at which the token can pass the window: for a store that is told the
    /// verifier's time.
    #[must_use]
    pub const fn keep_until(&self) -> DateTime<Utc> {
        self.keep_until
    }

    /// `max_age + max_future`, a second at least: for a store with a clock of its own, which keeps each
    /// claim for this time from its first use, and a margin for the difference of the clocks. It does not
    /// depend on Created, so it is never zero or negative by a clock's fault.
    #[must_use]
    pub const fn keep_for(&self) -> Duration {
        self.keep_for
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
