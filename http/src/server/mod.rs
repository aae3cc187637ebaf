//! The server's side: verify.

mod answer;
#[cfg(feature = "axum")]
mod axum;
mod layer;
#[cfg(feature = "metrics")]
mod metrics;
mod observe;
mod verifier;

pub use answer::VerifyBody;
#[cfg(feature = "axum")]
pub use axum::{WsseIdentity, WsseIdentityRejection};
pub use layer::{VerifyLayer, VerifyService};
#[cfg(feature = "metrics")]
pub use metrics::{describe_metrics, record_live_claims};
pub use verifier::AsyncVerifier;
pub use xwsse::{AsyncReplayStore, AsyncSecrets, LookUpWith, look_up_with};
