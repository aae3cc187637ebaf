#![cfg_attr(not(feature = "std"), no_std)]
#![forbid(unsafe_code, reason = "only the C bridge may")]
#![warn(clippy::alloc_instead_of_core, clippy::std_instead_of_alloc, clippy::std_instead_of_core)]
#![doc = include_str!("../README.md")]

extern crate alloc;

#[cfg(all(test, not(feature = "std")))]
extern crate std;

mod candidate;
mod claim;
#[cfg(feature = "std")]
mod clock;
mod created;
mod dialect;
mod digest;
mod error;
mod explain;
mod header;
mod nonce;
mod secret;
mod secrets;
mod signer;
mod store;
#[cfg(feature = "std")]
mod sync;
mod token;
mod verifier;
mod window;

pub use chrono::{DateTime, Utc};

pub use candidate::{Authenticated, Candidate, Identity};
pub use claim::{Claim, ClaimKind, ClaimOutcome, Claims};
pub use dialect::{Dialect, DigestEncoding, Hash, NonceMode, Precision, SchemeWord};
pub use error::{Rejection, SignError};
pub use explain::{Calculation, Diagnosis, Finding, Part, explain};
pub use secret::Secret;
pub use secrets::{Credentials, Secrets, SecretsUnavailable};
pub use signer::{Signer, SignerBuilder};
pub use store::ReplayStore;
#[cfg(feature = "std")]
pub use store::{MemoryReplayStore, StoreTooLarge};
pub use token::{ApiKeys, UsernameToken};
pub use verifier::Verifier;
pub use window::Window;
