//! The page's own files, and what it must know of the sandbox.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use xwsse::Dialect;

use super::reply::json;
use super::sandbox::Sandbox;

const HTML: &str = "text/html; charset=utf-8";
const CSS: &str = "text/css; charset=utf-8";
const JS: &str = "text/javascript; charset=utf-8";
const SVG: &str = "image/svg+xml";

/// Name, type and text of each file.
const FILES: [(&str, &str, &str); 11] = [
    ("colours.css", CSS, include_str!("page/colours.css")),
    ("style.css", CSS, include_str!("page/style.css")),
    ("live.css", CSS, include_str!("page/live.css")),
    ("results.css", CSS, include_str!("page/results.css")),
    ("app.js", JS, include_str!("page/app.js")),
    ("dom.js", JS, include_str!("page/dom.js")),
    ("form.js", JS, include_str!("page/form.js")),
    ("results.js", JS, include_str!("page/results.js")),
    ("digest.js", JS, include_str!("page/digest.js")),
    ("live.js", JS, include_str!("page/live.js")),
    ("icon.svg", SVG, include_str!("page/icon.svg")),
];

pub(super) async fn index() -> Response {
    ([(CONTENT_TYPE, HTML)], include_str!("page/index.html")).into_response()
}

pub(super) async fn file(Path(name): Path<String>) -> Response {
    match FILES.iter().find(|(known, ..)| *known == name) {
        Some((_, kind, text)) => ([(CONTENT_TYPE, *kind)], *text).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// What the page shows of the sandbox; nothing of it is secret.
#[derive(Serialize)]
struct Session<'s> {
    version: &'static str,
    url: &'s str,
    command: String,
    dialect: String,
    presets: Vec<&'static str>,
}

pub(super) async fn session(State(sandbox): State<Arc<Sandbox>>) -> Response {
    json(&Session {
        version: env!("CARGO_PKG_VERSION"),
        url: sandbox.url(),
        command: sandbox.command(),
        dialect: sandbox.dialect.to_string(),
        presets: Dialect::PRESETS.iter().map(|preset| preset.name).collect(),
    })
}
