//! What operators see: every code, and nothing of a header, a username or a secret.
#![allow(clippy::unwrap_used, reason = "they are tests")]

mod common;

use std::collections::HashMap;
use std::io::Write;
use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use common::refused::{now, requests_for, token};
use common::{SECRET, Server, USERNAME, secrets, signer};
use metrics_util::MetricKind;
use metrics_util::debugging::{DebugValue, DebuggingRecorder};
use tokio::sync::Mutex;
use tracing_subscriber::fmt::MakeWriter;
use xwsse::{MemoryReplayStore, Rejection, SecretsUnavailable};
use xwsse_http::{
    AsyncVerifier, VerifyLayer, WsseIdentity, describe_metrics, look_up_with, record_live_claims,
};

/// What `tracing` knows of subscribers is one for the whole process, so one test runs at a time.
static ALONE: Mutex<()> = Mutex::const_new(());

/// Where the log goes.
#[derive(Clone, Default)]
struct Log(Arc<std::sync::Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Log {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}

impl Log {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

fn verifier() -> AsyncVerifier<common::Secrets, MemoryReplayStore> {
    AsyncVerifier::new(secrets(), MemoryReplayStore::with_capacity(1000)).with_clock(now)
}

/// Sends, each to a server of its own, the requests for every code that a header can cause. Gives all header
/// values.
async fn cause_every_code() -> Vec<String> {
    let mut sent = Vec::new();
    for &rejection in Rejection::ALL.iter().filter(|rejection| rejection.http_status() == 401) {
        let app = Router::new().route("/", get(async || "")).layer(VerifyLayer::new(verifier()));
        let server = Server::start(app).await;
        for values in requests_for(rejection) {
            server.get_with("/", &values).await;
            sent.extend(values);
        }
    }
    sent
}

#[tokio::test]
async fn the_log_has_every_code_and_nothing_of_a_header() {
    let _alone = ALONE.lock().await;
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_ansi(false)
        .with_writer(log.clone())
        .finish();
    let guard = tracing::subscriber::set_default(subscriber);
    let sent = cause_every_code().await;
    drop(guard);

    let text = log.text();
    for rejection in Rejection::ALL.iter().filter(|rejection| rejection.http_status() == 401) {
        let line = format!(r#" INFO xwsse_http: refused code="{}""#, rejection.code());
        assert!(text.contains(&line), "{line} is not in {text}");
    }
    assert!(text.contains(r#"DEBUG xwsse_http: accepted code="accepted" secret_index=0"#));
    assert_shows_nothing(&text, &sent);
}

/// No secret, no username, and no value of any header that was sent.
fn assert_shows_nothing(text: &str, sent: &[String]) {
    assert!(sent.len() > 18);
    let values = sent.iter().flat_map(|header| header.split('"')).filter(|part| part.len() > 3);
    let hidden: Vec<_> = values.chain([SECRET, USERNAME, "canary"]).collect();
    for hidden in hidden {
        assert!(!text.contains(hidden), "{hidden} in {text}");
    }
}

#[tokio::test]
async fn a_503_and_a_missing_layer_are_louder() {
    let _alone = ALONE.lock().await;
    let log = Log::default();
    let subscriber =
        tracing_subscriber::fmt().with_ansi(false).without_time().with_writer(log.clone()).finish();
    let _guard = tracing::subscriber::set_default(subscriber);
    let away = look_up_with(async |_: String| Err::<Vec<_>, _>(SecretsUnavailable));
    let verifier = AsyncVerifier::new(away, MemoryReplayStore::with_capacity(1)).with_clock(now);
    let app = Router::new()
        .route("/", get(async || ""))
        .layer(VerifyLayer::new(verifier))
        .route("/bare", get(async |_: WsseIdentity| ""));
    let server = Server::start(app).await;
    assert_eq!(server.get("/", &token(0, b"nonce")).await.status(), 503);
    assert_eq!(server.get("/bare", &token(0, b"nonce")).await.status(), 500);
    let text = log.text();
    let (first, second) = text.trim_end().split_once('\n').unwrap();
    assert!(first.contains(" WARN ") && first.contains(r#"code="secrets_unavailable""#), "{first}");
    assert!(second.contains("ERROR ") && second.contains("no VerifyLayer"), "{second}");
}

#[tokio::test]
async fn the_numbers_count_each_code_and_measure_accepted_tokens() {
    let _alone = ALONE.lock().await;
    let recorder = DebuggingRecorder::new();
    let snapshotter = recorder.snapshotter();
    // The recorder of this thread, on which all of this test runs.
    let _guard = metrics::set_default_local_recorder(&recorder);
    describe_metrics();
    let sent = cause_every_code().await;

    let verifier = Arc::new(verifier());
    let app = Router::new().route("/", get(async || "")).layer(VerifyLayer::new(Arc::clone(&verifier)));
    let server = Server::start(app).await;
    for (nonce, seconds_ago) in [(b"nonce-a", 30), (b"nonce-b", -5)] {
        assert_eq!(server.get("/", &token(seconds_ago, nonce)).await.status(), 200);
    }

    let mut counters = HashMap::new();
    let mut skews = Vec::new();
    let mut shown = String::new();
    for (key, unit, description, value) in snapshotter.snapshot().into_vec() {
        shown += &format!("{key:?} {description:?} {value:?}\n");
        assert!(unit.is_some() && description.is_some(), "{key:?}");
        match (key.kind(), key.key().name(), value) {
            (MetricKind::Counter, "xwsse_requests_total", DebugValue::Counter(count)) => {
                let labels: Vec<_> = key.key().labels().collect();
                assert_eq!((labels.len(), labels[0].key()), (1, "code"));
                counters.insert(labels[0].value().to_owned(), count);
            }
            (MetricKind::Histogram, "xwsse_created_skew_seconds", DebugValue::Histogram(values)) => {
                skews.extend(values.into_iter().map(|value| value.0));
            }
            (MetricKind::Gauge, "xwsse_replay_claims_live", _) => {}
            _ => panic!("{key:?}"),
        }
    }
    // Three of the codes take a request that is accepted first.
    assert_eq!(counters.remove("accepted"), Some(5));
    let expected = Rejection::ALL.iter().filter(|rejection| rejection.http_status() == 401);
    assert_eq!(counters, expected.map(|rejection| (rejection.code().to_owned(), 1)).collect());
    assert_eq!(skews, [0.0, 0.0, 0.0, 30.0, -5.0]);
    assert_shows_nothing(&shown, &sent);
}

#[tokio::test]
async fn the_gauge_is_set_to_the_claims_that_are_live() {
    let _alone = ALONE.lock().await;
    let recorder = DebuggingRecorder::new();
    let _guard = metrics::set_default_local_recorder(&recorder);
    let verifier = AsyncVerifier::new(secrets(), MemoryReplayStore::with_capacity(1000));
    for expected in [3.0, 6.0] {
        let header = signer().sign().unwrap().into_header();
        let request = http::Request::get("/").header("x-wsse", header).body(()).unwrap();
        verifier.verify(request.headers()).await.unwrap();
        record_live_claims(verifier.store());
        let snapshot = recorder.snapshotter().snapshot().into_vec();
        let gauge = snapshot.iter().find(|(key, ..)| key.key().name() == "xwsse_replay_claims_live");
        assert_eq!(gauge.unwrap().3, DebugValue::Gauge(expected.into()));
    }
}
