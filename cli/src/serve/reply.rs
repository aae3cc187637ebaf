//! Answers in JSON: what was asked for, or why it is refused.

use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::output;

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
