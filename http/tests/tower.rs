//! The layers as tower has them: readiness, errors, what the headers show.
#![allow(clippy::unwrap_used, reason = "they are tests")]

mod common;

use std::collections::HashMap;
use std::convert::Infallible;
use std::future::{Ready, ready};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

use common::{SECRET, USERNAME, secrets, signer};
use http::{HeaderMap, Request, Response};
use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use tower::{Layer, Service, ServiceExt};
use xwsse::{Identity, MemoryReplayStore, Rejection, Secret};
use xwsse_http::{AsyncVerifier, ClientError, OriginSigner, SignLayer, VerifyLayer, X_WSSE};

/// The headers of a request, and the identity in its extensions.
type Seen = (HeaderMap, Option<Identity>);

/// A service that must be ready when it is called; its clones are not.
#[derive(Default)]
struct Strict {
    is_ready: bool,
    seen: Arc<Mutex<Vec<Seen>>>,
}

impl Clone for Strict {
    fn clone(&self) -> Self {
        Self { is_ready: false, seen: Arc::clone(&self.seen) }
    }
}

impl Service<Request<()>> for Strict {
    type Response = Response<Full<Bytes>>;
    type Error = Infallible;
    type Future = Ready<Result<Self::Response, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        self.is_ready = true;
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<()>) -> Self::Future {
        assert!(std::mem::take(&mut self.is_ready), "called without being ready");
        let identity = request.extensions().get().cloned();
        self.seen.lock().unwrap().push((request.headers().clone(), identity));
        ready(Ok(Response::new(Full::from("served"))))
    }
}

fn verifier() -> AsyncVerifier<HashMap<String, Vec<Secret>>, MemoryReplayStore> {
    AsyncVerifier::new(secrets(), MemoryReplayStore::with_capacity(1000))
}

fn signed() -> Request<()> {
    Request::get("https://api.example/").header(X_WSSE, signer().sign().unwrap().header()).body(()).unwrap()
}

#[tokio::test]
async fn both_layers_call_the_service_that_is_ready() {
    let strict = Strict::default();
    let mut verifying = VerifyLayer::new(verifier()).layer(strict.clone());
    let mut signing = SignLayer::new(OriginSigner::new(signer())).layer(strict.clone());
    for _ in 0..3 {
        assert_eq!(verifying.ready().await.unwrap().call(signed()).await.unwrap().status(), 200);
        assert_eq!(signing.ready().await.unwrap().call(signed()).await.unwrap().status(), 200);
    }
    assert_eq!(strict.seen.lock().unwrap().len(), 6);
}

#[tokio::test]
async fn a_body_goes_through_and_a_refusal_has_its_own() {
    let service = VerifyLayer::new(verifier()).layer(Strict::default());
    let served = service.clone().oneshot(signed()).await.unwrap();
    assert!(served.extensions().get::<Rejection>().is_none());
    assert_eq!(served.into_body().collect().await.unwrap().to_bytes(), "served");

    let refused = service.oneshot(Request::new(())).await.unwrap();
    assert_eq!(refused.extensions().get(), Some(&Rejection::HeaderMissing));
    assert_eq!(refused.headers()["www-authenticate"], r#"WSSE realm="api", profile="UsernameToken""#);
    assert_eq!(refused.into_body().collect().await.unwrap().to_bytes(), "401 Unauthorized\n");
}

#[tokio::test]
async fn an_identity_that_another_put_there_does_not_pass() {
    let strict = Strict::default();
    let service = VerifyLayer::new(verifier()).with_anonymous().layer(strict.clone());
    let stranger = {
        let request = signed();
        let other = verifier();
        other.verify(request.headers()).await.unwrap()
    };
    let mut request = Request::new(());
    request.extensions_mut().insert(stranger);
    assert_eq!(service.oneshot(request).await.unwrap().status(), 200);
    assert_eq!(strict.seen.lock().unwrap()[0].1, None);
}

#[tokio::test]
async fn layers_with_one_verifier_use_a_token_once_and_others_judge_for_themselves() {
    let shared = Arc::new(verifier());
    let strict = Strict::default();
    let inner = VerifyLayer::new(Arc::clone(&shared)).layer(strict.clone());
    let twice = VerifyLayer::new(Arc::clone(&shared)).layer(inner.clone());
    assert_eq!(twice.oneshot(signed()).await.unwrap().status(), 200);
    // Behind one that lets nobody through, nobody is refused.
    let optional_first = VerifyLayer::new(shared).with_anonymous().layer(inner.clone());
    assert_eq!(optional_first.clone().oneshot(Request::new(())).await.unwrap().status(), 401);
    assert_eq!(optional_first.oneshot(signed()).await.unwrap().status(), 200);

    let knows_nobody = AsyncVerifier::new(HashMap::<String, Secret>::new(), MemoryReplayStore::new());
    let other = VerifyLayer::new(knows_nobody).layer(strict.clone());
    let first = VerifyLayer::new(verifier()).layer(other);
    assert_eq!(first.oneshot(signed()).await.unwrap().status(), 401);
    assert_eq!(strict.seen.lock().unwrap().len(), 2);
}

#[tokio::test]
async fn the_header_is_sensitive_and_nothing_shows_a_secret_or_a_token() {
    let strict = Strict::default();
    let layer = SignLayer::new(OriginSigner::new(signer()));
    let mut service = layer.layer(strict.clone());
    service.ready().await.unwrap().call(signed()).await.unwrap();
    let (headers, _) = strict.seen.lock().unwrap().pop().unwrap();
    assert!(headers[X_WSSE].is_sensitive());
    assert_eq!(headers.get_all(X_WSSE).iter().count(), 1);

    let verifying = VerifyLayer::new(verifier());
    let shown = format!("{headers:?} {layer:?} {verifying:?} {:?}", verifying.layer(()));
    for hidden in [SECRET, "PasswordDigest", "Nonce", "Created"] {
        assert!(!shown.contains(hidden), "{hidden} in {shown}");
    }
    assert!(shown.contains(USERNAME) && shown.contains("https://api.example"), "{shown}");
}

#[tokio::test]
async fn a_request_that_does_not_say_where_it_goes_is_not_sent() {
    let strict = Strict::default();
    let service = SignLayer::new(OriginSigner::new(signer())).layer(strict.clone());
    let error = service.oneshot(Request::get("/orders").body(()).unwrap()).await.unwrap_err();
    assert_eq!(error.downcast_ref(), Some(&ClientError::UriNotAbsolute));
    assert!(strict.seen.lock().unwrap().is_empty());
}

#[tokio::test]
async fn a_token_that_cannot_be_made_is_an_error_and_changes_nothing() {
    let broken = xwsse::Signer::builder(USERNAME, SECRET)
        .entropy(|_| Err(xwsse::SignError::RandomnessUnavailable))
        .build()
        .unwrap();
    let mut headers = HeaderMap::from_iter([(X_WSSE, "as it was".parse().unwrap())]);
    let error = OriginSigner::new(broken).sign(&"https://api.example".parse().unwrap(), &mut headers);
    assert_eq!(error, Err(ClientError::Sign(xwsse::SignError::RandomnessUnavailable)));
    assert_eq!(headers[X_WSSE], "as it was");
}

#[test]
fn a_list_of_origins_is_checked() {
    let bound = |origins: &[&str]| OriginSigner::builder(signer()).origins(origins.to_vec()).build();
    assert_eq!(bound(&[]).unwrap_err(), ClientError::NoOrigins);
    assert_eq!(bound(&["api.example"]).unwrap_err(), ClientError::OriginInvalid);
}
