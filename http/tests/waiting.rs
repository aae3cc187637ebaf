//! What happens while a look-up or a store is awaited.
#![allow(clippy::unwrap_used, reason = "they are tests")]

mod common;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

use axum::Router;
use axum::routing::get;
use common::refused::{now, token};
use common::{Secrets, Server, secrets, signer};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::{Semaphore, mpsc};
use tokio::task::JoinSet;
use xwsse::{
    ClaimOutcome, Claims, Credentials, DateTime, MemoryReplayStore, ReplayStore, SecretsUnavailable, Signer,
    Utc,
};
use xwsse_http::{AsyncReplayStore, AsyncSecrets, AsyncVerifier, VerifyLayer};

/// A look-up that says when it is called and dropped, and waits to be let go on.
struct Gated {
    secrets: Secrets,
    entered: mpsc::UnboundedSender<&'static str>,
    go_on: Arc<Semaphore>,
}

struct SaysWhenDropped(mpsc::UnboundedSender<&'static str>);

impl Drop for SaysWhenDropped {
    fn drop(&mut self) {
        let _ = self.0.send("left");
    }
}

impl AsyncSecrets for Gated {
    async fn look_up<'s>(&'s self, username: &'s str) -> Result<Credentials<'s>, SecretsUnavailable> {
        self.entered.send("entered").unwrap();
        let _guard = SaysWhenDropped(self.entered.clone());
        self.go_on.acquire().await.unwrap().forget();
        self.secrets.look_up(username).await
    }
}

fn gated() -> (Gated, mpsc::UnboundedReceiver<&'static str>, Arc<Semaphore>) {
    let (entered, events) = mpsc::unbounded_channel();
    let go_on = Arc::new(Semaphore::new(0));
    (Gated { secrets: secrets(), entered, go_on: Arc::clone(&go_on) }, events, go_on)
}

fn app<S: AsyncSecrets + 'static, R: AsyncReplayStore + 'static>(verifier: AsyncVerifier<S, R>) -> Router {
    Router::new().route("/", get(async || "served")).layer(VerifyLayer::new(verifier))
}

fn store() -> MemoryReplayStore {
    MemoryReplayStore::with_capacity(100_000)
}

fn header() -> String {
    signer().sign().unwrap().into_header()
}

#[tokio::test]
async fn a_slow_look_up_holds_up_nobody_else_and_a_stale_header_never_gets_to_it() {
    let (secrets, mut events, go_on) = gated();
    let server = Server::start(app(AsyncVerifier::new(secrets, store()))).await;
    let headers = [header(), header()];
    let (first, second, ()) =
        tokio::join!(server.get("/", &headers[0]), server.get("/", &headers[1]), async {
            assert_eq!(events.recv().await, Some("entered"));
            assert_eq!(events.recv().await, Some("entered"));
            // Both wait now.
            assert_eq!(server.get("/", &token(0, b"nonce")).await.status(), 401);
            go_on.add_permits(2);
        });
    assert_eq!((first.status(), second.status()), (200, 200));
}

#[tokio::test]
async fn one_token_that_is_sent_twice_while_its_look_up_waits_is_accepted_once() {
    let (secrets, mut events, go_on) = gated();
    let server = Server::start(app(AsyncVerifier::new(secrets, store()))).await;
    let header = header();
    let (first, second, ()) = tokio::join!(server.get("/", &header), server.get("/", &header), async {
        assert_eq!(events.recv().await, Some("entered"));
        assert_eq!(events.recv().await, Some("entered"));
        go_on.add_permits(2);
    });
    let mut statuses = [first.status(), second.status()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 401]);
}

