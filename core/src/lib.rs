#![cfg_attr(not(feature = "std"), no_std)]
#![forbid(unsafe_code, reason = "only the C bridge may")]
#![warn(clippy::alloc_instead_of_core, clippy::std_instead_of_alloc, clippy::std_instead_of_core)]
#![doc = include_str!("../README.md")]

extern crate alloc;

#[cfg(all(test, not(feature = "std")))]
extern crate std;

mod candidate;
mod created;
mod dialect;
mod digest;
#[cfg(feature = "explain")]
mod explain;
mod header;
mod nonce;
mod signer;
mod token;
mod verifier;

pub use candidate::Candidate;
pub use dialect::{Dialect, DialectError, DigestEncoding, NonceMode, SchemeWord};
#[cfg(feature = "explain")]
pub use explain::{Calculation, Diagnosis, Finding, Part, explain};
pub use header::challenge;
pub use signer::{Signer, SignerBuilder};
pub use token::{ApiKeys, UsernameToken};
pub use verifier::Verifier;

// What X-WSSE stands on, and its users need.
#[doc(inline)]
pub use xwsse_authn::{
    AsyncReplayStore, AsyncSecrets, Authenticated, Claim, ClaimKind, ClaimOutcome, Claimed, Claims,
    Credentials, DateTime, Hash, HeaderScheme, HeaderSigner, Identity, LookUpWith, Precision, Rejection,
    ReplayStore, Scheme, Secret, Secrets, SecretsUnavailable, SignError, Utc, Window, look_up_with,
};
#[cfg(feature = "std")]
#[doc(inline)]
pub use xwsse_authn::{CapacityError, MemoryReplayStore};
