#![cfg_attr(not(feature = "std"), no_std)]
#![forbid(unsafe_code, reason = "only the C bridge may")]
#![warn(clippy::alloc_instead_of_core, clippy::std_instead_of_alloc, clippy::std_instead_of_core)]
#![doc = include_str!("../README.md")]

extern crate alloc;

#[cfg(all(test, not(feature = "std")))]
extern crate std;

#[cfg(all(doctest, feature = "std"))]
#[doc = include_str!("../../docs/adding-a-scheme.md")]
struct Guide;

mod authenticated;
mod bytes;
mod claim;
#[cfg(target_has_atomic = "64")]
mod clock;
mod codes;
mod date;
mod entropy;
mod hash;
mod identity;
mod instant;
mod outcome;
mod scheme;
mod secret;
mod secrets;
mod store;
#[cfg(target_has_atomic = "64")]
mod sync;
pub mod text;
mod verifier;
mod window;
mod words;

pub use chrono::{DateTime, Utc};

pub use authenticated::Authenticated;
pub use bytes::Bytes;
pub use claim::{Claim, ClaimKind, Claimed, Claims};
#[cfg(target_has_atomic = "64")]
pub use clock::{Now, SigningClock};
pub use codes::{Rejection, SignError};
pub use date::{read_http_date, read_rfc2822};
pub use entropy::Entropy;
#[cfg(feature = "std")]
pub use entropy::system_entropy;
#[cfg(feature = "hmac")]
pub use hash::hmac_sha256;
pub use hash::{Hash, HashBytes};
pub use identity::Identity;
pub use instant::{InstantText, Precision, read_instant};
pub use outcome::ClaimOutcome;
pub use scheme::{AsyncLookUp, HeaderScheme, HeaderSigner, LookUp, Scheme};
pub use secret::{Secret, SecretRef};
pub use secrets::{
    AsyncSecrets, Credentials, LookUpWith, MAX_USERNAME, Secrets, SecretsUnavailable, look_up_with,
};
pub use store::{AsyncReplayStore, ReplayStore};
#[cfg(feature = "std")]
pub use store::{CapacityError, MemoryReplayStore};
pub use verifier::{AsyncVerifier, Verifier};
pub use window::Window;
