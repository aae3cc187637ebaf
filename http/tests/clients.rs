//! What both clients promise, tried on real sockets: the client of reqwest, and hyper's behind tower layers.
#![allow(clippy::unwrap_used, reason = "they are tests")]

mod common;

use common::client::{Client, client_error, clients, clients_that_retry};
use common::service::Service;
use common::signer;
use http::header::{AUTHORIZATION, COOKIE};
use http::{HeaderMap, HeaderValue, Method};
use tokio::task::JoinSet;
use xwsse_http::{ClientError, OriginSigner};

const ORDINARY: &str = r#"WSSE profile="UsernameToken""#;
const TOKEN_OF_THE_APPLICATION: &str = r#"UsernameToken Username="canary-of-the-application""#;

fn unbound() -> OriginSigner {
    OriginSigner::new(signer())
}

fn bound<const N: usize>(origins: [&str; N]) -> OriginSigner {
    OriginSigner::builder(signer()).origins(origins).build().unwrap()
}

fn headers<const N: usize>(pairs: [(&'static str, &'static str); N]) -> HeaderMap {
    let value = |(name, value)| (http::HeaderName::from_static(name), HeaderValue::from_static(value));
    pairs.into_iter().map(value).collect()
}

/// Nothing of a token, whoever made it, has reached this service.
fn assert_nothing_arrived_at(service: &Service) {
    for seen in service.seen() {
        assert_eq!(seen.header("x-wsse"), None, "{seen:?}");
        assert_eq!(seen.header("authorization"), None, "{seen:?}");
    }
}

#[tokio::test]
async fn each_request_has_a_token_of_its_own() {
    let home = Service::start().await;
    for client in clients(&unbound()) {
        for _ in 0..3 {
            assert_eq!(client.get(&home.url("/")).await.unwrap().0, 200);
        }
    }
    assert_eq!(home.codes(), ["accepted"; 6]);
    assert!(home.seen().iter().all(|seen| seen.header("authorization") == Some(ORDINARY)));
}

#[tokio::test]
async fn every_redirect_within_the_origin_is_signed_afresh() {
    let home = Service::start().await;
    let mut expected = 0;
    for status in [301, 302, 303, 307, 308] {
        for client in clients(&unbound()) {
            let path = format!("/redirect/{status}?/redirect/{status}?/end");
            assert_eq!(client.get(&home.url(&path)).await.unwrap().0, 200);
            expected += 3;
            assert_eq!(home.codes(), vec!["accepted"; expected], "{status}");
            assert_eq!(home.seen().last().unwrap().path, "/end");
        }
    }
}

#[tokio::test]
async fn nothing_of_a_token_reaches_another_origin() {
    let (home, foreign) = (Service::start().await, Service::start().await);
    for status in [301, 302, 303, 307, 308] {
        for client in clients(&unbound()) {
            let path = format!("/redirect/{status}?{}", foreign.url("/end"));
            assert_eq!(client.get(&home.url(&path)).await.unwrap().0, 200);
        }
    }
    assert_eq!(home.codes(), ["accepted"; 10]);
    assert_eq!(foreign.codes(), ["header_missing"; 10]);
    assert_nothing_arrived_at(&foreign);
}

#[tokio::test]
async fn another_origin_that_asks_for_a_token_gets_none() {
    let (home, foreign) = (Service::start().await, Service::start().await);
    for client in clients_that_retry(&unbound()) {
        let path = format!("/redirect/302?{}", foreign.url("/always/401"));
        assert_eq!(client.get(&home.url(&path)).await.unwrap().0, 401);
    }
    assert_eq!(foreign.codes(), ["header_missing"; 2]);
    assert_nothing_arrived_at(&foreign);
}

#[tokio::test]
async fn a_redirect_away_and_back_is_signed_at_home_only() {
    let (home, foreign) = (Service::start().await, Service::start().await);
    for client in clients(&unbound()) {
        let back = foreign.url(&format!("/redirect/307?{}", home.url("/end")));
        assert_eq!(client.get(&home.url(&format!("/redirect/307?{back}"))).await.unwrap().0, 200);
    }
    assert_eq!(home.codes(), ["accepted"; 4]);
    assert_nothing_arrived_at(&foreign);
}

