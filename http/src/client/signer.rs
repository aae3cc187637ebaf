//! A signer, and the origins that it signs for.

use std::fmt;
use std::slice;
use std::sync::{Arc, OnceLock};

use http::header::AUTHORIZATION;
use http::{HeaderMap, HeaderName, HeaderValue, Uri};
use xwsse::{HeaderSigner, SignError};

use super::{ClientError, Origin};

/// A [`HeaderSigner`] such as [`xwsse::Signer`], and the origins that it signs for.
///
/// When none are named, it is the origin of the first request. Over plain http it signs for loopback hosts only, and fails
/// for others by default. An `Authorization` of the request's own stays as it is, and the signer's is left out then. Clones
/// share everything; threads and tasks may share one.
///
/// ```
/// use xwsse::Signer;
/// use xwsse_http::OriginSigner;
///
/// let signer = OriginSigner::builder(Signer::new("my-api-key", "my-api-secret")?)
///     .origins(["https://api.example"])
///     .build()?;
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
    signer: Arc<dyn HeaderSigner>,
    origins: Origins,
    allow_http: bool,
    authorization: bool,
}

#[derive(Clone)]
enum Origins {
    Named(Arc<[Origin]>),
    First(Arc<OnceLock<Origin>>),
}

impl OriginSigner {
    /// Signs for the origin of the first request.
    #[must_use]
    pub fn new(signer: impl HeaderSigner + 'static) -> Self {
        let origins = Origins::First(Arc::default());
        Self { signer: Arc::new(signer), origins, allow_http: false, authorization: true }
    }

    /// A builder, to name the origins and to change what is sent to them.
    pub fn builder(signer: impl HeaderSigner + 'static) -> OriginSignerBuilder {
        OriginSignerBuilder { signer: Self::new(signer), origins: None }
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
        let fresh = match origin {
            Some(origin) if self.covers(&origin)? => Some(self.fresh_headers()?),
            _ => None,
        };
        self.strip(headers);
        let Some(fresh) = fresh else { return Ok(false) };
        if let Some(authorization) = self.signer.authorization()
            && self.authorization
            && !headers.contains_key(AUTHORIZATION)
        {
            headers.insert(AUTHORIZATION, value_of(authorization)?);
        }
        headers.extend(fresh);
        Ok(true)
    }

    fn fresh_headers(&self) -> Result<HeaderMap, ClientError> {
        let mut headers = HeaderMap::new();
        for (name, text) in self.signer.sign_headers()? {
            let mut value = value_of(&text)?;
            // Keeps it out of `Debug` and out of the compression state of HTTP/2.
            value.set_sensitive(true);
            headers.insert(HeaderName::from_static(name), value);
        }
        Ok(headers)
    }

    /// Whether requests to this origin are signed. The first one asked about settles it, when none were named.
    fn covers(&self, origin: &Origin) -> Result<bool, ClientError> {
        if self.bound().is_some_and(|bound| !bound.contains(origin)) {
            return Ok(false);
        }
        self.check_clear_text(origin)?;
        Ok(match &self.origins {
            Origins::Named(_) => true,
            Origins::First(first) => first.get_or_init(|| origin.clone()) == origin,
        })
    }

    fn check_clear_text(&self, origin: &Origin) -> Result<(), ClientError> {
        if origin.is_clear_text() && !self.allow_http {
            return Err(ClientError::ClearTextRefused { origin: origin.clone() });
        }
        Ok(())
    }

    /// The origins, once they are settled.
    fn bound(&self) -> Option<&[Origin]> {
        match &self.origins {
            Origins::Named(origins) => Some(origins),
            Origins::First(first) => first.get().map(slice::from_ref),
        }
    }

    /// Removes the signer's headers, and `Authorization` where it is the signer's.
    fn strip(&self, headers: &mut HeaderMap) {
        for name in self.signer.header_names() {
            headers.remove(*name);
        }
        let ours = self.signer.authorization().map(str::as_bytes);
        if headers.get(AUTHORIZATION).is_some_and(|value| Some(value.as_bytes().trim_ascii()) == ours) {
            headers.remove(AUTHORIZATION);
        }
    }
}

/// What a signer returns is printable ASCII.
fn value_of(text: &str) -> Result<HeaderValue, ClientError> {
    HeaderValue::from_str(text).map_err(|_| SignError::UsernameUnusable.into())
}

/// Builds an [`OriginSigner`].
#[must_use = "`build` makes the signer"]
#[derive(Debug)]
pub struct OriginSignerBuilder {
    signer: OriginSigner,
    origins: Option<Vec<String>>,
}

impl OriginSignerBuilder {
    /// Signs for these origins alone, such as `https://api.example`; by default for that of the first request.
    pub fn origins<O: Into<String>>(mut self, origins: impl IntoIterator<Item = O>) -> Self {
        self.origins = Some(origins.into_iter().map(Into::into).collect());
        self
    }

    /// Whether to sign over plain http too, where everyone on the way can read the token and use it first. Loopback hosts
    /// are signed for in any case.
    pub const fn allow_http(mut self, allow: bool) -> Self {
        self.signer.allow_http = allow;
        self
    }

    /// Whether to send the signer's `Authorization`, for services that want it; by default it is sent where the request has
    /// none of its own.
    pub const fn authorization(mut self, send: bool) -> Self {
        self.signer.authorization = send;
        self
    }

    /// Makes the signer.
    ///
    /// # Errors
    /// [`ClientError::OriginInvalid`]; [`ClientError::NoOrigins`] when the list is empty;
    /// [`ClientError::ClearTextRefused`] for plain http.
    pub fn build(self) -> Result<OriginSigner, ClientError> {
        let Self { mut signer, origins } = self;
        let Some(origins) = origins else { return Ok(signer) };
        let origins: Arc<[Origin]> = origins.iter().map(|text| text.parse()).collect::<Result<_, _>>()?;
        if origins.is_empty() {
            return Err(ClientError::NoOrigins);
        }
        origins.iter().try_for_each(|origin| signer.check_clear_text(origin))?;
        signer.origins = Origins::Named(origins);
        Ok(signer)
    }
}

impl fmt::Debug for OriginSigner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let origins = self.bound().unwrap_or_default();
        f.debug_struct("OriginSigner")
            .field("signer", &self.signer)
            .field("origins", &origins.iter().map(ToString::to_string).collect::<Vec<_>>())
            .field("allow_http", &self.allow_http)
            .finish_non_exhaustive()
    }
}
