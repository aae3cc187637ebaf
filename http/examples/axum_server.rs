//! An axum server that lets only signed requests through.
//!
//! ```console
//! $ API_KEY=alice API_SECRET=s3cr3t cargo run -p xwsse-http --example axum_server --features axum
//! http://127.0.0.1:40123
//! ```

use std::collections::HashMap;
use std::env;
use std::error::Error;

use axum::Router;
use axum::response::Redirect;
use axum::routing::get;
use tokio::net::TcpListener;
use xwsse::{MemoryReplayStore, Secret};
use xwsse_http::{AsyncVerifier, VerifyLayer, WsseIdentity};

async fn orders(WsseIdentity(identity): WsseIdentity) -> String {
    format!("orders of {}", identity.username())
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let secrets = HashMap::from([(env::var("API_KEY")?, Secret::new(env::var("API_SECRET")?)?)]);
    let verifier = AsyncVerifier::new(secrets, MemoryReplayStore::new());
    let app = Router::new()
        .route("/orders", get(orders))
        .route("/old-orders", get(Redirect::permanent("/orders")))
        .layer(VerifyLayer::new(verifier).with_realm("orders"));

    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("http://{}", listener.local_addr()?);
    axum::serve(listener, app).await?;
    Ok(())
}
