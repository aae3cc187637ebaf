//! The layer and the extractor before a real axum server.

mod common;

use axum::routing::get;
use axum::{Extension, Router};
use common::{Server, USERNAME, secrets, signer};
use xwsse::{Identity, MemoryReplayStore};
use xwsse_http::{AsyncVerifier, VerifyLayer, WsseIdentity};

fn app() -> Router {
    let verifier = AsyncVerifier::new(secrets(), MemoryReplayStore::with_capacity(1000));
    Router::new()
        .route("/", get(async |WsseIdentity(identity): WsseIdentity| identity.username().to_owned()))
        .route("/extension", get(async |Extension(it): Extension<Identity>| it.username().to_owned()))
        .layer(VerifyLayer::new(verifier).with_realm("orders"))
}

#[tokio::test]
async fn a_signed_request_reaches_the_handler_once() {
    let server = Server::start(app()).await;
    for path in ["/", "/extension"] {
        let header = signer().sign().unwrap().into_header();
        let first = server.get(path, &header).await;
        assert_eq!((first.status(), first.body()), (200, USERNAME));
        let second = server.get(path, &header).await;
        assert_eq!(second.status(), 401);
        assert_eq!(
            second.header("www-authenticate"),
            Some(r#"WSSE realm="orders", profile="UsernameToken""#)
        );
        assert_eq!(second.body(), "401 Unauthorized\n");
    }
}

#[tokio::test]
async fn two_headers_are_refused_and_use_nothing_up() {
    let server = Server::start(app()).await;
    let tokens = [signer().sign().unwrap().into_header(), signer().sign().unwrap().into_header()];
    let lines = tokens.clone().map(|header| format!("X-WSSE: {header}"));
    assert_eq!(server.get_raw("/", &lines).await.status(), 401);
    assert_eq!(server.get("/", &tokens[0]).await.status(), 200);
}
