//! The gate: what is signed is answered with its identity, everything is noted, and a refusal may say why.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::header::{CONTENT_TYPE, USER_AGENT};
use axum::http::{HeaderMap, HeaderValue, Method, Uri};
use axum::middleware::Next;
use axum::response::{Extension, IntoResponse, Response};
use chrono::{SecondsFormat, Utc};
use serde::Serialize;
use xwsse::{Diagnosis, Identity, Rejection};
use xwsse_http::{WsseIdentity, X_WSSE};

use super::inspect;
use super::live::{Arrival, shown};
use super::sandbox::Sandbox;
use crate::output;

/// Answers an accepted request: who signed it, and what was asked for, without any header.
pub(super) async fn accepted(
    WsseIdentity(identity): WsseIdentity,
    method: Method,
    uri: Uri,
    body: Bytes,
) -> Response {
    let answer = Accepted {
        identity: Who {
            username: identity.username(),
            created: identity.created().to_rfc3339_opts(SecondsFormat::AutoSi, true),
            secret_index: identity.secret_index(),
            dialect: identity.dialect(),
        },
        request: Asked {
            method: method.as_str(),
            path: uri.path(),
            query: uri.query(),
            body_bytes: body.len(),
        },
    };
    let json = super::reply::json(&answer);
    (Extension(identity), json).into_response()
}

#[derive(Serialize)]
struct Accepted<'a> {
    identity: Who<'a>,
    request: Asked<'a>,
}

#[derive(Serialize)]
struct Who<'a> {
    username: &'a str,
    created: String,
    secret_index: usize,
    dialect: &'a str,
}

#[derive(Serialize)]
struct Asked<'a> {
    method: &'a str,
    path: &'a str,
    query: Option<&'a str>,
    body_bytes: usize,
}

/// Stands around the layer that verifies, whose rejection is in the extensions of its answer.
pub(super) async fn observe(State(sandbox): State<Arc<Sandbox>>, request: Request, next: Next) -> Response {
    let mut arrival = Arrival {
        received: Utc::now(),
        method: shown(request.method().as_str()),
        path: shown(request.uri().path()),
        client: request.headers().get(USER_AGENT).and_then(|agent| agent.to_str().ok()).map(shown),
        header: lines(request.headers()),
        status: 0,
        rejection: None,
        username: None,
    };
    let mut response = next.run(request).await;

    arrival.status = response.status().as_u16();
    arrival.rejection = response.extensions().get().copied();
    arrival.username = response.extensions().get().map(|identity: &Identity| identity.username().to_owned());
    log(&arrival);
    if let Some(rejection) = arrival.rejection.filter(|_| sandbox.reveal) {
        reveal(&sandbox, &arrival, rejection, &mut response).await;
    }
    sandbox.live.add(arrival);
    response
}

fn log(arrival: &Arrival) {
    let Arrival { method, status, .. } = arrival;
    // HTTP lets through what steers a terminal: control characters beyond ASCII.
    let path = output::word(&arrival.path);
    match (arrival.rejection, &arrival.username) {
        (Some(rejection), _) => {
            tracing::info!(%method, %path, status, code = rejection.code(), "refused");
        }
        (None, Some(username)) => {
            tracing::info!(%method, %path, status, username = %output::word(username), "accepted");
        }
        (None, None) => tracing::info!(%method, %path, status, "answered"),
    }
}

/// All values of X-WSSE as lines; far more of them than can be right is cut off.
fn lines(headers: &HeaderMap) -> Vec<u8> {
    const MOST: usize = 16 * 1024;
    let mut lines = Vec::new();
    for value in headers.get_all(X_WSSE) {
        lines.extend_from_slice(b"X-WSSE: ");
        lines.extend_from_slice(value.as_bytes());
        lines.push(b'\n');
    }
    lines.truncate(MOST);
    lines
}

/// What a peer is told only because the developer asked for it.
#[derive(Serialize)]
struct Revealed {
    code: &'static str,
    number: u16,
    problem: &'static str,
    remedy: &'static str,
    diagnosis: Diagnosis,
}

async fn reveal(sandbox: &Arc<Sandbox>, arrival: &Arrival, rejection: Rejection, response: &mut Response) {
    let diagnosis = inspect::diagnose(sandbox, arrival).await;
    let Some(diagnosis) = diagnosis else { return };
    let revealed = Revealed {
        code: rejection.code(),
        number: rejection.number(),
        problem: rejection.problem(),
        remedy: rejection.remedy(),
        diagnosis,
    };
    let Ok(text) = output::json(&revealed) else { return };
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    *response.body_mut() = Body::from(text + "\n");
}