#[tokio::test]
async fn the_name_of_a_host_is_not_its_address() {
    let home = Service::start().await;
    let by_name = format!("http://localhost:{}/end", home.server.address.port());
    for client in clients(&unbound()) {
        assert_eq!(client.get(&home.url(&format!("/redirect/302?{by_name}"))).await.unwrap().0, 200);
    }
    assert_eq!(home.codes(), ["accepted", "header_missing", "accepted", "header_missing"]);
}

#[tokio::test]
async fn the_first_request_settles_the_origin_for_all_clones() {
    let (home, foreign) = (Service::start().await, Service::start().await);
    let signer = unbound();
    for client in clients(&signer) {
        assert_eq!(client.get(&home.url("/")).await.unwrap().0, 200);
        assert_eq!(client.get(&foreign.url("/")).await.unwrap().0, 200);
    }
    assert_eq!(home.codes(), ["accepted"; 2]);
    assert_nothing_arrived_at(&foreign);
}

#[tokio::test]
async fn only_named_origins_are_signed_for_and_a_redirect_between_two_of_them_is() {
    let (home, other, foreign) = (Service::start().await, Service::start().await, Service::start().await);
    let signer = bound([home.origin().as_str(), other.origin().as_str()]);
    for client in clients(&signer) {
        assert_eq!(client.get(&foreign.url("/")).await.unwrap().0, 200);
        let path = format!("/redirect/302?{}", other.url("/end"));
        assert_eq!(client.get(&home.url(&path)).await.unwrap().0, 200);
    }
    assert_eq!(home.codes(), ["accepted"; 2]);
    assert_eq!(other.codes(), ["accepted"; 2]);
    assert_nothing_arrived_at(&foreign);
}

#[tokio::test]
async fn a_token_that_is_there_is_replaced_and_leaves_with_nobody() {
    let (home, foreign) = (Service::start().await, Service::start().await);
    let stale = headers([("x-wsse", TOKEN_OF_THE_APPLICATION), ("authorization", ORDINARY)]);
    for client in clients(&bound([home.origin().as_str()])) {
        for service in [&home, &foreign] {
            client.send(Method::GET, &service.url("/"), stale.clone(), "").await.unwrap();
        }
    }
    assert_eq!(home.codes(), ["accepted"; 2]);
    assert_nothing_arrived_at(&foreign);
}

#[tokio::test]
async fn credentials_of_others_stay_at_their_origin() {
    let (home, foreign) = (Service::start().await, Service::start().await);
    let theirs = headers([("authorization", "Bearer theirs"), ("cookie", "theirs=1"), ("x-other", "stays")]);
    for client in clients(&bound(["https://api.example"])) {
        let path = format!("/redirect/307?/redirect/307?{}", foreign.url("/end"));
        client.send(Method::GET, &home.url(&path), theirs.clone(), "").await.unwrap();
    }
    for seen in home.seen() {
        assert_eq!(seen.headers.get(AUTHORIZATION).unwrap(), "Bearer theirs");
        assert_eq!(seen.headers.get(COOKIE).unwrap(), "theirs=1");
    }
    assert_eq!((home.seen().len(), foreign.seen().len()), (4, 2));
    for seen in foreign.seen() {
        assert_eq!((seen.header("authorization"), seen.header("cookie")), (None, None));
        assert_eq!(seen.header("x-other"), Some("stays"));
    }
}

#[tokio::test]
async fn an_authorization_of_the_request_stays_beside_the_token() {
    for own in ["Basic c3RhZ2luZzpwdw==", "Bearer theirs"] {
        let home = Service::start().await;
        for client in clients(&unbound()) {
            client.send(Method::GET, &home.url("/"), headers([("authorization", own)]), "").await.unwrap();
        }
        assert_eq!(home.codes(), ["accepted"; 2]);
        assert!(home.seen().iter().all(|seen| seen.header("authorization") == Some(own)));
    }
}

#[tokio::test]
async fn the_authorization_of_the_signer_can_be_left_out() {
    let home = Service::start().await;
    for client in clients(&OriginSigner::builder(signer()).authorization(false).build().unwrap()) {
        client.get(&home.url("/")).await.unwrap();
        client.send(Method::GET, &home.url("/"), headers([("authorization", ORDINARY)]), "").await.unwrap();
    }
    assert_eq!(home.codes(), ["accepted"; 4]);
    assert!(home.seen().iter().all(|seen| seen.header("authorization").is_none()));
}

