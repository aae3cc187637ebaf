//! The layer and the extractor before a real axum server.
#![allow(clippy::unwrap_used, reason = "they are tests")]

mod common;

use std::sync::{Arc, Mutex};

use axum::body::Body;
use axum::response::Response;
use axum::routing::{get, post};
use axum::{Extension, Router, middleware};
use common::refused::{now, requests_for, token};
use common::{Answer, Server, USERNAME, secrets, signer};
use http_body_util::BodyExt;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use xwsse::{
    ClaimKind, ClaimOutcome, Claims, Credentials, DateTime, Dialect, Identity, MemoryReplayStore, Rejection,
    ReplayStore, SecretsUnavailable, Utc,
};
use xwsse_http::{AsyncReplayStore, AsyncSecrets, AsyncVerifier, VerifyLayer, WsseIdentity, look_up_with};

const CHALLENGE: &str = r#"WSSE realm="orders", profile="UsernameToken""#;

async fn username(WsseIdentity(identity): WsseIdentity) -> String {
    identity.username().to_owned()
}

/// Routes that tell the username, behind this verifier; and the rejections that went out.
fn app<S, R>(verifier: AsyncVerifier<S, R>) -> (Router, Arc<Mutex<Vec<Rejection>>>)
where
    S: AsyncSecrets + 'static,
    R: AsyncReplayStore + 'static,
{
    let rejections = Arc::new(Mutex::new(Vec::new()));
    let noted = Arc::clone(&rejections);
    let note = move |response: Response| {
        noted.lock().unwrap().extend(response.extensions().get::<Rejection>().copied());
        async { response }
    };
    let app = Router::new()
        .route("/", get(username))
        .route("/extension", get(async |Extension(it): Extension<Identity>| it.username().to_owned()))
        .layer(VerifyLayer::new(verifier).with_realm("orders"))
        .layer(middleware::map_response(note));
    (app, rejections)
}

fn store() -> MemoryReplayStore {
    MemoryReplayStore::with_capacity(1000)
}

#[tokio::test]
async fn a_signed_request_reaches_the_handler_once() {
    let server = Server::start(app(AsyncVerifier::new(secrets(), store())).0).await;
    for path in ["/", "/extension"] {
        let header = signer().sign().unwrap().into_header();
        let first = server.get(path, &header).await;
        assert_eq!((first.status(), first.body()), (200, USERNAME));
        assert_eq!(server.get(path, &header).await.status(), 401);
    }
}

#[tokio::test]
async fn every_401_is_the_same_bytes_and_only_the_extension_tells_the_code() {
    let mut answers: Vec<String> = Vec::new();
    for &rejection in Rejection::ALL.iter().filter(|rejection| rejection.http_status() == 401) {
        let verifier = AsyncVerifier::new(secrets(), store()).with_clock(now);
        let (app, rejections) = app(verifier);
        let server = Server::start(app).await;
        let mut requests = requests_for(rejection);
        let last = requests.pop().unwrap();
        for accepted in requests {
            assert_eq!(server.get_with("/", &accepted).await.status(), 200, "{rejection:?}");
        }
        let refused = server.get_with("/", &last).await;
        assert_eq!(*rejections.lock().unwrap(), [rejection]);
        assert_eq!(refused.header("www-authenticate"), Some(CHALLENGE));
        assert_eq!(refused.header("retry-after"), None);
        assert_eq!((refused.status(), refused.body()), (401, "401 Unauthorized\n"));
        answers.push(refused.without_date());
    }
    assert_eq!(answers.len(), 18);
    answers.dedup();
    assert_eq!(answers.len(), 1, "{answers:#?}");
}

/// A store that always answers so.
struct Always(ClaimOutcome);

impl AsyncReplayStore for Always {
    async fn claim(&self, _: &Claims, _: DateTime<Utc>) -> ClaimOutcome {
        self.0
    }
}

async fn refusal_of<S, R>(verifier: AsyncVerifier<S, R>) -> (Vec<Rejection>, Answer)
where
    S: AsyncSecrets + 'static,
    R: AsyncReplayStore + 'static,
{
    let (app, rejections) = app(verifier.with_clock(now));
    let answer = Server::start(app).await.get("/", &token(0, b"nonce")).await;
    let rejections = rejections.lock().unwrap().clone();
    (rejections, answer)
}

