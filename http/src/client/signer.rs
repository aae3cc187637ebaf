//! A signer, and the origins that it signs for.

use std::fmt;
use std::slice;
use std::sync::{Arc, OnceLock};

use http::header::AUTHORIZATION;
use http::{HeaderMap, HeaderValue, Uri};
use xwsse::{SignError, Signer};

use super::{ClientError, Origin};
use crate::X_WSSE;

/// A [`Signer`], and the origins that it signs for.
///
/// When none are named, it is the origin of the first request. Over plain http it signs for loopback hosts
/// only, and fails for others unless told. Clones share everything; threads and tasks may share one.
///
/// ```
/// use xwsse::Signer;
/// use xwsse_http::OriginSigner;
///
/// let signer = OriginSigner::new(Signer::new("my-api-key", "my-api-secret")?)
///     .for_origins(["https://api.example"])?;
///
/// // For whatever sends a request with a `HeaderMap`:
/// let mut headers = http::HeaderMap::new();
/// assert!(signer.sign(&"https://api.example/v1".parse()?, &mut headers)?);
/// assert!(headers.contains_key("X-WSSE"));
/// assert!(!signer.sign(&"https://elsewhere.example/".parse()?, &mut headers)?);
/// assert!(headers.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct OriginSigner {
    signer: Signer,
    origins: Origins,
    allow_http: bool,
}

#[derive(Clone)]
enum Origins {
    Named(Arc<[Origin]>),
    First(Arc<OnceLock<Origin>>),
}

impl OriginSigner {
    /// Signs for the origin of the first request.
    #[must_use]
    pub fn new(signer: Signer) -> Self {
        Self { signer, origins: Origins::First(Arc::default()), allow_http: false }
    }

    /// Signs for these origins alone, such as `https://api.example`.
    ///
    /// # Errors
    /// [`ClientError::OriginInvalid`]; [`ClientError::NoOrigins`] when there are none.
    pub fn for_origins<'o>(
        mut self,
        origins: impl IntoIterator<Item = &'o str>,
    ) -> Result<Self, ClientError> {
        let origins: Arc<[_]> = origins.into_iter().map(str::parse).collect::<Result<_, _>>()?;
        if origins.is_empty() {
            return Err(ClientError::NoOrigins);
        }
        self.origins = Origins::Named(origins);
        Ok(self)
    }

    /// Signs over plain http too, where everyone on the way can read the token and use it first.
    #[must_use]
    pub const fn allowing_http(mut self) -> Self {
        self.allow_http = true;
        self
    }

    /// Makes the headers right for one attempt of a request to this absolute URI, and says whether they are
    /// signed now: a fresh token for an origin of its own, and nothing that is left of one for any other.
    ///
    /// Call it for every redirect and every retry too.
    ///
    /// # Errors
    /// [`ClientError::ClearTextRefused`], [`ClientError::UriNotAbsolute`], [`ClientError::Sign`]. The headers
    /// are as they were.
    pub fn sign(&self, uri: &Uri, headers: &mut HeaderMap) -> Result<bool, ClientError> {
        if uri.authority().is_none() {
            return Err(ClientError::UriNotAbsolute);
        }
        self.sign_for(Origin::of(uri), headers)
    }

    pub(crate) fn sign_for(
        &self,
        origin: Option<Origin>,
        headers: &mut HeaderMap,
    ) -> Result<bool, ClientError> {
        let token = match origin {
            Some(origin) if self.covers(&origin)? => Some(self.signer.sign()?),
            _ => None,
        };
        self.strip(headers);
        let Some(token) = token else { return Ok(false) };
        // What a signer gives is printable ASCII.
        let value = |text: &str| HeaderValue::from_str(text).map_err(|_| SignError::UsernameUnusable);
        let mut header = value(token.header())?;
        // Keeps it out of `Debug` and out of the compression state of HTTP/2.
        header.set_sensitive(true);
        headers.insert(AUTHORIZATION, value(self.authorization())?);
        headers.insert(X_WSSE, header);
        Ok(true)
    }

    /// Whether requests to this origin are signed. The first one asked about settles it, when none were named.
    fn covers(&self, origin: &Origin) -> Result<bool, ClientError> {
        if self.bound().is_some_and(|bound| !bound.contains(origin)) {
            return Ok(false);
        }
        if origin.is_clear_text() && !self.allow_http {
            return Err(ClientError::ClearTextRefused { origin: origin.clone() });
        }
        Ok(match &self.origins {
            Origins::Named(_) => true,
            Origins::First(first) => first.get_or_init(|| origin.clone()) == origin,
        })
    }

    /// The origins, once they are settled.
    fn bound(&self) -> Option<&[Origin]> {
        match &self.origins {
            Origins::Named(origins) => Some(origins),
            Origins::First(first) => first.get().map(slice::from_ref),
        }
    }

    /// Removes `X-WSSE`, and `Authorization` where it is that of a token.
    fn strip(&self, headers: &mut HeaderMap) {
        headers.remove(X_WSSE);
        let ours = self.authorization().as_bytes();
        if headers.get(AUTHORIZATION).is_some_and(|value| value.as_bytes().trim_ascii() == ours) {
            headers.remove(AUTHORIZATION);
        }
    }

    fn authorization(&self) -> &'static str {
        self.signer.dialect().authorization
    }
}

impl fmt::Debug for OriginSigner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let origins = self.bound().unwrap_or_default();
        f.debug_struct("OriginSigner")
            .field("signer", &self.signer)
            .field("origins", &origins.iter().map(ToString::to_string).collect::<Vec<_>>())
            .field("allow_http", &self.allow_http)
            .finish()
    }
}
