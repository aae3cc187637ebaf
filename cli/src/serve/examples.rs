//! Headers to try the inspector with, made afresh: one that is good, and two with the commonest faults.

use std::sync::Arc;

use anyhow::{Result, bail};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use chrono::{TimeDelta, Utc};
use serde::Serialize;
use xwsse::{Dialect, NonceMode, Signer, UsernameToken};

use super::reply::{json, refusal};
use super::sandbox::Sandbox;

/// Known to everybody, and good for nothing else.
const SECRET: &str = "the-secret-of-the-examples";

const USERNAME: &str = "example-key";

/// What the page puts into its form.
#[derive(Serialize)]
struct Example {
    pasted: String,
    secret: &'static str,
    dialect: String,
}

pub(super) async fn example(State(_): State<Arc<Sandbox>>, Path(name): Path<String>) -> Response {
    match make(&name) {
        Ok(token) => json(&Example {
            pasted: format!("X-WSSE: {}", token.header()),
            secret: SECRET,
            dialect: Dialect::PENNEO.to_string(),
        }),
        Err(_) => refusal(StatusCode::NOT_FOUND, "there is no such example"),
    }
}

fn make(name: &str) -> Result<UsernameToken> {
    let signer = |dialect| Signer::builder(USERNAME, SECRET).dialect(dialect).build();
    let penneo = signer(Dialect::PENNEO)?;
    Ok(match name {
        "good" => penneo.sign()?,
        // As on a machine in Copenhagen in winter, which prints its own time and puts a Z after it.
        "local-time" => {
            let nonce: [u8; 16] = random()?;
            penneo.sign_with(Utc::now() + TimeDelta::hours(1), &nonce)?
        }
        // The base64 of the nonce is what such a client digests: so the header's text is, in this dialect.
        "base64-text" => {
            let mut text = Dialect::PENNEO;
            text.nonce = NonceMode::Text;
            let fresh = penneo.sign()?;
            signer(text)?.sign_with(Utc::now(), fresh.nonce().as_bytes())?
        }
        _ => bail!("there is no such example"),
    })
}

fn random<const N: usize>() -> Result<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)?;
    Ok(bytes)
}
