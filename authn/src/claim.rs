//! What is used up, and for how long.

use alloc::string::String;
use alloc::vec::Vec;
use chrono::{DateTime, Utc};
use core::fmt;
use core::time::Duration;

use crate::codes::Rejection;
use crate::hash::Hash;
use crate::window::Window;

/// Which value of a message a claim uses up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ClaimKind {
    /// The digest's bytes: the message itself. Always claimed.
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

    /// The word after its length, as it enters the identity.
    const fn prefixed_word(self) -> &'static [u8] {
        match self {
            Self::Digest => b"\0\x06digest",
            Self::Nonce => b"\0\x05nonce",
            Self::Created => b"\0\x07created",
        }
    }

    pub(crate) const fn rejection(self) -> Rejection {
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
/// value, each after its length as two bytes, big-endian. The username of a digest is empty, because the digest is claimed for everybody: the username does not enter the digest, and a
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

/// A value that a new message uses up, and the scheme in whose name: what [`Claims::new`] is made of.
///
/// Schemes with the same digest share one scheme word, or a message of one could be used once more in the other.
#[derive(Clone, Copy)]
pub struct Claimed<'v> {
    scheme: &'static str,
    kind: ClaimKind,
    value: &'v [u8],
}

/// The kind alone: a digest that was not used yet must not get into a log.
impl fmt::Debug for Claimed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Claimed({})", self.kind.word())
    }
}

impl<'v> Claimed<'v> {
    /// The message's digest or MAC, claimed for everybody.
    #[must_use]
    pub const fn digest(scheme: &'static str, value: &'v [u8]) -> Self {
        Self { scheme, kind: ClaimKind::Digest, value }
    }

    /// The nonce, claimed for the username.
    #[must_use]
    pub const fn nonce(scheme: &'static str, value: &'v [u8]) -> Self {
        Self { scheme, kind: ClaimKind::Nonce, value }
    }

    /// Created, claimed for the username.
    #[must_use]
    pub const fn created(scheme: &'static str) -> Self {
        Self { scheme, kind: ClaimKind::Created, value: &[] }
    }
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

    /// Whether it is used up for all usernames.
    #[cfg(feature = "std")]
    pub(crate) const fn is_for_everybody(&self) -> bool {
        self.claimant.username.is_empty()
    }

    #[cfg(feature = "std")]
    pub(crate) const fn scheme(&self) -> &'static str {
        self.claimant.scheme
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

/// What schemes claim is bounded far below 65,536 bytes.
fn length(part: &[u8]) -> [u8; 2] {
    u16::try_from(part.len()).unwrap_or(u16::MAX).to_be_bytes()
}

impl fmt::Debug for Claim<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Claim({} {:032x})", self.kind.word(), u128::from_be_bytes(self.id()))
    }
}

/// Claims that one message can make.
pub(crate) const MAX_CLAIMS: usize = 4;

/// Bytes of all values that are kept in place: a digest, a nonce of usual length, and Created.
const IN_PLACE: usize = 112;

/// All claims of one message, one to four: a store accepts all of them or none.
///
/// A scheme makes them of what it has authenticated; a store reads them.
///
/// ```
/// use xwsse_authn::{ClaimKind, Claimed, Claims, DateTime, Window};
///
/// let created = DateTime::from_timestamp(1_773_482_400, 0).unwrap();
/// let values = [Some(Claimed::digest("x-wsse", &[7; 20])), Some(Claimed::nonce("x-wsse", b"nonce")), None];
/// let claims = Claims::new("alice", created, Window::seconds(60, 60), values);
///
/// let kinds: Vec<_> = claims.iter().map(|claim| claim.kind()).collect();
/// assert_eq!(kinds, [ClaimKind::Digest, ClaimKind::Nonce]);
/// assert_eq!(claims.keep_for().as_secs(), 120);
/// assert_eq!(claims.opens().timestamp(), 1_773_482_340);
/// ```
#[derive(Clone)]
pub struct Claims {
    username: String,
    created: DateTime<Utc>,
    window: Window,
    values: Values,
    made: [Made; MAX_CLAIMS],
    len: usize,
}

/// A claim without its value, which ends there among the values.
#[derive(Clone, Copy)]
struct Made {
    scheme: &'static str,
    kind: ClaimKind,
    end: usize,
}

/// The values, one after another.
#[derive(Clone)]
enum Values {
    Short([u8; IN_PLACE]),
    Long(Vec<u8>),
}

impl Claims {
    /// Claims of these values by a username, for a message of this time. At most four are taken, which is checked when
    /// the program is compiled; `None` is passed over.
    #[must_use]
    pub fn new<const N: usize>(
        username: impl Into<String>,
        created: DateTime<Utc>,
        window: Window,
        claimed: [Option<Claimed<'_>>; N],
    ) -> Self {
        const { assert!(N <= MAX_CLAIMS, "a message makes at most four claims") };
        let instant = instant_bytes(created);
        let mut made = [Made { scheme: "", kind: ClaimKind::Digest, end: 0 }; MAX_CLAIMS];
        let mut values = Values::Short([0; IN_PLACE]);
        let (mut len, mut end) = (0, 0);
        for Claimed { scheme, kind, value } in claimed.into_iter().flatten() {
            let value = if kind == ClaimKind::Created { &instant } else { value };
            values.append(end, value);
            end += value.len();
            made[len] = Made { scheme, kind, end };
            len += 1;
        }
        Self { username: username.into(), created, window, values, made, len }
    }

    /// The claims, in the order in which a store judges them: digest, then nonce and Created where they count once.
    #[must_use]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Claim<'_>> {
        let values = self.values.as_slice();
        let mut start = 0;
        self.made[..self.len].iter().map(move |&Made { scheme, kind, end }| {
            let value = &values[start..end];
            start = end;
            let username = if kind == ClaimKind::Digest { EVERYBODY } else { &*self.username };
            Claim { claimant: Claimant { scheme, username }, kind, value }
        })
    }

    /// The username, whom nonce and Created are claimed for; empty when the scheme knows none.
    #[must_use]
    pub fn username(&self) -> &str {
        &self.username
    }

    /// 16 bytes for scheme and username: in a store of several shards, nonce and Created of one claimant live
    /// together. They are the first of SHA-256 over both, each after its length as two bytes, big-endian.
    #[must_use]
    pub fn claimant(&self) -> [u8; 16] {
        let (scheme, username) = (self.made[0].scheme.as_bytes(), self.username.as_bytes());
        first_16_of_sha256(&[&length(scheme), scheme, &length(username), username])
    }

    /// The username, without a copy.
    pub(crate) fn into_username(self) -> String {
        self.username
    }

    /// When the message says it was made.
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

impl Values {
    fn append(&mut self, end: usize, value: &[u8]) {
        match self {
            Self::Short(bytes) => match bytes.get_mut(end..end + value.len()) {
                Some(place) => place.copy_from_slice(value),
                None => *self = Self::Long([&bytes[..end], value].concat()),
            },
            Self::Long(bytes) => bytes.extend_from_slice(value),
        }
    }

    fn as_slice(&self) -> &[u8] {
        match self {
            Self::Short(bytes) => bytes,
            Self::Long(bytes) => bytes,
        }
    }
}

/// An instant as it enters the identity of its claim.
fn instant_bytes(instant: DateTime<Utc>) -> [u8; 12] {
    let mut bytes = [0; 12];
    bytes[..8].copy_from_slice(&instant.timestamp().to_be_bytes());
    bytes[8..].copy_from_slice(&instant.timestamp_subsec_nanos().to_be_bytes());
    bytes
}