#[tokio::test]
async fn a_client_that_goes_away_during_the_look_up_has_used_nothing_up() {
    let (secrets, mut events, go_on) = gated();
    let server = Server::start(app(AsyncVerifier::new(secrets, store()))).await;
    let header = header();
    let mut stream = TcpStream::connect(server.address).await.unwrap();
    let request = format!("GET / HTTP/1.1\r\nHost: localhost\r\nX-WSSE: {header}\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    assert_eq!(events.recv().await, Some("entered"));
    drop(stream);
    assert_eq!(events.recv().await, Some("left"), "the server lets the look-up go");

    go_on.add_permits(2);
    assert_eq!(server.get("/", &header).await.status(), 200);
    assert_eq!(server.get("/", &header).await.status(), 401);
}

#[tokio::test]
async fn a_look_up_that_outlasts_the_window_lets_nobody_in_and_claims_nothing() {
    let (secrets, mut events, go_on) = gated();
    let seconds = Arc::new(AtomicI64::new(now().timestamp()));
    let clock = Arc::clone(&seconds);
    let verifier = AsyncVerifier::new(secrets, store())
        .with_clock(move || DateTime::from_timestamp(clock.load(Ordering::SeqCst), 0).unwrap());
    let verifier = Arc::new(verifier);
    let app = Router::new().route("/", get(async || "served")).layer(VerifyLayer::new(Arc::clone(&verifier)));
    let server = Server::start(app).await;
    let header = token(60, b"nonce");
    let (answer, ()) = tokio::join!(server.get("/", &header), async {
        assert_eq!(events.recv().await, Some("entered"));
        seconds.fetch_add(1, Ordering::SeqCst);
        go_on.add_permits(1);
    });
    assert_eq!(answer.status(), 401);
    let now = DateTime::from_timestamp(seconds.load(Ordering::SeqCst), 0).unwrap();
    assert_eq!(verifier.store().live(now - std::time::Duration::from_secs(60)), 0);
}

/// Panics when it is told to.
struct Panicking<T> {
    inner: T,
    panics: Arc<AtomicBool>,
}

impl<T> Panicking<T> {
    fn new(inner: T) -> (Self, Arc<AtomicBool>) {
        let panics = Arc::new(AtomicBool::new(true));
        (Self { inner, panics: Arc::clone(&panics) }, panics)
    }

    fn get(&self) -> &T {
        assert!(!self.panics.load(Ordering::SeqCst), "as told");
        &self.inner
    }
}

impl AsyncSecrets for Panicking<Secrets> {
    async fn look_up<'s>(&'s self, username: &'s str) -> Result<Credentials<'s>, SecretsUnavailable> {
        self.get().look_up(username).await
    }
}

impl AsyncReplayStore for Panicking<MemoryReplayStore> {
    async fn claim(&self, claims: &Claims, now: DateTime<Utc>) -> ClaimOutcome {
        ReplayStore::claim(self.get(), claims, now)
    }
}

/// What the server answers; nothing when it closes the connection.
async fn answer(server: &Server, header: &str) -> String {
    let mut stream = TcpStream::connect(server.address).await.unwrap();
    let request =
        format!("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-WSSE: {header}\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    answer.split("\r\n").next().unwrap().to_owned()
}

#[tokio::test]
async fn a_look_up_that_panics_lets_nobody_in_and_uses_nothing_up() {
    let (secrets, panics) = Panicking::new(secrets());
    let server = Server::start(app(AsyncVerifier::new(secrets, store()))).await;
    let header = header();
    assert_eq!(answer(&server, &header).await, "");
    panics.store(false, Ordering::SeqCst);
    assert_eq!(answer(&server, &header).await, "HTTP/1.1 200 OK");
    assert_eq!(answer(&server, &header).await, "HTTP/1.1 401 Unauthorized");
}

#[tokio::test]
async fn a_store_that_panics_lets_nobody_in() {
    let (store, panics) = Panicking::new(store());
    let server = Server::start(app(AsyncVerifier::new(secrets(), store))).await;
    assert_eq!(answer(&server, &header()).await, "");
    panics.store(false, Ordering::SeqCst);
    assert_eq!(answer(&server, &header()).await, "HTTP/1.1 200 OK");
}

/// Gives way between reading and writing, so that calls overlap: atomic only by its inner store.
struct Yielding(MemoryReplayStore);

impl AsyncReplayStore for Yielding {
    async fn claim(&self, claims: &Claims, now: DateTime<Utc>) -> ClaimOutcome {
        tokio::task::yield_now().await;
        let outcome = ReplayStore::claim(&self.0, claims, now);
        tokio::task::yield_now().await;
        outcome
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_64_clients_that_send_the_same_tokens_one_is_accepted_for_each() {
    const CLIENTS: usize = 64;
    const TOKENS: usize = 640;
    const SENT: usize = 4;

    let verifier = AsyncVerifier::new(secrets(), Yielding(store())).with_clock(now);
    let server = Server::start(app(verifier)).await;
    let signer = Signer::builder(common::USERNAME, common::SECRET).clock(now).build().unwrap();
    let tokens = signer.sign_many(TOKENS).unwrap();
    let tokens: Arc<Vec<String>> =
        Arc::new(tokens.into_iter().map(xwsse::UsernameToken::into_header).collect());
    let mut clients = JoinSet::new();
    for nth in 0..CLIENTS {
        let (tokens, url) = (Arc::clone(&tokens), server.url("/"));
        clients.spawn(async move {
            let client = reqwest::Client::new();
            let mut accepted = Vec::new();
            // Each token is sent by four neighbours, at about the same time.
            for index in 0..TOKENS * SENT / CLIENTS {
                let token = (index * CLIENTS + nth) / SENT;
                let response = client.get(&url).header("x-wsse", &tokens[token]).send().await.unwrap();
                match response.status().as_u16() {
                    200 => accepted.push(token),
                    status => assert_eq!(status, 401),
                }
            }
            accepted
        });
    }
    let mut accepted: Vec<_> = clients.join_all().await.into_iter().flatten().collect();
    accepted.sort_unstable();
    assert_eq!(accepted, (0..TOKENS).collect::<Vec<_>>());
}
