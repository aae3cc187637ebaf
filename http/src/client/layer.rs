//! The layer that signs what goes through it.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use http::{Request, Response};
use tower_layer::Layer;
use tower_service::Service;

use super::OriginSigner;

type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// A [`tower::Layer`](Layer) that signs requests on their way out: for hyper's clients, and any other service
/// that takes an `http::Request` with an absolute URI.
///
/// Put it next to the client, **inside** whatever sends requests again: layers that retry, and above all
/// those that follow redirects. So every attempt has a token of its own, and none goes to another origin.
/// In a `ServiceBuilder` that is after them:
///
/// ```
/// use tower::ServiceBuilder;
/// use tower::retry::RetryLayer;
/// use tower_http::follow_redirect::FollowRedirectLayer;
/// use xwsse::Signer;
/// use xwsse_http::{OriginSigner, RetryOn401, SignLayer};
/// # use http_body_util::Full;
/// # use hyper::body::Bytes;
/// # use hyper_util::{client::legacy::Client, rt::TokioExecutor};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let client: Client<_, Full<Bytes>> = Client::builder(TokioExecutor::new()).build_http();
/// let signer = OriginSigner::builder(Signer::new("my-api-key", "my-api-secret")?)
///     .origins(["https://api.example"])
///     .build()?;
/// let service = ServiceBuilder::new()
///     .layer(FollowRedirectLayer::new())
///     .layer(RetryLayer::new(RetryOn401::default()))
///     .layer(SignLayer::new(signer))
///     .service(client); // hyper's own follows no redirects
/// # let _ = service;
/// # Ok(())
/// # }
/// ```
///
/// Its error is a box: that of the service, or a [`ClientError`](crate::ClientError), and then nothing was
/// sent.
#[derive(Debug, Clone)]
pub struct SignLayer {
    signer: OriginSigner,
}

impl SignLayer {
    /// A layer that signs with this.
    #[must_use]
    pub const fn new(signer: OriginSigner) -> Self {
        Self { signer }
    }
}

impl<I> Layer<I> for SignLayer {
    type Service = SignService<I>;

    fn layer(&self, inner: I) -> Self::Service {
        SignService { inner, signer: self.signer.clone() }
    }
}

/// The service that [`SignLayer`] makes.
#[derive(Debug, Clone)]
pub struct SignService<I> {
    inner: I,
    signer: OriginSigner,
}

/// In the extensions of the answer to a signed request.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Signed;

impl<I, ReqBody, ResBody> Service<Request<ReqBody>> for SignService<I>
where
    I: Service<Request<ReqBody>, Response = Response<ResBody>>,
    I::Error: Into<BoxError>,
    I::Future: Send + 'static,
{
    type Response = Response<ResBody>;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, BoxError>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.inner.poll_ready(context).map_err(Into::into)
    }

    fn call(&mut self, mut request: Request<ReqBody>) -> Self::Future {
        let uri = request.uri().clone();
        let signed = match self.signer.sign(&uri, request.headers_mut()) {
            Ok(signed) => signed,
            Err(error) => return Box::pin(async { Err(error.into()) }),
        };
        let response = self.inner.call(request);
        Box::pin(async move {
            let mut response = response.await.map_err(Into::into)?;
            if signed {
                response.extensions_mut().insert(Signed);
            }
            Ok(response)
        })
    }
}
