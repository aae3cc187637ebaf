//! From the headers of a request to an identity, waiting for secrets and store.

use std::fmt;
use std::sync::Arc;

use http::{HeaderMap, HeaderValue};
use xwsse::{AsyncReplayStore, DateTime, Dialect, HeaderScheme, Identity, Rejection, Utc};
use xwsse_authn::AsyncLookUp;

use super::observe;

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
///
/// For another scheme than X-WSSE, [`of`](Self::of) takes any [`HeaderScheme`].
pub struct AsyncVerifier<S, R, P = Dialect> {
    steps: xwsse_authn::AsyncVerifier<P, S, R>,
    clock: Box<dyn Fn() -> DateTime<Utc> + Send + Sync>,
    seal: Seal,
}

impl<S, R> AsyncVerifier<S, R> {
    /// A verifier in the default dialect, [`Dialect::PENNEO`], by the system's clock.
    pub fn new(secrets: S, store: R) -> Self {
        Self::of(Dialect::PENNEO, secrets, store)
    }

    /// The dialect to verify in. One verifier takes one dialect, and never guesses.
    #[must_use]
    pub fn with_dialect(mut self, dialect: Dialect) -> Self {
        self.steps.scheme = dialect;
        self
    }

    /// The dialect that it verifies in.
    #[must_use]
    pub const fn dialect(&self) -> &Dialect {
        &self.steps.scheme
    }
}

impl<S, R, P> AsyncVerifier<S, R, P> {
    /// A verifier for this scheme, by the system's clock.
    pub fn of(scheme: P, look_up: S, store: R) -> Self {
        let steps = xwsse_authn::AsyncVerifier { scheme, look_up, store };
        Self { steps, clock: Box::new(Utc::now), seal: Seal(Arc::new(())) }
    }

    /// Another clock than the system's: for tests.
    #[must_use]
    pub fn with_clock(mut self, now: impl Fn() -> DateTime<Utc> + Send + Sync + 'static) -> Self {
        self.clock = Box::new(now);
        self
    }

    /// The store that it claims in, for example to read its gauges.
    #[must_use]
    pub const fn store(&self) -> &R {
        &self.steps.store
    }

    pub(crate) const fn seal(&self) -> &Seal {
        &self.seal
    }
}

impl<S: AsyncLookUp<P>, R: AsyncReplayStore, P: HeaderScheme> AsyncVerifier<S, R, P> {
    /// Verifies all values that these headers have for what the scheme reads, `X-WSSE`, and claims the token.
    ///
    /// With the features `tracing` and `metrics` it reports the outcome.
    ///
    /// # Errors
    /// Why the request is refused. Answer with [`Rejection::http_status`], and log [`Rejection::code`].
    pub async fn verify(&self, headers: &HeaderMap) -> Result<Identity, Rejection> {
        let values = |name| headers.get_all(name).into_iter().map(HeaderValue::as_bytes);
        let outcome = match self.steps.scheme.request(values) {
            Ok(request) => self.steps.verify(request, &self.clock).await,
            Err(rejection) => Err(rejection),
        };
        observe::outcome(&outcome, &self.clock);
        outcome
    }

    /// Whether the request has any of the headers that the scheme reads.
    pub(crate) fn is_signed(&self, headers: &HeaderMap) -> bool {
        self.steps.scheme.header_names().iter().any(|name| headers.contains_key(*name))
    }

    /// The value of `WWW-Authenticate` for a 401.
    pub(crate) fn challenge(&self, realm: &str) -> HeaderValue {
        let challenge = self.steps.scheme.challenge(realm).try_into();
        challenge.unwrap_or(HeaderValue::from_static("Unknown"))
    }
}

impl<S, R, P: fmt::Debug> fmt::Debug for AsyncVerifier<S, R, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AsyncVerifier").field("scheme", &self.steps.scheme).finish_non_exhaustive()
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
