//! Signs with reqwest, and follows redirects and tries again with a fresh token each time.
//!
//! ```console
//! $ API_KEY=alice API_SECRET=s3cr3t API_URL=http://127.0.0.1:40123 \
//!     cargo run -p xwsse-http --example reqwest_client --features reqwest -- /orders
//! 200 orders of alice
//! ```

use std::env;
use std::error::Error;
use std::time::Duration;

use reqwest_retry::{RetryTransientMiddleware, policies::ExponentialBackoff};
use xwsse::Signer;
use xwsse_http::{OriginSigner, WsseClientBuilder};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let api = env::var("API_URL")?;
    let signer = Signer::new(env::var("API_KEY")?, env::var("API_SECRET")?)?;
    let retries = ExponentialBackoff::builder().build_with_max_retries(3);
    let client = WsseClientBuilder::new(OriginSigner::builder(signer).origins([api.as_str()]).build()?)
        .reqwest(reqwest::Client::builder().timeout(Duration::from_secs(30)))
        .with(RetryTransientMiddleware::new_with_policy(retries))
        .retry_on_401(true)
        .build()?;

    for path in env::args().skip(1) {
        let response = client.get(format!("{api}{path}")).send().await?;
        println!("{} {}", response.status().as_u16(), response.text().await?);
    }
    Ok(())
}
