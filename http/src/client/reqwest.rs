//! A client of reqwest that signs.

use std::fmt;
use std::sync::Arc;

use ::reqwest::redirect::Policy;
use ::reqwest::{ClientBuilder, Request, Response};
use async_trait::async_trait;
use http::{Extensions, HeaderMap, StatusCode};
use reqwest_middleware::{ClientWithMiddleware, Error, Middleware, Next, Result};

use super::redirect::Spare;
use super::{ClientError, Origin, OriginSigner};

/// As many as reqwest follows.
const MAX_REDIRECTS: usize = 10;

/// Builds a [`ClientWithMiddleware`] that signs each request, each redirect and each retry afresh.
///
/// ```
/// use std::time::Duration;
/// use xwsse::Signer;
/// use xwsse_http::{OriginSigner, WsseClientBuilder};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let signer = OriginSigner::builder(Signer::new("my-api-key", "my-api-secret")?)
///     .origins(["https://api.example"])
///     .build()?;
/// let client = WsseClientBuilder::new(signer)
///     .reqwest(reqwest::Client::builder().timeout(Duration::from_secs(30)))
///     .build()?;
/// let request = client.get("https://api.example/orders"); // as with reqwest
/// # let _ = request;
/// # Ok(())
/// # }
/// ```
///
/// It takes a builder of reqwest and not a client, because a client of reqwest that follows redirects hands
/// the token on to other origins, and one that repeats requests sends a token twice. Both are switched off
/// in it. Redirects are followed here instead, up to 10 of them, by the same rules: method and body change
/// as with reqwest, a body that is a stream is not sent twice, and `Authorization` and cookies of a request do not
/// go to another origin. No `Referer` is sent, and a timeout is that of one hop.
///
/// Errors that are not reqwest's are a [`ClientError`] in [`Error::Middleware`].
#[must_use = "`build` makes the client"]
pub struct WsseClientBuilder {
    signer: OriginSigner,
    reqwest: ClientBuilder,
    default_headers: HeaderMap,
    outer: Vec<Arc<dyn Middleware>>,
    max_redirects: usize,
    retry_on_401: bool,
}

impl WsseClientBuilder {
    /// A builder with the settings that reqwest has by default.
    pub fn new(signer: OriginSigner) -> Self {
        Self {
            signer,
            reqwest: ClientBuilder::new(),
            default_headers: HeaderMap::new(),
            outer: Vec::new(),
            max_redirects: MAX_REDIRECTS,
            retry_on_401: false,
        }
    }

    /// The settings of reqwest: timeouts, proxies, TLS. Its policies for redirects and retries do not count.
    ///
    /// reqwest adds its own default headers after what signs, with every hop and to other origins too. Give those
    /// that are not for everyone to [`default_headers`](Self::default_headers) of this builder.
    pub fn reqwest(mut self, builder: ClientBuilder) -> Self {
        self.reqwest = builder;
        self
    }

    /// Headers that go with each request that is signed, and so to no other origin: where the request has none of
    /// that name.
    pub fn default_headers(mut self, headers: HeaderMap) -> Self {
        self.default_headers = headers;
        self
    }

    /// Another middleware, such as that of `reqwest-retry`, around what signs: the first is the outermost. All
    /// that it sends is signed afresh.
    pub fn with(mut self, middleware: impl Middleware) -> Self {
        self.outer.push(Arc::new(middleware));
        self
    }

    /// How many redirects are followed, by default 10. With 0 the answer 302 is yours.
    pub const fn max_redirects(mut self, most: usize) -> Self {
        self.max_redirects = most;
        self
    }

    /// Whether to make one more attempt, freshly signed, when a signed request is answered with 401 and its body is not
    /// a stream: processes that share an API key can collide on Created, and a request that was refused has
    /// had no effect.
    pub const fn retry_on_401(mut self, retry: bool) -> Self {
        self.retry_on_401 = retry;
        self
    }

    /// Makes the client. Its clones share everything.
    ///
    /// # Errors
    /// As [`ClientBuilder::build`].
    pub fn build(self) -> reqwest::Result<ClientWithMiddleware> {
        let Self { signer, reqwest, default_headers, mut outer, max_redirects, retry_on_401 } = self;
        let client = reqwest.redirect(Policy::none()).retry(reqwest::retry::never()).build()?;
        // The innermost.
        outer.push(Arc::new(Sign { signer, default_headers, max_redirects, retry_on_401 }));
        Ok(ClientWithMiddleware::new(client, outer))
    }
}

/// It is not public, so that nobody can put it on a client that follows redirects, or around one that retries.
struct Sign {
    signer: OriginSigner,
    default_headers: HeaderMap,
    max_redirects: usize,
    retry_on_401: bool,
}

#[async_trait]
impl Middleware for Sign {
    async fn handle(
        &self,
        mut request: Request,
        extensions: &mut Extensions,
        next: Next<'_>,
    ) -> Result<Response> {
        let mut hops = 0;
        loop {
            let spare = Spare::of(&mut request);
            let signed = self.sign(&mut request)?;
            let mut response = next.clone().run(request, extensions).await?;
            if self.retry_on_401
                && signed
                && response.status() == StatusCode::UNAUTHORIZED
                && let Some(mut again) = spare.as_ref().and_then(Spare::again)
            {
                self.sign(&mut again)?;
                response = next.clone().run(again, extensions).await?;
            }
            if self.max_redirects == 0 {
                return Ok(response);
            }
            let Some(hop) = spare.and_then(|spare| spare.next_hop(&response)) else { return Ok(response) };
            if hops == self.max_redirects {
                return Err(Error::middleware(ClientError::TooManyRedirects { limit: hops }));
            }
            hops += 1;
            request = hop;
        }
    }
}

impl Sign {
    fn sign(&self, request: &mut Request) -> Result<bool> {
        let url = request.url();
        let origin = url.host_str().and_then(|host| Origin::new(url.scheme(), host, url.port()));
        let headers = request.headers_mut();
        let signed = self.signer.sign_for(origin, headers).map_err(Error::middleware)?;
        if signed {
            self.add_default(headers);
        }
        Ok(signed)
    }

    fn add_default(&self, headers: &mut HeaderMap) {
        for name in self.default_headers.keys() {
            if headers.contains_key(name) {
                continue;
            }
            for value in self.default_headers.get_all(name) {
                headers.append(name, value.clone());
            }
        }
    }
}

impl fmt::Debug for WsseClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WsseClientBuilder").field("signer", &self.signer).finish_non_exhaustive()
    }
}
