//! From the headers of a request to an identity, waiting for secrets and store.

use std::fmt;
use std::sync::Arc;

use http::HeaderMap;
use xwsse::{Authenticated, Candidate, DateTime, Dialect, Identity, Rejection, Utc};

use super::observe;
use super::{AsyncReplayStore, AsyncSecrets};
use crate::X_WSSE;

/// Turns the headers of a request into an [`Identity`] or a [`Rejection`].
///
/// It is [`xwsse::Verifier`] for secrets and stores that are awaited, and takes the same steps in the same
/// order: a stranger's header costs no look-up when it is stale, and no claim when its digest is wrong.
///
/// Give it to a [`VerifyLayer`](crate::VerifyLayer), or call [`verify`](Self::verify) yourself. Dropping that
/// future at any point accepts nothing. A panic in your look-up or store goes through it and accepts nothing.
///
/// ```
/// # use std::collections::HashMap;
/// use xwsse::{MemoryReplayStore, Rejection, Secret, Signer};
/// use xwsse_http::AsyncVerifier;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let secrets = HashMap::from([("alice".to_string(), vec![Secret::new("s3cr3t")?])]);
/// let verifier = AsyncVerifier::new(secrets, MemoryReplayStore::new());
///
/// let token = Signer::new("alice", "s3cr3t")?.sign()?;
/// let request = http::Request::get("/orders").header("X-WSSE", token.header()).body(())?;
/// assert_eq!(verifier.verify(request.headers()).await?.username(), "alice");
/// assert_eq!(verifier.verify(request.headers()).await, Err(Rejection::Replayed));
/// # Ok(())
/// # }
/// ```
pub struct AsyncVerifier<S, R> {
    secrets: S,
    store: R,
    dialect: Dialect,
    ignore_unknown: bool,
    clock: Box<dyn Fn() -> DateTime<Utc> + Send + Sync>,
    seal: Seal,
}

impl<S, R> AsyncVerifier<S, R> {
    /// A verifier in the default dialect, [`Dialect::PENNEO`], by the system's clock.
    pub fn new(secrets: S, store: R) -> Self {
        Self {
            secrets,
            store,
            dialect: Dialect::PENNEO,
            ignore_unknown: false,
            clock: Box::new(Utc::now),
            seal: Seal(Arc::new(())),
        }
    }

    /// The dialect to verify in. One verifier takes one dialect, and never guesses.
    #[must_use]
    pub fn with_dialect(mut self, dialect: Dialect) -> Self {
        self.dialect = dialect;
        self
    }

    /// Another clock than the system's: for tests.
    #[must_use]
    pub fn with_clock(mut self, now: impl Fn() -> DateTime<Utc> + Send + Sync + 'static) -> Self {
        self.clock = Box::new(now);
        self
    }

    /// Passes over parameters that the scheme does not have, rather than refuse them.
    #[must_use]
    pub fn ignoring_unknown_parameters(mut self) -> Self {
        self.ignore_unknown = true;
        self
    }

    /// The dialect that it verifies in.
    #[must_use]
    pub const fn dialect(&self) -> &Dialect {
        &self.dialect
    }

    /// The store that it claims in: for its gauges.
    #[must_use]
    pub const fn store(&self) -> &R {
        &self.store
    }

    pub(crate) const fn seal(&self) -> &Seal {
        &self.seal
    }
}

impl<S: AsyncSecrets, R: AsyncReplayStore> AsyncVerifier<S, R> {
    /// Verifies all values that these headers have for `X-WSSE`, and claims the token.
    ///
    /// With the features `tracing` and `metrics` it reports the outcome.
    ///
    /// # Errors
    /// Why the request is refused. Answer with [`Rejection::http_status`], and log [`Rejection::code`].
    pub async fn verify(&self, headers: &HeaderMap) -> Result<Identity, Rejection> {
        let outcome = self.judge(headers).await;
        observe::outcome(&outcome, &self.clock);
        outcome
    }

    async fn judge(&self, headers: &HeaderMap) -> Result<Identity, Rejection> {
        let authenticated = self.authenticate(headers).await?;
        // The look-up may have taken long, so the clock is read again.
        let now = (self.clock)();
        let outcome = self.store.claim(authenticated.claims_at(now)?, now).await;
        authenticated.accept(outcome)
    }

    /// On its own, so that the candidate is gone before the store is awaited: less to keep for each request.
    async fn authenticate(&self, headers: &HeaderMap) -> Result<Authenticated, Rejection> {
        let values = headers.get_all(X_WSSE);
        let candidate = Candidate::read(&self.dialect, values, (self.clock)(), self.ignore_unknown)?;
        let found = self.secrets.look_up(candidate.username()).await;
        candidate.authenticate(&found.map_err(|_| Rejection::SecretsUnavailable)?)
    }
}

impl<S, R> fmt::Debug for AsyncVerifier<S, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AsyncVerifier").field("dialect", &self.dialect.to_string()).finish_non_exhaustive()
    }
}

/// Tells a verifier from all others.
#[derive(Debug, Clone)]
pub(crate) struct Seal(Arc<()>);

impl PartialEq for Seal {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}
