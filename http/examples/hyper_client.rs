//! Signs with hyper's client, and follows redirects with a fresh token for each.
//!
//! ```console
//! $ API_KEY=alice API_SECRET=s3cr3t API_URL=http://127.0.0.1:40123 \
//!     cargo run -p xwsse-http --example hyper_client --features retry -- /orders
//! 200 orders of alice
//! ```

use std::env;
use std::error::Error;

use http::Request;
use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;
use tower::retry::RetryLayer;
use tower::{Service, ServiceBuilder, ServiceExt};
use tower_http::follow_redirect::FollowRedirectLayer;
use xwsse::Signer;
use xwsse_http::{OriginSigner, RetryOn401, SignLayer};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error + Send + Sync>> {
    let api = env::var("API_URL")?;
    let signer = Signer::new(env::var("API_KEY")?, env::var("API_SECRET")?)?;
    let signer = OriginSigner::builder(signer).origins([api.as_str()]).build()?;
    let mut client = ServiceBuilder::new()
        .layer(FollowRedirectLayer::new())
        .layer(RetryLayer::new(RetryOn401::default()))
        .layer(SignLayer::new(signer)) // the last, next to the client
        .service(Client::builder(TokioExecutor::new()).build_http());

    for path in env::args().skip(1) {
        let request = Request::get(format!("{api}{path}")).body(Full::<Bytes>::default())?;
        let response = client.ready().await?.call(request).await?;
        let status = response.status().as_u16();
        let body = response.into_body().collect().await?.to_bytes();
        println!("{status} {}", String::from_utf8_lossy(&body));
    }
    Ok(())
}