#[tokio::test]
async fn what_is_unknown_is_a_503_that_says_when_to_come_again() {
    let away = look_up_with(async |_: String| Err::<Vec<_>, _>(SecretsUnavailable));
    let full = MemoryReplayStore::with_capacity(1);
    let fills = |seconds_ago| ReplayStore::claim(&full, &claims(seconds_ago), now()) == ClaimOutcome::Full;
    assert!((1..=60).any(fills));
    let history = store().with_history_from("2027-01-01T00:00:00Z".parse().unwrap());
    let answers = [
        (Rejection::SecretsUnavailable, refusal_of(AsyncVerifier::new(away, store())).await),
        (Rejection::StoreFull, refusal_of(AsyncVerifier::new(secrets(), full)).await),
        (Rejection::HistoryGap, refusal_of(AsyncVerifier::new(secrets(), history)).await),
        (
            Rejection::StoreUnavailable,
            refusal_of(AsyncVerifier::new(secrets(), Always(ClaimOutcome::Unavailable))).await,
        ),
    ];
    for (rejection, (rejections, answer)) in &answers {
        assert_eq!(rejections, &[*rejection]);
        assert_eq!((answer.status(), answer.body()), (503, "503 Service Unavailable\n"));
        assert_eq!(answer.header("retry-after"), Some("1"));
        assert_eq!(answer.header("www-authenticate"), None);
        assert_eq!(answer.without_date(), answers[0].1.1.without_date());
    }
}

fn claims(seconds_ago: i64) -> Claims {
    let token = token(seconds_ago, &seconds_ago.to_be_bytes());
    let verifier = xwsse::Verifier::new(secrets(), store());
    verifier.authenticate([&token], now()).unwrap().claims().clone()
}

#[tokio::test]
async fn only_a_first_use_lets_in() {
    for outcome in [
        ClaimOutcome::Seen(ClaimKind::Digest),
        ClaimOutcome::Seen(ClaimKind::Nonce),
        ClaimOutcome::Seen(ClaimKind::Created),
        ClaimOutcome::Full,
        ClaimOutcome::HistoryGap,
        ClaimOutcome::Unavailable,
    ] {
        let (rejections, answer) = refusal_of(AsyncVerifier::new(secrets(), Always(outcome))).await;
        assert_eq!(rejections.len(), 1);
        assert_ne!(answer.status(), 200, "{outcome:?}");
    }
    let (rejections, answer) = refusal_of(AsyncVerifier::new(secrets(), Always(ClaimOutcome::First))).await;
    assert_eq!((rejections, answer.status()), (vec![], 200));
}

#[tokio::test]
async fn two_headers_are_refused_however_they_are_sent_and_use_nothing_up() {
    let server = Server::start(app(AsyncVerifier::new(secrets(), store())).0).await;
    let tokens = [signer().sign().unwrap().into_header(), signer().sign().unwrap().into_header()];
    let [a, b] = &tokens;
    for lines in [
        vec![format!("X-WSSE: {a}"), format!("x-wsse: {b}")],
        vec![format!("X-WSSE: {a}"), format!("X-WSSE: {a}")],
        vec![format!("X-WSSE: {a}"), "X-WSSE:".to_owned()],
        vec![format!("X-WSSE: {a}, {b}")],
        vec![format!("X-WSSE: {a},{a}")],
    ] {
        assert_eq!(server.get_raw("/", &lines).await.status(), 401, "{lines:?}");
    }
    for header in &tokens {
        assert_eq!(server.get("/", header).await.status(), 200);
    }
}

#[tokio::test]
async fn dialect_and_unknown_parameters_are_settings() {
    let dialect = "atom,unknown=ignore".parse().unwrap();
    let verifier = AsyncVerifier::new(secrets(), store()).with_dialect(dialect);
    let server = Server::start(app(verifier).0).await;
    let atom = xwsse::Signer::builder(USERNAME, common::SECRET).dialect(Dialect::ATOM).build().unwrap();
    let header = atom.sign().unwrap().into_header() + r#", Organization="acme""#;
    assert_eq!(server.get("/", &header).await.status(), 200);
    assert_eq!(server.get("/", signer().sign().unwrap().header()).await.status(), 401);
}

