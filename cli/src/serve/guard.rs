//! What keeps other sites away from the page, and what every answer carries.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, ORIGIN, REFERRER_POLICY,
    X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use super::app::Sandbox;
use super::live::shown;
use crate::output;

/// How long a request may take, its body included.
const TIMEOUT: Duration = Duration::from_secs(30);

/// Only the page's own files; no frame around it, no text that becomes mark-up, nothing sent elsewhere.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
     base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
     require-trusted-types-for 'script'; trusted-types 'none'";

/// On every answer, the gate's too.
const ALWAYS: [(HeaderName, &str); 2] = [(X_CONTENT_TYPE_OPTIONS, "nosniff"), (CACHE_CONTROL, "no-store")];

/// On the page's answers.
const FOR_THE_PAGE: [(HeaderName, &str); 5] = [
    (CONTENT_SECURITY_POLICY, POLICY),
    (X_FRAME_OPTIONS, "DENY"),
    (REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// Around every answer: an end to what takes too long.
pub(super) async fn answers(request: Request, next: Next) -> Response {
    let answer = tokio::time::timeout(TIMEOUT, next.run(request)).await;
    let mut response = answer.unwrap_or_else(|_| StatusCode::REQUEST_TIMEOUT.into_response());
    set(&mut response, ALWAYS);
    response
}

fn set(response: &mut Response, headers: impl IntoIterator<Item = (HeaderName, &'static str)>) {
    for (name, value) in headers {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
}

/// Around the page and what it asks for. The gate needs none of it: it is for clients, and what is not signed
/// is refused there.
pub(super) async fn page(State(sandbox): State<Arc<Sandbox>>, request: Request, next: Next) -> Response {
    let mut response = match check(&sandbox, request.method(), request.headers()) {
        Ok(()) => next.run(request).await,
        Err(problem) => {
            tracing::warn!(status = 403, problem, "turned away");
            refusal(StatusCode::FORBIDDEN, problem)
        }
    };
    set(&mut response, FOR_THE_PAGE);
    response
}

/// What is neither the gate nor the page. A client that was pointed at the wrong path is told so, and the page's
/// checks would only hide it.
pub(super) async fn elsewhere(method: Method, uri: Uri) -> Response {
    let (method, path) = (shown(method.as_str()), output::word(&shown(uri.path())));
    tracing::info!(%method, %path, status = 404, "nothing is here; the gate is under /api/");
    let text = "404 Not Found: the gate is under /api/, the page at /\n";
    let mut response = (StatusCode::NOT_FOUND, text).into_response();
    set(&mut response, FOR_THE_PAGE);
    response
}

fn check(sandbox: &Sandbox, method: &Method, headers: &HeaderMap) -> Result<(), &'static str> {
    let host = only(headers, &HOST).ok_or("there is no one Host; call the sandbox by its address")?;
    if !sandbox.hosts.allow(host) {
        return Err(
            "this Host is not known; call the sandbox by its address, or give the name with --allow-host",
        );
    }
    // Browsers say where a request comes from; other programs need not.
    let other_site = "the request comes from another site; open the sandbox's own page";
    if headers.get("sec-fetch-site").is_some_and(|site| site != "same-origin" && site != "none")
        && headers.get("sec-fetch-mode").is_none_or(|mode| mode != "navigate")
    {
        return Err(other_site);
    }
    let origin = format!("{}://{host}", sandbox.scheme());
    match headers.get(ORIGIN) {
        None if matches!(*method, Method::GET | Method::HEAD) => Ok(()),
        None => Err("there is no Origin; send that of the sandbox"),
        Some(given) if given.as_bytes() == origin.as_bytes() => Ok(()),
        Some(_) => Err(other_site),
    }
}

fn only<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h str> {
    let mut values = headers.get_all(name).iter();
    values.next().filter(|_| values.next().is_none())?.to_str().ok()
}

/// An answer in JSON, in ASCII.
pub(super) fn json(value: &impl Serialize) -> Response {
    match output::json(value) {
        Ok(text) => ([(CONTENT_TYPE, "application/json")], text + "\n").into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// A refusal of what the page asks for, with what to do; never with a part of the request.
pub(super) fn refusal(status: StatusCode, problem: &str) -> Response {
    (status, json(&serde_json::json!({ "problem": problem }))).into_response()
}
