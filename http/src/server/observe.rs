//! What operators see of a verifier: codes and times, never a header, a username or a secret.

use xwsse::{DateTime, Identity, Rejection, Utc};

/// What filters of the log know this crate by.
#[cfg(feature = "tracing")]
const TARGET: &str = "xwsse_http";

#[cfg(not(any(feature = "tracing", feature = "metrics")))]
pub(super) fn outcome(_: &Result<Identity, Rejection>, _: &impl Fn() -> DateTime<Utc>) {}

#[cfg(any(feature = "tracing", feature = "metrics"))]
pub(super) fn outcome(outcome: &Result<Identity, Rejection>, clock: &impl Fn() -> DateTime<Utc>) {
    #[cfg(not(feature = "metrics"))]
    let _ = clock;
    match outcome {
        Ok(identity) => {
            #[cfg(feature = "tracing")]
            tracing::debug!(target: TARGET, code = "accepted", secret_index = identity.secret_index(), "accepted");
            #[cfg(feature = "metrics")]
            super::metrics::accepted(identity, clock());
            #[cfg(not(any(feature = "tracing", feature = "metrics")))]
            let _ = identity;
        }
        Err(rejection) => {
            #[cfg(feature = "tracing")]
            if rejection.http_status() == 401 {
                tracing::info!(target: TARGET, code = rejection.code(), "refused");
            } else {
                tracing::warn!(target: TARGET, code = rejection.code(), "refused: {rejection}");
            }
            #[cfg(feature = "metrics")]
            super::metrics::refused(*rejection);
        }
    }
}
