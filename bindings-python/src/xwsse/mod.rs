//! What is X-WSSE's, and no other scheme's.

pub(crate) mod candidate;
pub(crate) mod dialect;
pub(crate) mod explain;
pub(crate) mod signer;
pub(crate) mod token;
pub(crate) mod verifier;
