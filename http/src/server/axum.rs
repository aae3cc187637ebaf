//! The identity as an argument of axum's handlers.

use axum_core::body::Body;
use axum_core::extract::{FromRequestParts, OptionalFromRequestParts};
use axum_core::response::{IntoResponse, Response};
use http::request::Parts;
use http::{HeaderValue, StatusCode};
use xwsse::{Identity, Rejection};

use super::answer;
use super::layer::Passed;

/// Extracts the [`Identity`] that a [`VerifyLayer`](crate::VerifyLayer) found.
///
/// ```
/// # use std::collections::HashMap;
/// use axum::{Router, routing::get};
/// use xwsse::{MemoryReplayStore, Secret};
/// use xwsse_http::{AsyncVerifier, VerifyLayer, WsseIdentity};
///
/// async fn orders(WsseIdentity(identity): WsseIdentity) -> String {
///     format!("orders of {}", identity.username())
/// }
///
/// async fn greeting(identity: Option<WsseIdentity>) -> String {
///     identity.map_or("who are you?".into(), |WsseIdentity(it)| format!("hello {}", it.username()))
/// }
///
/// # fn main() -> Result<(), xwsse::SignError> {
/// # let secrets = HashMap::from([("alice".to_string(), vec![Secret::new("s3cr3t")?])]);
/// # let verifier = AsyncVerifier::new(secrets, MemoryReplayStore::new());
/// let app: Router = Router::new()
///     .route("/orders", get(orders))
///     .route("/greeting", get(greeting))
///     .layer(VerifyLayer::new(verifier).with_anonymous());
/// # let _ = app;
/// # Ok(())
/// # }
/// ```
///
/// The layer verifies, the extractor only reads: it may stand in a handler more than once. As an `Option` it
/// is `None` for nobody, whom only a layer [with anonymous](crate::VerifyLayer::with_anonymous) requests lets through; without
/// the `Option` nobody is answered with 401. On a route that no layer stands before, both answer 500.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WsseIdentity(
    /// Who signed the request.
    pub Identity,
);

/// Why there is no [`WsseIdentity`].
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum WsseIdentityRejection {
    /// The request is not signed, and the layer let it through: 401, with this challenge.
    Unsigned {
        /// The value of `WWW-Authenticate`.
        challenge: HeaderValue,
    },
    /// No [`VerifyLayer`](crate::VerifyLayer) stands before this route: 500. Add one; nothing is let in.
    LayerMissing,
}

impl IntoResponse for WsseIdentityRejection {
    fn into_response(self) -> Response {
        match self {
            Self::Unsigned { challenge } => answer::refusal::<Body>(Rejection::HeaderMissing, &challenge),
            Self::LayerMissing => {
                #[cfg(feature = "tracing")]
                tracing::error!(target: "xwsse_http", "a handler wants a WsseIdentity, but no VerifyLayer stands before its route");
                (StatusCode::INTERNAL_SERVER_ERROR, "500 Internal Server Error\n").into_response()
            }
        }
    }
}

impl std::fmt::Display for WsseIdentityRejection {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Unsigned { .. } => "the request is not signed; send an X-WSSE header with it",
            Self::LayerMissing => "no VerifyLayer stands before this route; add one to the router",
        })
    }
}

impl std::error::Error for WsseIdentityRejection {}

impl<S: Sync> FromRequestParts<S> for WsseIdentity {
    type Rejection = WsseIdentityRejection;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let passed = passed(parts)?;
        let unsigned = || WsseIdentityRejection::Unsigned { challenge: passed.challenge().clone() };
        parts.extensions.get().cloned().map(Self).ok_or_else(unsigned)
    }
}

impl<S: Sync> OptionalFromRequestParts<S> for WsseIdentity {
    type Rejection = WsseIdentityRejection;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Option<Self>, Self::Rejection> {
        passed(parts)?;
        Ok(parts.extensions.get().cloned().map(Self))
    }
}

fn passed(parts: &Parts) -> Result<&Passed, WsseIdentityRejection> {
    parts.extensions.get().ok_or(WsseIdentityRejection::LayerMissing)
}
