//! What the client of reqwest promises beside what all do.
#![allow(clippy::unwrap_used, reason = "they are tests")]

mod common;

use common::client::client_error;
use common::service::Service;
use common::signer;
use http::{Extensions, HeaderMap, HeaderName, HeaderValue, StatusCode};
use reqwest::redirect::Policy;
use reqwest::{Request, Response};
use reqwest_middleware::{Middleware, Next};
use reqwest_retry::RetryTransientMiddleware;
use reqwest_retry::policies::ExponentialBackoff;
use std::collections::HashSet;
use std::time::Duration;
use xwsse_http::{ClientError, OriginSigner, WsseClientBuilder};

fn builder() -> WsseClientBuilder {
    WsseClientBuilder::new(OriginSigner::new(signer()))
}

#[tokio::test]
async fn a_builder_that_follows_redirects_and_repeats_requests_does_neither() {
    let (home, foreign) = (Service::start().await, Service::start().await);
    let repeats =
        reqwest::retry::for_host("127.0.0.1").max_retries_per_request(3).no_budget().classify_fn(|it| {
            if it.status() == Some(StatusCode::SERVICE_UNAVAILABLE) { it.retryable() } else { it.success() }
        });
    let reqwest = reqwest::Client::builder().redirect(Policy::limited(5)).retry(repeats);
    let client = builder().reqwest(reqwest).build().unwrap();
    client.get(home.url(&format!("/redirect/302?{}", foreign.url("/end")))).send().await.unwrap();
    let response = client.get(home.url("/always/503")).send().await.unwrap();
    assert_eq!(response.status(), 503);
    assert_eq!(home.codes(), ["accepted"; 2]);
    assert_eq!(foreign.codes(), ["header_missing"]);
}

#[tokio::test]
async fn default_headers_go_with_what_is_signed_and_to_no_other_origin() {
    let (home, foreign) = (Service::start().await, Service::start().await);
    let headers = [("x-api-key", "canary-key"), ("accept-language", "da"), ("accept-language", "en")];
    let headers =
        headers.map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)));
    let client = builder().default_headers(HeaderMap::from_iter(headers)).build().unwrap();
    let away = home.url(&format!("/redirect/302?/redirect/302?{}", foreign.url("/end")));
    client.get(away).send().await.unwrap();
    for seen in home.seen() {
        assert_eq!(seen.header("x-api-key"), Some("canary-key"), "{seen:?}");
        assert_eq!(seen.headers.get_all("accept-language").iter().count(), 2, "{seen:?}");
    }
    assert_eq!(home.codes(), ["accepted"; 2]);
    let [seen] = &foreign.seen()[..] else { panic!("{:?}", foreign.seen()) };
    assert_eq!((seen.header("x-api-key"), seen.header("accept-language")), (None, None));
}

#[tokio::test]
async fn a_header_of_the_request_and_the_token_stand_before_default_headers() {
    let home = Service::start().await;
    let headers = ["accept-language", "authorization", "x-wsse"]
        .map(|name| (HeaderName::from_static(name), HeaderValue::from_static("canary")));
    let client = builder().default_headers(HeaderMap::from_iter(headers)).build().unwrap();
    client.get(home.url("/")).header("accept-language", "da").send().await.unwrap();
    assert_eq!(home.codes(), ["accepted"]);
    assert!(home.seen()[0].headers.values().all(|value| value != "canary"), "{:?}", home.seen());
    assert_eq!(home.seen()[0].headers.get_all("accept-language").iter().count(), 1);
}

#[tokio::test]
async fn ten_redirects_are_followed_and_no_more() {
    let home = Service::start().await;
    let client = builder().build().unwrap();
    let ten = "/redirect/302?".repeat(10) + "/end";
    assert_eq!(client.get(home.url(&ten)).send().await.unwrap().status(), 200);
    let eleven = "/redirect/302?".repeat(11) + "/end";
    let error = client.get(home.url(&eleven)).send().await.unwrap_err().into();
    assert_eq!(client_error(&error), Some(&ClientError::TooManyRedirects { limit: 10 }));
    assert_eq!(home.codes(), ["accepted"; 22]);
}

