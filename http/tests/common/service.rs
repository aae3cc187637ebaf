//! A service that notes what reaches it, and does what the path says.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, Method, StatusCode};
use http_body_util::BodyExt;
use xwsse::MemoryReplayStore;
use xwsse_http::AsyncVerifier;

use super::{Secrets, Server, secrets};

/// A request as it came.
#[derive(Debug, Clone)]
pub(crate) struct Seen {
    pub(crate) method: Method,
    pub(crate) path: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
    /// `accepted`, or the code of the rejection.
    pub(crate) code: &'static str,
}

impl Seen {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }
}

/// `/redirect/STATUS?LOCATION` redirects, `/once/STATUS` answers so to the first request for it, and
/// `/always/STATUS` to all; other paths answer 200 with the body.
pub(crate) struct Service {
    pub(crate) server: Server,
    noted: Arc<Noted>,
}

struct Noted {
    verifier: AsyncVerifier<Secrets, MemoryReplayStore>,
    seen: Mutex<Vec<Seen>>,
}

impl Service {
    pub(crate) async fn start() -> Self {
        let verifier = AsyncVerifier::new(secrets(), MemoryReplayStore::with_capacity(10_000));
        let noted = Arc::new(Noted { verifier, seen: Mutex::default() });
        let app = Router::new().fallback(answer).with_state(Arc::clone(&noted));
        Self { server: Server::start(app).await, noted }
    }

    pub(crate) fn url(&self, path: &str) -> String {
        self.server.url(path)
    }

    pub(crate) fn origin(&self) -> String {
        self.server.origin()
    }

    pub(crate) fn seen(&self) -> Vec<Seen> {
        self.noted.seen.lock().unwrap().clone()
    }

    /// What became of each request.
    pub(crate) fn codes(&self) -> Vec<&'static str> {
        self.seen().iter().map(|seen| seen.code).collect()
    }
}

async fn answer(State(noted): State<Arc<Noted>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let body = body.collect().await.unwrap().to_bytes();
    let code = match noted.verifier.verify(&parts.headers).await {
        Ok(_) => "accepted",
        Err(rejection) => rejection.code(),
    };
    let body = String::from_utf8(body.to_vec()).unwrap();
    let path = parts.uri.path().to_owned();
    let times = {
        let (method, headers) = (parts.method, parts.headers);
        let mut seen = noted.seen.lock().unwrap();
        seen.push(Seen { method, path: path.clone(), headers, body: body.clone(), code });
        seen.iter().filter(|seen| seen.path == path).count()
    };
    let (action, status) = path.trim_start_matches('/').split_once('/').unwrap_or_default();
    let status: StatusCode = status.parse().unwrap_or(StatusCode::OK);
    match action {
        "redirect" => (status, [("location", parts.uri.query().unwrap_or_default())]).into_response(),
        "once" if times == 1 => status.into_response(),
        "always" => status.into_response(),
        _ => body.into_response(),
    }
}