#[tokio::test]
async fn plain_http_is_refused_before_any_connection_unless_allowed() {
    let home = Service::start().await;
    // An address of this machine whose name does not say so.
    let url = format!("http://0.0.0.0:{}/", home.server.address.port());
    let origin = url.trim_end_matches('/');
    let expected = ClientError::ClearTextRefused { origin: origin.parse().unwrap() };
    assert_eq!(OriginSigner::builder(signer()).origins([origin]).build().unwrap_err(), expected);
    for client in clients(&unbound()) {
        let error = client.get(&url).await.unwrap_err();
        assert_eq!(client_error(&error), Some(&expected));
    }
    assert_eq!(home.codes(), [""; 0]);
    for client in clients(&OriginSigner::builder(signer()).allow_http(true).build().unwrap()) {
        assert_eq!(client.get(&url).await.unwrap().0, 200);
    }
    assert_eq!(home.codes(), ["accepted"; 2]);
}

#[tokio::test]
async fn a_refused_origin_does_not_settle_it() {
    let home = Service::start().await;
    let signer = unbound();
    for client in clients(&signer) {
        assert!(client.get("http://0.0.0.0:9/").await.is_err());
        assert_eq!(client.get(&home.url("/")).await.unwrap().0, 200);
    }
    assert_eq!(home.codes(), ["accepted", "accepted"]);
}

#[tokio::test]
async fn one_more_attempt_after_a_401_when_told_with_the_body_and_a_token_of_its_own() {
    for nth in 0..2 {
        let home = Service::start().await;
        let client = clients_that_retry(&unbound())[nth].clone();
        let sent = client.send(Method::POST, &home.url("/once/401"), HeaderMap::new(), "the body").await;
        assert_eq!(sent.unwrap(), (200, "the body".to_owned()));
        assert_eq!(home.codes(), ["accepted"; 2]);
        assert!(home.seen().iter().all(|seen| seen.body == "the body"));

        assert_eq!(client.get(&home.url("/always/401")).await.unwrap().0, 401);
        assert_eq!(home.codes(), ["accepted"; 4], "no more than one");

        // For each hop.
        assert_eq!(client.get(&home.url("/redirect/302?/always/401")).await.unwrap().0, 401);
        assert_eq!(home.codes(), ["accepted"; 7]);
    }
}

#[tokio::test]
async fn no_second_attempt_unless_told() {
    let home = Service::start().await;
    for client in clients(&unbound()) {
        assert_eq!(client.get(&home.url("/always/401")).await.unwrap().0, 401);
    }
    assert_eq!(home.codes(), ["accepted"; 2]);
}

#[tokio::test]
async fn method_and_body_change_with_the_status_as_they_do_in_reqwest() {
    let home = Service::start().await;
    let plain = reqwest::Client::new();
    for status in [301, 302, 303, 307, 308] {
        for method in [Method::GET, Method::HEAD, Method::POST, Method::PUT] {
            let url = home.url(&format!("/redirect/{status}?/end"));
            let typed = headers([("content-type", "text/plain")]);
            let request = plain.request(method.clone(), &url).headers(typed.clone()).body("the body");
            request.send().await.unwrap();
            for client in clients(&unbound()) {
                client.send(method.clone(), &url, typed.clone(), "the body").await.unwrap();
            }
            let seen = home.seen();
            let ends: Vec<_> = seen.iter().rev().filter(|seen| seen.path == "/end").take(3).collect();
            for end in &ends[..2] {
                let facts = |seen: &common::service::Seen| {
                    (seen.method.clone(), seen.body.clone(), seen.header("content-type").map(str::to_owned))
                };
                assert_eq!(facts(end), facts(ends[2]), "{status} {method}");
                assert_eq!(end.code, "accepted");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn fifty_at_once_on_one_client() {
    let home = Service::start().await;
    for client in clients(&unbound()) {
        let mut requests = JoinSet::new();
        for _ in 0..50 {
            let (client, url): (Client, _) = (client.clone(), home.url("/"));
            requests.spawn(async move { client.get(&url).await.unwrap().0 });
        }
        assert_eq!(requests.join_all().await, [200; 50]);
    }
    assert_eq!(home.codes(), ["accepted"; 100]);
}
