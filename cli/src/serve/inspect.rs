//! The inspector: what was pasted, or what has arrived, taken apart by the core.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Deserialize, Serialize};
use xwsse::{Calculation, Diagnosis, Dialect, Rejection, Secret};
use zeroize::Zeroizing;

use super::live::Arrival;
use super::picture::Picture;
use super::pieces::{self, Piece, Value};
use super::reply::{json, refusal};
use super::sandbox::Sandbox;
use crate::diagnosis;

/// What the page asks. A secret in it is the visitor's own: it is used once, and neither kept nor logged.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Question {
    pasted: String,
    #[serde(default)]
    secret: String,
    #[serde(default)]
    dialect: String,
    /// RFC 3339; empty for now.
    #[serde(default)]
    at: String,
}

/// All that the page shows; it draws and calculates nothing of its own.
#[derive(Serialize)]
struct Inspection {
    verdict: Verdict,
    dialect: String,
    judged_at: String,
    pieces: Vec<Piece>,
    values: Vec<Value>,
    findings: Vec<Fault>,
    digest_checked: bool,
    digest_dialects: Vec<String>,
    picture: Option<Picture>,
    calculation: Option<Calculation>,
}

#[derive(Serialize)]
struct Verdict {
    accepted: bool,
    code: Option<&'static str>,
    status: u16,
    title: &'static str,
    text: &'static str,
}

#[derive(Serialize)]
struct Fault {
    code: Option<&'static str>,
    column: Option<usize>,
    problem: String,
    remedy: String,
}

pub(super) async fn pasted(State(sandbox): State<Arc<Sandbox>>, headers: HeaderMap, body: Bytes) -> Response {
    let content_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if content_type.split(';').next().map(str::trim) != Some("application/json") {
        return refusal(StatusCode::UNSUPPORTED_MEDIA_TYPE, "send JSON, with Content-Type: application/json");
    }
    // What serde says of a fault could quote the secret.
    let Ok(question) = serde_json::from_slice::<Question>(&body) else {
        return refusal(
            StatusCode::UNPROCESSABLE_ENTITY,
            "this is not the JSON that is asked for; send pasted, and if wanted secret, dialect and at",
        );
    };
    let Question { pasted, secret, dialect, at } = question;
    let secret = Secret::new(Zeroizing::new(secret).as_bytes()).ok();
    let dialect = match dialect.as_str() {
        "" => sandbox.dialect,
        text => match text.parse::<Dialect>() {
            Ok(dialect) => dialect,
            Err(error) => return refusal(StatusCode::UNPROCESSABLE_ENTITY, &error.to_string()),
        },
    };
    let now = match at.trim() {
        "" => Utc::now(),
        text => match DateTime::parse_from_rfc3339(text) {
            Ok(time) => time.to_utc(),
            Err(_) => {
                return refusal(
                    StatusCode::UNPROCESSABLE_ENTITY,
                    "this is not a time; write it like 2026-01-02T03:04:05Z or 2026-01-02T04:04:05.678+01:00",
                );
            }
        },
    };
    let inspection = tokio::task::spawn_blocking(move || {
        let diagnosis = xwsse::explain(&pasted, &dialect, secret.as_ref(), now);
        // The digest that would be right is shown for a secret that the visitor has typed, who could make it
        // with any tool. It is never made of the sandbox's own.
        let calculation = Calculation::of(&pasted, &dialect, secret.as_ref());
        let outcome = diagnosis.verdict();
        Inspection::of(&diagnosis, calculation, outcome, &dialect, now, false)
    });
    inspection.await.map_or_else(|_| failed(), |inspection| json(&inspection))
}

