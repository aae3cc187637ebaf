//! The peer that speaks through the crates `xwsse` and `xwsse-http`: see README.md.

use std::collections::HashMap;
use std::error::Error;
use std::io::{self, BufRead, Read, Write};
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::HeaderMap;
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::{Router, routing::get};
use data_encoding::HEXLOWER;
use xwsse::{Dialect, MemoryReplayStore, Rejection, Secret, SignError, Signer, Verifier, explain};
use xwsse_http::{AsyncVerifier, OriginSigner, VerifyLayer, WsseClientBuilder, X_WSSE};

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    match std::env::args().nth(1).as_deref() {
        Some("serve") => serve(),
        Some("send") => send(),
        Some("verify") => verify(),
        Some("explain") => explain_all(),
        Some("table") => table(),
        _ => Err("serve, send, verify, explain or table?".into()),
    }
}

fn credentials() -> Outcome<(String, Secret)> {
    Ok((std::env::var("XWSSE_USERNAME")?, Secret::new(std::env::var("XWSSE_SECRET")?)?))
}

fn serve() -> Outcome<()> {
    let (username, secret) = credentials()?;
    let mut app = Router::new();
    for dialect in Dialect::PRESETS {
        let secrets = HashMap::from([(username.clone(), secret.clone())]);
        let verifier = AsyncVerifier::new(secrets, MemoryReplayStore::new()).with_dialect(dialect);
        let gate = Router::new()
            .route(&format!("/{}", dialect.name), get(header_that_arrived))
            .layer(VerifyLayer::new(verifier).with_realm("interop"))
            .layer(middleware::from_fn_with_state((), reveal_code));
        app = app.merge(gate);
    }
    let runtime = tokio::runtime::Runtime::new()?;
    let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0"))?;
    say(&listener.local_addr()?.port().to_string())?;
    runtime.spawn(axum::serve(listener, app).into_future());
    io::stdin().read_to_end(&mut Vec::new())?;
    Ok(())
}

async fn header_that_arrived(headers: HeaderMap) -> Vec<u8> {
    headers.get(X_WSSE).map(|value| value.as_bytes().to_vec()).unwrap_or_default()
}

/// For the test alone: a gate tells nobody.
async fn reveal_code(State(()): State<()>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    if let Some(rejection) = response.extensions().get::<Rejection>().copied()
        && let Ok(code) = rejection.code().parse()
    {
        response.headers_mut().insert("x-code", code);
    }
    response
}

fn send() -> Outcome<()> {
    let (username, secret) = (std::env::var("XWSSE_USERNAME")?, std::env::var("XWSSE_SECRET")?);
    let mut clients = HashMap::new();
    let runtime = tokio::runtime::Runtime::new()?;
    for dialect in Dialect::PRESETS {
        let signer = Signer::builder(&username, &secret).dialect(dialect).build()?;
        clients.insert(dialect.name, signer);
    }
    for line in io::stdin().lock().lines() {
        let line = line?;
        let (url, dialect) = line.split_once(' ').ok_or("URL DIALECT")?;
        let signer = clients.get(dialect).ok_or("no such dialect")?.clone();
        let client = WsseClientBuilder::new(OriginSigner::new(signer)).build()?;
        let (status, body) = runtime.block_on(async {
            let response = client.get(url).send().await?;
            Ok::<_, Box<dyn Error>>((response.status().as_u16(), response.text().await?))
        })?;
        say(&format!("{status} {}", body.trim()))?;
    }
    Ok(())
}

fn verify() -> Outcome<()> {
    let mut store = Arc::new(MemoryReplayStore::with_capacity(4000));
    for line in io::stdin().lock().lines() {
        let line = line?;
        if line == "new" {
            store = Arc::new(MemoryReplayStore::with_capacity(4000));
            say("ok")?;
            continue;
        }
        let [dialect, now, secrets, values] = fields(&line)?;
        let dialect: Dialect = dialect.parse()?;
        let verifier = Verifier::new(read_secrets(secrets)?, Arc::clone(&store)).with_dialect(dialect);
        let values = values.split(',').filter(|value| !value.is_empty()).map(|value| unhex(&value[1..]));
        let values = values.collect::<Outcome<Vec<_>>>()?;
        match verifier.verify_at(&values, now.parse()?) {
            Ok(_) => say("accepted")?,
            Err(rejection) => say(rejection.code())?,
        }
    }
    Ok(())
}

fn read_secrets(text: &str) -> Outcome<HashMap<String, Vec<Secret>>> {
    let mut all = HashMap::new();
    for user in text.split(';').filter(|user| !user.is_empty()) {
        let (name, found) = user.split_once('=').ok_or("NAME=SECRETS")?;
        let found = found.split(',').filter(|secret| !secret.is_empty());
        let found = found.map(|secret| Ok(Secret::new(unhex(secret)?)?)).collect::<Outcome<_>>()?;
        all.insert(String::from_utf8(unhex(name)?)?, found);
    }
    Ok(all)
}

fn explain_all() -> Outcome<()> {
    for line in io::stdin().lock().lines() {
        let line = line?;
        let [pasted, secret, dialect, now] = fields(&line)?;
        let secret = if secret == "-" { None } else { Some(Secret::new(unhex(secret)?)?) };
        let diagnosis = explain(unhex(pasted)?, &dialect.parse()?, secret.as_ref(), now.parse()?);
        say(&HEXLOWER.encode(diagnosis.to_string().as_bytes()))?;
    }
    Ok(())
}

fn table() -> Outcome<()> {
    for rejection in Rejection::ALL {
        say(&format!("rejection {} {} {}", rejection.number(), rejection.code(), rejection.http_status()))?;
    }
    for error in SignError::ALL {
        say(&format!("signing {} {}", error.number(), error.code()))?;
    }
    for dialect in Dialect::PRESETS {
        say(&format!("preset {}", dialect.name))?;
    }
    Ok(())
}

fn fields<const N: usize>(line: &str) -> Outcome<[&str; N]> {
    let fields: Vec<_> = line.split('\t').collect();
    fields.try_into().map_err(|_| "a line with another number of fields".into())
}

fn unhex(text: &str) -> Outcome<Vec<u8>> {
    Ok(HEXLOWER.decode(text.as_bytes())?)
}

fn say(line: &str) -> Outcome<()> {
    writeln!(io::stdout(), "{line}")?;
    io::stdout().flush()?;
    Ok(())
}
