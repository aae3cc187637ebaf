//! The bridge between the core and the npm package `xwsse`: it converts, and decides nothing.
//!
//! One rule makes it fast: what goes out is one string or one number, never an object. A number is that of
//! a `Rejection` or a `SignError`; the JavaScript layer makes the class of it. What lives longer than a call
//! is an `External`, which the garbage collector frees.
//!
//! The two calls that a request takes, to sign and to verify, are functions made for one signer and one verifier:
//! an argument costs Node as much as a hash does, and so it costs more to say which one is meant than to know it.
//!
//! Every export has `catch_unwind`, and napi guards functions that are made at run time: a panic, of which the core
//! should have none, becomes an error, where it would end the process otherwise.

#![allow(clippy::needless_pass_by_value, reason = "napi hands over what it converted")]
#![allow(unreachable_pub, reason = "napi exports what is public")]
#![allow(missing_docs, reason = "`src/internal/native.ts` documents what JavaScript sees")]

mod authenticated;
mod claims;
mod convert;
mod credentials;
mod errors;
mod identity;
mod store;
mod xwsse;
