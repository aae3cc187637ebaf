//! What a token uses up.

use std::ffi::c_char;
use std::ptr;
use std::sync::LazyLock;
use xwsse_authn::ClaimKind;

use crate::guard::{guard, guard_value};
use crate::handle::{Out, borrow};
use crate::status::Status;
use crate::texts::Texts;
use crate::time::{Duration, Time};

/// What one token uses up: one to three claims, which a replay store makes together or not at all. All threads
/// may read it at once.
// Only pointers to it exist, and they point at the core's claims.
#[derive(Debug)]
pub struct Claims(());

impl Claims {
    pub(crate) const fn of(core: &xwsse_authn::Claims) -> *const Self {
        ptr::from_ref(core).cast()
    }

    /// # Safety
    /// It is NULL, or came from [`Claims::of`] and what it points at lives for `'a` (topic "Handles").
    pub(crate) unsafe fn borrow<'a>(claims: *const Self) -> Result<&'a xwsse_authn::Claims, Status> {
        // SAFETY: the caller of this function vouches for it.
        unsafe { borrow(claims.cast::<xwsse_authn::Claims>()) }
    }
}

/// Which value of a token a claim uses up.
#[repr(i32)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// PasswordDigest: the token itself.
    Digest = 1,
    /// Nonce.
    Nonce = 2,
    /// Created.
    Created = 3,
}

const KINDS: [(Kind, ClaimKind); 3] =
    [(Kind::Digest, ClaimKind::Digest), (Kind::Nonce, ClaimKind::Nonce), (Kind::Created, ClaimKind::Created)];

static WORDS: LazyLock<[Texts<1>; KINDS.len()]> =
    LazyLock::new(|| KINDS.map(|(_, kind)| Texts::new([kind.word()])));

/// The word for what a claim is about, such as `digest`, the same in every language: a text that is never freed. NULL
/// for a number that is not an xwsse_claim_kind.
#[unsafe(no_mangle)]
pub extern "C" fn xwsse_claim_kind_word(kind: i32) -> *const c_char {
    guard_value(|| {
        let place = KINDS.iter().position(|(known, _)| *known as i32 == kind);
        Ok(place.map_or(ptr::null(), |place| WORDS[place].slice(0).data))
    })
}

/// The fact that one value was used: a digest by anybody, a nonce or a Created by one username.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct Claim {
    /// The key in a shared store: the same in every language and version. It shows no username and no digest.
    pub id: [u8; 16],
    /// Which value it is about.
    pub kind: Kind,
}

/// The number of claims, 1 to 3.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_claims_count(claims: *const Claims) -> usize {
    // SAFETY: topic "Handles".
    guard_value(|| unsafe { Claims::borrow(claims) }.map(|claims| claims.iter().len()))
}

/// Writes one of the claims, from 0 on: digest, then nonce and Created where the dialect wants them unique.
/// XWSSE_LENGTH_INVALID when there are fewer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_claims_get(claims: *const Claims, index: usize, claim: *mut Claim) -> Status {
    guard(|| {
        // SAFETY: topics "Handles" and "Outputs".
        let (claims, claim) = unsafe { (Claims::borrow(claims)?, Out::new(claim)?) };
        let core = claims.iter().nth(index).ok_or(Status::LengthInvalid)?;
        let known = KINDS.iter().find(|(_, kind)| *kind == core.kind());
        let (kind, _) = *known.ok_or(Status::Panicked)?;
        claim.put(Claim { id: core.id(), kind })
    })
}

/// The token's Created.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_claims_created(claims: *const Claims) -> Time {
    // SAFETY: topic "Handles".
    guard_value(|| unsafe { Claims::borrow(claims) }.map(|claims| claims.created().into()))
}

/// The first instant at which the token can have passed the window: a store that has lost what it knew before some
/// instant cannot tell whether a token was used that opens earlier.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_claims_opens(claims: *const Claims) -> Time {
    // SAFETY: topic "Handles".
    guard_value(|| unsafe { Claims::borrow(claims) }.map(|claims| claims.opens().into()))
}

/// How far ahead of the verifier's clock the token may be dated: Created less xwsse_claims_opens().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_claims_lead(claims: *const Claims) -> Duration {
    // SAFETY: topic "Handles".
    guard_value(|| unsafe { Claims::borrow(claims) }.map(|claims| claims.lead().into()))
}

/// Writes 16 bytes that stand for the username: in a store of several shards, nonce and Created of one username live together.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_claims_claimant(claims: *const Claims, claimant: *mut [u8; 16]) -> Status {
    guard(|| {
        // SAFETY: topics "Handles" and "Outputs".
        let (claims, claimant) = unsafe { (Claims::borrow(claims)?, Out::new(claimant)?) };
        claimant.put(claims.claimant())
    })
}

/// The last instant at which the token can pass the window: for a store that keeps time by the verifier's clock.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_claims_keep_until(claims: *const Claims) -> Time {
    // SAFETY: topic "Handles".
    guard_value(|| unsafe { Claims::borrow(claims) }.map(|claims| claims.keep_until().into()))
}

/// How long a store with a clock of its own keeps the claims from now on. Add a margin for the difference of the
/// clocks.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_claims_keep_for(claims: *const Claims) -> Duration {
    // SAFETY: topic "Handles".
    guard_value(|| unsafe { Claims::borrow(claims) }.map(|claims| claims.keep_for().into()))
}
