//! Which path of the sandbox leads where.

use std::sync::Arc;

use axum::extract::DefaultBodyLimit;
use axum::http::{Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get, post};
use axum::{Router, middleware};
use xwsse_http::VerifyLayer;

use super::live::shown;
use super::sandbox::Sandbox;
use super::{browser, events, examples, gate, headers, inspect, page};
use crate::output;

/// Bytes of the longest request for the page: what `xwsse explain` takes, and what JSON makes of it.
const MAX_PASTE: usize = 256 * 1024;

/// Bytes of the longest body that the gate reads.
const MAX_BODY: usize = 1 << 20;

pub(super) fn router(sandbox: Arc<Sandbox>) -> Router {
    let gate = any(gate::accepted);
    let gate = Router::new()
        .route("/api", gate.clone())
        .route("/api/", gate.clone())
        .route("/api/{*path}", gate)
        .layer(DefaultBodyLimit::max(MAX_BODY))
        .layer(VerifyLayer::new(Arc::clone(&sandbox.verifier)))
        .layer(middleware::from_fn_with_state(Arc::clone(&sandbox), gate::observe));
    let page = Router::new()
        .route("/", get(page::index))
        .route("/page/{name}", get(page::file))
        .route("/session", get(page::session))
        .route("/examples/{name}", get(examples::example))
        .route("/inspect", post(inspect::pasted))
        .route("/requests/{id}", get(inspect::received))
        .route("/events", get(events::follow))
        .layer(DefaultBodyLimit::max(MAX_PASTE))
        .layer(middleware::from_fn_with_state(Arc::clone(&sandbox), browser::page))
        .fallback(elsewhere);
    gate.merge(page).layer(middleware::from_fn(headers::answers)).with_state(sandbox)
}

/// What is neither the gate nor the page. A client that was pointed at the wrong path is told so, and the page's
/// checks would only hide it.
async fn elsewhere(method: Method, uri: Uri) -> Response {
    let (method, path) = (shown(method.as_str()), output::word(&shown(uri.path())));
    tracing::info!(%method, %path, status = 404, "nothing is here; the gate is under /api/");
    let text = "404 Not Found: the gate is under /api/, the page at /\n";
    let mut response = (StatusCode::NOT_FOUND, text).into_response();
    headers::set_for_the_page(&mut response);
    response
}
