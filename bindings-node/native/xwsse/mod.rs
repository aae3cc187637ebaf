//! What only X-WSSE has. Another scheme has a folder of its own beside it, and shares everything above.

mod candidate;
mod dialect;
mod explain;
mod signer;
mod verifier;
