//! Why a request was not signed and not sent.

use xwsse::SignError;

use super::Origin;

/// Why a request was not signed, and so not sent.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ClientError {
    /// A token would have gone over plain http, where everyone on the way can read it and use it first.
    #[error("no token is sent over plain http to {origin}; use https, or say allow_http(true)")]
    ClearTextRefused {
        /// Where it would have gone.
        origin: Origin,
    },
    /// This is not an origin.
    #[error("this is not an origin; write it as in https://api.example, and the host in ASCII")]
    OriginInvalid,
    /// No origin was named in a list of them.
    #[error(
        "the list of origins is empty; name at least one, or omit the list to bind to the origin of the first request"
    )]
    NoOrigins,
    /// The URI of the request is not absolute.
    #[error("the request's URI does not say where it goes; write it with scheme and host")]
    UriNotAbsolute,
    /// The token could not be made.
    #[error(transparent)]
    Sign(#[from] SignError),
    /// So many redirects followed one another that they seem to have no end.
    #[error("more than {limit} redirects followed one another; request the last address itself")]
    TooManyRedirects {
        /// How many are followed.
        limit: usize,
    },
}
