//! The two clients, to be tried alike.

use http::{HeaderMap, Method, Request};
use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper_util::client::legacy::Client as HyperClient;
use hyper_util::rt::TokioExecutor;
use reqwest_middleware::ClientWithMiddleware;
use tower::retry::RetryLayer;
use tower::util::BoxCloneSyncService;
use tower::{ServiceBuilder, ServiceExt};
use tower_http::follow_redirect::FollowRedirectLayer;
use tower_http::follow_redirect::policy::{PolicyExt, Standard, clone_body_fn};
use xwsse_http::{ClientError, OriginSigner, RetryOn401, SignLayer, WsseClientBuilder};

type BoxError = Box<dyn std::error::Error + Send + Sync>;

#[derive(Clone)]
pub(crate) enum Client {
    Reqwest(ClientWithMiddleware),
    Hyper(BoxCloneSyncService<Request<Full<Bytes>>, http::Response<Incoming>, BoxError>),
}

/// Both, with this signer: one of each.
pub(crate) fn clients(signer: &OriginSigner) -> [Client; 2] {
    [reqwest(signer.clone()), hyper(signer.clone())]
}

/// Both, making one more attempt after a 401.
pub(crate) fn clients_that_retry(signer: &OriginSigner) -> [Client; 2] {
    let reqwest = WsseClientBuilder::new(signer.clone()).retry_on_401(true).build().unwrap();
    let hyper = ServiceBuilder::new()
        .layer(FollowRedirectLayer::with_policy(
            clone_body_fn(clone).and::<_, Full<Bytes>, BoxError>(Standard::default()),
        ))
        .layer(RetryLayer::new(RetryOn401::default()))
        .layer(SignLayer::new(signer.clone()))
        .service(HyperClient::builder(TokioExecutor::new()).build_http());
    [Client::Reqwest(reqwest), Client::Hyper(BoxCloneSyncService::new(hyper))]
}

pub(crate) fn reqwest(signer: OriginSigner) -> Client {
    Client::Reqwest(WsseClientBuilder::new(signer).build().unwrap())
}

pub(crate) fn hyper(signer: OriginSigner) -> Client {
    let service = ServiceBuilder::new()
        .layer(FollowRedirectLayer::with_policy(
            clone_body_fn(clone).and::<_, Full<Bytes>, BoxError>(Standard::default()),
        ))
        .layer(SignLayer::new(signer))
        .service(HyperClient::builder(TokioExecutor::new()).build_http());
    Client::Hyper(BoxCloneSyncService::new(service))
}

#[allow(clippy::unnecessary_wraps, reason = "it is what the policy takes")]
fn clone(body: &Full<Bytes>) -> Option<Full<Bytes>> {
    Some(body.clone())
}

impl Client {
    pub(crate) async fn get(&self, url: &str) -> Result<(u16, String), BoxError> {
        self.send(Method::GET, url, HeaderMap::new(), "").await
    }

    pub(crate) async fn send(
        &self,
        method: Method,
        url: &str,
        headers: HeaderMap,
        body: &'static str,
    ) -> Result<(u16, String), BoxError> {
        match self {
            Self::Reqwest(client) => {
                let request = client.request(method, url).headers(headers).body(body);
                let response = request.send().await?;
                Ok((response.status().as_u16(), response.text().await?))
            }
            Self::Hyper(client) => {
                let mut request = Request::new(Full::new(Bytes::from_static(body.as_bytes())));
                *request.method_mut() = method;
                *request.uri_mut() = url.parse()?;
                *request.headers_mut() = headers;
                let response = client.clone().oneshot(request).await?;
                let status = response.status().as_u16();
                let body = response.into_body().collect().await?.to_bytes();
                Ok((status, String::from_utf8(body.to_vec())?))
            }
        }
    }
}

/// The error of ours that is in there.
pub(crate) fn client_error(error: &BoxError) -> Option<&ClientError> {
    if let Some(reqwest_middleware::Error::Middleware(error)) = error.downcast_ref() {
        return error.downcast_ref();
    }
    error.downcast_ref()
}