/// A request that arrived at the gate, by its number in the live list: with the sandbox's secret, and so without
/// the steps of its digest, and with what could be a digest only begun.
pub(super) async fn received(State(sandbox): State<Arc<Sandbox>>, Path(id): Path<String>) -> Response {
    let Some(arrival) = id.parse().ok().and_then(|id| sandbox.live.get(id)) else {
        return refusal(StatusCode::NOT_FOUND, "this request is forgotten; only the last hundred are kept");
    };
    let Some(diagnosis) = diagnose(&sandbox, &arrival).await else { return failed() };
    let calculation = Calculation::of(&arrival.header, &sandbox.dialect, None);
    let Arrival { rejection, received, .. } = arrival;
    json(&Inspection::of(&diagnosis, calculation, rejection, &sandbox.dialect, received, true))
}

fn failed() -> Response {
    refusal(
        StatusCode::INTERNAL_SERVER_ERROR,
        "this cannot be explained, which is a fault of ours; report it",
    )
}

/// What the core says of a request that arrived, with the sandbox's secrets.
pub(super) async fn diagnose(sandbox: &Arc<Sandbox>, arrival: &Arrival) -> Option<Diagnosis> {
    let sandbox = Arc::clone(sandbox);
    let (header, received) = (arrival.header.clone(), arrival.received);
    let diagnosis = tokio::task::spawn_blocking(move || {
        diagnosis::with_known(&header, &sandbox.dialect, &sandbox.known, received)
    });
    diagnosis.await.ok()
}

impl Inspection {
    /// `outcome` is what the gate answered, or would have.
    fn of(
        diagnosis: &Diagnosis,
        calculation: Option<Calculation>,
        outcome: Option<Rejection>,
        dialect: &Dialect,
        now: DateTime<Utc>,
        only_begun: bool,
    ) -> Self {
        let mut findings: Vec<_> = diagnosis.findings().iter().map(Fault::of).collect();
        // What only the gate knows: that it was used before, that nobody has this name.
        if let Some(rejection) = outcome.filter(|_| outcome != diagnosis.verdict()) {
            findings.insert(0, Fault::by_gate(rejection));
        }
        let (pieces, values) = pieces::cut(diagnosis, findings.iter().map(|fault| fault.column), only_begun);
        Self {
            verdict: Verdict::of(diagnosis, outcome, only_begun),
            dialect: diagnosis.dialect().to_owned(),
            judged_at: now.to_rfc3339_opts(SecondsFormat::Millis, true),
            pieces,
            values,
            findings,
            digest_checked: diagnosis.digest_checked(),
            digest_dialects: diagnosis.digest_dialects().to_vec(),
            picture: diagnosis.age_millis().map(|age| Picture::of(age, &dialect.window)),
            calculation,
        }
    }
}

impl Verdict {
    fn of(diagnosis: &Diagnosis, outcome: Option<Rejection>, has_arrived: bool) -> Self {
        let (title, text) = match (outcome, has_arrived) {
            (Some(rejection), _) => {
                let title = if has_arrived { "Refused" } else { "Would be refused" };
                (title, rejection.problem())
            }
            (None, true) => ("Accepted", "This token is used up now: sign the next request afresh"),
            (None, false) if diagnosis.digest_checked() => {
                ("Would be accepted, once", "Form, time and digest are right")
            }
            (None, false) => {
                ("No fault found so far", "Form and time are right; to check the digest takes the secret")
            }
        };
        Self {
            accepted: outcome.is_none(),
            code: outcome.map(Rejection::code),
            status: outcome.map_or(200, Rejection::http_status),
            title,
            text,
        }
    }
}

impl Fault {
    fn of(finding: &xwsse::Finding) -> Self {
        Self {
            code: finding.rejection().map(Rejection::code),
            column: finding.column(),
            problem: finding.problem().to_owned(),
            remedy: finding.remedy().to_owned(),
        }
    }

    fn by_gate(rejection: Rejection) -> Self {
        Self {
            code: Some(rejection.code()),
            column: None,
            problem: rejection.problem().to_owned(),
            remedy: rejection.remedy().to_owned(),
        }
    }
}
