//! The scheme X-WSSE: its dialects, its header both ways, and what is wrong with one.

mod dialect;
mod dialect_error;

mod signer;

mod token;

mod verifier;

mod challenge;

mod candidate;

mod explain;