#[tokio::test]
async fn the_canonical_name_is_the_identity_and_what_claims_are_made_on() {
    let ignoring_case = look_up_with(async |username: String| {
        let found = secrets().remove(&username.to_lowercase()).unwrap_or_default();
        Ok(Credentials::from(found).canonical(username.to_lowercase()))
    });
    let server = Server::start(app(AsyncVerifier::new(ignoring_case, store())).0).await;
    let header = signer().sign().unwrap().into_header();
    let shouted = header.replace(USERNAME, &USERNAME.to_uppercase());
    assert_eq!(server.get("/", &shouted).await.body(), USERNAME);
    assert_eq!(server.get("/", &header).await.status(), 401);
}

#[tokio::test]
async fn an_optional_layer_lets_nobody_through_and_no_wrong_header() {
    let verifier = AsyncVerifier::new(secrets(), store());
    let greet = async |identity: Option<WsseIdentity>| {
        identity.map_or("nobody".to_owned(), |WsseIdentity(identity)| identity.username().to_owned())
    };
    let app = Router::new()
        .route("/", get(username))
        .route("/greet", get(greet))
        .layer(VerifyLayer::new(verifier).with_realm("orders").with_anonymous());
    let server = Server::start(app).await;
    assert_eq!(server.get_with("/greet", &[]).await.body(), "nobody");
    assert_eq!(server.get("/greet", signer().sign().unwrap().header()).await.body(), USERNAME);
    for header in ["", "wrong"] {
        assert_eq!(server.get("/greet", header).await.status(), 401, "{header:?}");
    }
    // The handler that wants somebody answers as the layer would.
    let nobody = server.get_with("/", &[]).await;
    assert_eq!(nobody.without_date(), server.get("/", "wrong").await.without_date());
    assert_eq!((nobody.status(), nobody.header("www-authenticate")), (401, Some(CHALLENGE)));
}

#[tokio::test]
async fn a_route_without_the_layer_lets_nobody_in() {
    let app = Router::new()
        .route("/", get(username))
        .route("/greet", get(async |it: Option<WsseIdentity>| format!("{}", it.is_some())));
    let server = Server::start(app).await;
    for path in ["/", "/greet"] {
        let answer = server.get(path, signer().sign().unwrap().header()).await;
        assert_eq!((answer.status(), answer.body()), (500, "500 Internal Server Error\n"));
    }
}

#[tokio::test]
async fn bodies_reach_the_handler_and_those_of_strangers_are_not_waited_for() {
    let verifier = AsyncVerifier::new(secrets(), store());
    let length = async |body: Body| body.collect().await.unwrap().to_bytes().len().to_string();
    let server =
        Server::start(Router::new().route("/", post(length)).layer(VerifyLayer::new(verifier))).await;
    for (header, size, expected) in [
        (signer().sign().unwrap().into_header(), 1_000_000, "HTTP/1.1 200 OK"),
        ("wrong".to_owned(), 1_000_000_000, "HTTP/1.1 401 Unauthorized"),
    ] {
        let mut stream = TcpStream::connect(server.address).await.unwrap();
        let head = format!(
            "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: {size}\r\nX-WSSE: {header}\r\n\r\n"
        );
        stream.write_all(head.as_bytes()).await.unwrap();
        if expected.contains("200") {
            stream.write_all(&vec![b'x'; size]).await.unwrap();
        }
        let mut answer = vec![0; expected.len()];
        stream.read_exact(&mut answer).await.unwrap();
        assert_eq!(answer, expected.as_bytes());
    }
}

#[tokio::test]
async fn http_2_is_verified_alike() {
    let (app, rejections) = app(AsyncVerifier::new(secrets(), store()));
    let server = Server::start(app).await;
    let client = reqwest::Client::builder().http2_prior_knowledge().build().unwrap();
    let token = signer().sign().unwrap().into_header();
    let send = async |values: &[&str]| {
        let request = client.get(server.url("/"));
        let request = values.iter().fold(request, |request, value| request.header("x-wsse", *value));
        let response = request.send().await.unwrap();
        assert_eq!(response.version(), http::Version::HTTP_2);
        response.status().as_u16()
    };
    assert_eq!(send(&[]).await, 401);
    assert_eq!(send(&[&token, &token]).await, 401);
    assert_eq!(send(&[&token]).await, 200);
    assert_eq!(send(&[&token]).await, 401);
    let expected = [Rejection::HeaderMissing, Rejection::HeaderMalformed, Rejection::Replayed];
    assert_eq!(*rejections.lock().unwrap(), expected);
}
