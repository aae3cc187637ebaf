//! Numbers for the facade `metrics`.

use ::metrics::{Unit, counter, describe_counter, describe_gauge, describe_histogram, gauge, histogram};
use xwsse::{DateTime, Identity, MemoryReplayStore, Rejection, Utc};

const REQUESTS: &str = "xwsse_requests_total";
const SKEW: &str = "xwsse_created_skew_seconds";
const LIVE_CLAIMS: &str = "xwsse_replay_claims_live";

pub(super) fn accepted(identity: &Identity, now: DateTime<Utc>) {
    counter!(REQUESTS, "code" => "accepted").increment(1);
    let skew = now.signed_duration_since(identity.created());
    histogram!(SKEW).record(skew.as_seconds_f64());
}

pub(super) fn refused(rejection: Rejection) {
    counter!(REQUESTS, "code" => rejection.code()).increment(1);
}

/// Sets the gauge `xwsse_replay_claims_live` to the claims that this store must keep now.
///
/// It goes through the whole store: call it on a timer, every ten seconds say, and not for each request.
///
/// ```
/// # use std::collections::HashMap;
/// # use std::sync::Arc;
/// use xwsse::{MemoryReplayStore, Secret};
/// use xwsse_http::{AsyncVerifier, record_live_claims};
///
/// # fn main() -> Result<(), xwsse::SignError> {
/// # let secrets = HashMap::from([("alice", Secret::new("s3cr3t")?)]);
/// let verifier = Arc::new(AsyncVerifier::new(secrets, MemoryReplayStore::new()));
/// record_live_claims(verifier.store()); // in a task with a timer
/// # Ok(())
/// # }
/// ```
pub fn record_live_claims(store: &MemoryReplayStore) {
    // Exact up to 2⁵³, which no store can hold.
    #[allow(clippy::cast_precision_loss, reason = "a store has far fewer claims")]
    gauge!(LIVE_CLAIMS).set(store.live(Utc::now()) as f64);
}

/// Tells the recorder what the numbers mean and in which unit they are. Call it once, after the recorder is
/// installed.
///
/// | name | kind | unit | labels |
/// |---|---|---|---|
/// | `xwsse_requests_total` | counter | requests | `code`: `accepted`, or the code of the rejection |
/// | `xwsse_created_skew_seconds` | histogram | seconds | none |
/// | `xwsse_replay_claims_live` | gauge | claims | none |
///
/// The skew is how long before the server's time an accepted token was signed; negative when its Created is
/// ahead. Of refused tokens nothing is recorded but the code, as nothing vouches for what they say.
pub fn describe_metrics() {
    describe_counter!(REQUESTS, Unit::Count, "Requests that were verified, by code: accepted, or why not");
    describe_histogram!(SKEW, Unit::Seconds, "Age of Created of accepted tokens; negative when it is ahead");
    describe_gauge!(LIVE_CLAIMS, Unit::Count, "Claims that the replay store must keep now");
}
