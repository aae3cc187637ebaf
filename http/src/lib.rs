#![forbid(unsafe_code, reason = "only the C bridge may")]
#![cfg_attr(
    all(feature = "axum", feature = "metrics", feature = "reqwest", feature = "retry", feature = "tracing"),
    doc = include_str!("../README.md")
)]
#![cfg_attr(
    not(all(
        feature = "axum",
        feature = "metrics",
        feature = "reqwest",
        feature = "retry",
        feature = "tracing"
    )),
    doc = "X-WSSE for Rust's HTTP: see README.md, whose examples need all features."
)]

#[cfg(feature = "client")]
mod client;
#[cfg(feature = "server")]
mod server;

#[cfg(feature = "client")]
pub use client::*;
#[cfg(feature = "server")]
pub use server::*;

// Whose types stand in the public interface here, in their versions.
#[cfg(feature = "axum")]
pub use axum_core;
#[cfg(feature = "reqwest")]
pub use {::reqwest, reqwest_middleware};

/// The header that carries a token.
pub const X_WSSE: http::HeaderName = http::HeaderName::from_static("x-wsse");
