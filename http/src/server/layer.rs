//! The layer that lets only signed requests through.

use std::fmt;
use std::future::Future;
use std::mem;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use http::{HeaderValue, Request, Response};
use tower_layer::Layer;
use tower_service::Service;
use xwsse::{AsyncReplayStore, Dialect, HeaderScheme, Identity, Rejection};
use xwsse_authn::AsyncLookUp;

use super::answer::{self, VerifyBody};
use super::verifier::{AsyncVerifier, Seal};

/// A [`tower::Layer`](Layer) that lets only signed requests through, each once.
///
/// The service behind it finds the [`Identity`] in the request's extensions. All values of `X-WSSE` count, so
/// two of them are refused. The body is not read before the request is accepted.
///
/// Others are answered with 401 and the challenge, or with 503 and `Retry-After: 1`, and one body for all
/// reasons. The [`Rejection`] is in the extensions of that response, which do not go out: a layer around
/// this one can read it.
///
/// Clones share the verifier. Two layers with the same verifier may both stand in the way of a request: its
/// token is used once.
///
/// ```
/// # use std::collections::HashMap;
/// use axum::{Extension, Router, routing::get};
/// use xwsse::{Identity, MemoryReplayStore, Secret};
/// use xwsse_http::{AsyncVerifier, VerifyLayer};
///
/// # fn main() -> Result<(), xwsse::SignError> {
/// let secrets = HashMap::from([("alice".to_string(), vec![Secret::new("s3cr3t")?])]);
/// let verifier = AsyncVerifier::new(secrets, MemoryReplayStore::new());
///
/// let app: Router = Router::new()
///     .route("/orders", get(async |Extension(identity): Extension<Identity>| identity.username().to_owned()))
///     .layer(VerifyLayer::new(verifier).with_realm("orders"));
/// # let _ = app;
/// # Ok(())
/// # }
/// ```
pub struct VerifyLayer<S, R, P = Dialect> {
    verifier: Arc<AsyncVerifier<S, R, P>>,
    passed: Passed,
    optional: bool,
}

impl<S: AsyncLookUp<P>, R: AsyncReplayStore, P: HeaderScheme> VerifyLayer<S, R, P> {
    /// A layer with this verifier, or with one that is shared in an `Arc`. The realm is `api`.
    pub fn new(verifier: impl Into<Arc<AsyncVerifier<S, R, P>>>) -> Self {
        let verifier = verifier.into();
        let passed = Passed::new(&verifier, "api");
        Self { verifier, passed, optional: false }
    }

    /// The realm of the challenge: the operator's own text. What cannot stand in a quoted string of a header
    /// is left out.
    #[must_use]
    pub fn with_realm(mut self, realm: &str) -> Self {
        self.passed = Passed::new(&self.verifier, realm);
        self
    }

    /// Lets anonymous requests through too: those without the header, which get no [`Identity`]. A header that is there must
    /// be right all the same.
    #[must_use]
    pub const fn with_anonymous(mut self) -> Self {
        self.optional = true;
        self
    }

    /// Puts the identity into the extensions, unless a layer with the same verifier did.
    async fn admit<B>(&self, request: &mut Request<B>) -> Result<(), Rejection> {
        let passed = request.extensions().get::<Passed>();
        let is_settled = passed.is_some_and(|passed| passed.is_by_same_verifier(&self.passed));
        if is_settled && (self.optional || request.extensions().get::<Identity>().is_some()) {
            return Ok(());
        }
        if self.optional && !self.verifier.is_signed(request.headers()) {
            request.extensions_mut().remove::<Identity>();
        } else {
            let identity = self.verifier.verify(request.headers()).await?;
            request.extensions_mut().insert(identity);
        }
        request.extensions_mut().insert(self.passed.clone());
        Ok(())
    }
}

/// In the extensions of a request that a layer let through, signed or not. Its clones cost little: one is made for
/// each request.
#[derive(Debug, Clone)]
pub(crate) struct Passed(Arc<(Seal, HeaderValue)>);

impl Passed {
    fn new<S: AsyncLookUp<P>, R: AsyncReplayStore, P: HeaderScheme>(
        verifier: &AsyncVerifier<S, R, P>,
        realm: &str,
    ) -> Self {
        Self(Arc::new((verifier.seal().clone(), verifier.challenge(realm))))
    }

    fn is_by_same_verifier(&self, other: &Self) -> bool {
        self.0.0 == other.0.0
    }

    pub(crate) fn challenge(&self) -> &HeaderValue {
        &self.0.1
    }
}

impl<S, R, P, I> Layer<I> for VerifyLayer<S, R, P> {
    type Service = VerifyService<I, S, R, P>;

    fn layer(&self, inner: I) -> Self::Service {
        VerifyService { inner, layer: Arc::new(self.clone()) }
    }
}

/// The service that [`VerifyLayer`] makes.
pub struct VerifyService<I, S, R, P = Dialect> {
    inner: I,
    /// In an `Arc`, because it is cloned for each request.
    layer: Arc<VerifyLayer<S, R, P>>,
}

impl<I, S, R, P, ReqBody, ResBody> Service<Request<ReqBody>> for VerifyService<I, S, R, P>
where
    I: Service<Request<ReqBody>, Response = Response<ResBody>> + Clone + Send + 'static,
    I::Future: Send,
    S: AsyncLookUp<P> + 'static,
    R: AsyncReplayStore + 'static,
    P: HeaderScheme + Send + Sync + 'static,
    ReqBody: Send + 'static,
{
    type Response = Response<VerifyBody<ResBody>>;
    type Error = I::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Self::Error>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, mut request: Request<ReqBody>) -> Self::Future {
        // The one that was polled is ready; the clone need not be.
        let clone = self.inner.clone();
        let mut inner = mem::replace(&mut self.inner, clone);
        let layer = Arc::clone(&self.layer);
        Box::pin(async move {
            match layer.admit(&mut request).await {
                Ok(()) => Ok(inner.call(request).await?.map(VerifyBody::served)),
                Err(rejection) => Ok(answer::refusal(rejection, layer.passed.challenge())),
            }
        })
    }
}

impl<S, R, P> Clone for VerifyLayer<S, R, P> {
    fn clone(&self) -> Self {
        let Self { verifier, passed, optional } = self;
        Self { verifier: Arc::clone(verifier), passed: passed.clone(), optional: *optional }
    }
}

impl<I: Clone, S, R, P> Clone for VerifyService<I, S, R, P> {
    fn clone(&self) -> Self {
        Self { inner: self.inner.clone(), layer: Arc::clone(&self.layer) }
    }
}

impl<S, R, P: fmt::Debug> fmt::Debug for VerifyLayer<S, R, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VerifyLayer")
            .field("verifier", &self.verifier)
            .field("challenge", self.passed.challenge())
            .field("optional", &self.optional)
            .finish()
    }
}

impl<I: fmt::Debug, S, R, P: fmt::Debug> fmt::Debug for VerifyService<I, S, R, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VerifyService").field("inner", &self.inner).field("layer", &self.layer).finish()
    }
}