#[tokio::test]
async fn redirects_can_be_left_to_the_caller() {
    let home = Service::start().await;
    let client = builder().max_redirects(0).build().unwrap();
    let response = client.get(home.url("/redirect/302?/end")).send().await.unwrap();
    assert_eq!(response.status(), 302);
    assert_eq!(response.headers()["location"], "/end");
    assert_eq!(home.codes(), ["accepted"]);
}

#[tokio::test]
async fn a_redirect_without_a_usable_location_is_the_answer() {
    let home = Service::start().await;
    let client = builder().build().unwrap();
    let response = client.get(home.url("/always/302")).send().await.unwrap();
    assert_eq!(response.status(), 302);
    let response = client.get(home.url("/redirect/302?http://[")).send().await.unwrap();
    assert_eq!(response.status(), 302);
    let error = client.get(home.url("/redirect/302?ftp://127.0.0.1/")).send().await.unwrap_err();
    assert!(error.is_builder(), "{error:?}");
}

#[tokio::test]
async fn a_body_that_is_a_stream_is_sent_once() {
    let home = Service::start().await;
    let client = builder().retry_on_401(true).build().unwrap();
    let stream = || {
        let frames = http_body_util::Full::new(hyper::body::Bytes::from_static(b"the body"));
        reqwest::Body::wrap(frames)
    };
    for (path, status, method, code) in [
        ("/redirect/307?/end", 307, "POST", "accepted"),
        ("/redirect/302?/end", 302, "PUT", "accepted"),
        ("/always/401", 401, "POST", "accepted"),
    ] {
        let before = home.seen().len();
        let request = client.request(method.parse().unwrap(), home.url(path)).body(stream());
        assert_eq!(request.send().await.unwrap().status(), status, "{path}");
        let seen = &home.seen()[before..];
        assert_eq!((seen.len(), seen[0].body.as_str(), seen[0].code), (1, "the body", code), "{path}");
    }
    // Where the redirect drops it, it is not needed again.
    let response = client.post(home.url("/redirect/303?/end")).body(stream()).send().await.unwrap();
    assert_eq!((response.status().as_u16(), home.seen().last().unwrap().method.as_str()), (200, "GET"));
}

#[tokio::test]
async fn every_attempt_of_reqwest_retry_has_a_token_of_its_own() {
    let home = Service::start().await;
    let at_once = ExponentialBackoff::builder()
        .retry_bounds(Duration::ZERO, Duration::from_millis(1))
        .build_with_max_retries(2);
    let client = builder().with(RetryTransientMiddleware::new_with_policy(at_once)).build().unwrap();
    assert_eq!(client.get(home.url("/once/503")).send().await.unwrap().status(), 200);
    assert_eq!(client.get(home.url("/always/503")).send().await.unwrap().status(), 503);
    assert_eq!(home.codes(), ["accepted"; 5]);
    let tokens: HashSet<_> =
        home.seen().iter().map(|seen| seen.header("x-wsse").unwrap().to_owned()).collect();
    assert_eq!(tokens.len(), 5);
}

#[tokio::test]
async fn other_middleware_stands_outside_and_never_sees_a_token() {
    struct Outer;

    #[async_trait::async_trait]
    impl Middleware for Outer {
        async fn handle(
            &self,
            mut request: Request,
            extensions: &mut Extensions,
            next: Next<'_>,
        ) -> reqwest_middleware::Result<Response> {
            assert!(!request.headers().contains_key("x-wsse"));
            request.headers_mut().insert("x-outer", "was here".parse().unwrap());
            next.run(request, extensions).await
        }
    }

    let home = Service::start().await;
    let client = builder().with(Outer).build().unwrap();
    assert_eq!(client.get(home.url("/redirect/302?/end")).send().await.unwrap().status(), 200);
    assert_eq!(home.codes(), ["accepted"; 2]);
    assert!(home.seen().iter().all(|seen| seen.header("x-outer") == Some("was here")));
}
