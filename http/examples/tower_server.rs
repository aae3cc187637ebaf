//! A server of hyper behind the tower layer, without a framework. Its secrets are looked up asynchronously.
//!
//! ```console
//! $ API_KEY=alice API_SECRET=s3cr3t cargo run -p xwsse-http --example tower_server --features server
//! http://127.0.0.1:40123
//! ```

use std::convert::Infallible;
use std::env;
use std::error::Error;

use http::{Request, Response};
use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tower::ServiceBuilder;
use xwsse::{Identity, MemoryReplayStore, Secret, SecretsUnavailable};
use xwsse_http::{AsyncVerifier, VerifyLayer, look_up_with};

async fn orders(request: Request<Incoming>) -> Result<Response<Full<Bytes>>, Infallible> {
    let username = request.extensions().get().map_or("nobody", Identity::username);
    Ok(Response::new(Full::from(format!("orders of {username}"))))
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let (key, secret) = (env::var("API_KEY")?, env::var("API_SECRET")?);
    let secrets = look_up_with(move |username: String| {
        let found =
            if username == key { Secret::new(&secret).map(|secret| vec![secret]) } else { Ok(vec![]) };
        async { found.map_err(|_| SecretsUnavailable) } // from your database
    });
    let verifier = AsyncVerifier::new(secrets, MemoryReplayStore::new());
    let service =
        ServiceBuilder::new().layer(VerifyLayer::new(verifier).with_realm("orders")).service_fn(orders);

    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("http://{}", listener.local_addr()?);
    loop {
        let (stream, _) = listener.accept().await?;
        let service = TowerToHyperService::new(service.clone());
        tokio::spawn(async move {
            let server = Builder::new(TokioExecutor::new());
            if let Err(error) = server.serve_connection(TokioIo::new(stream), service).await {
                eprintln!("{error}");
            }
        });
    }
}
