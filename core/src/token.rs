//! The four values, and the texts that are made of them.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::{self, Display, Formatter};
use core::str::FromStr;
use xwsse_authn::{Rejection, text};

use crate::dialect::{Dialect, SchemeWord};
use crate::header::{self, Fields};

/// The four values of a token: Username, PasswordDigest, Nonce, Created.
///
/// A [`Signer`](crate::Signer) makes it, or it is parsed from a header. `Display` writes the header
/// value: `UsernameToken Username="…", PasswordDigest="…", Nonce="…", Created="…"`, in this order.
/// Parsing reads the grammar only; what the values mean is for a [`Verifier`](crate::Verifier) to say.
///
/// A token is good for one request. `Debug` shows no digest.
///
/// ```
/// use xwsse::{Rejection, UsernameToken};
///
/// let header = r#"UsernameToken Username="bob", PasswordDigest="quR/EWLAV4xLf9Zqyw4pDmfV9OY=", Nonce="d36e316282959a9ed4c89851497a717f", Created="2003-12-15T14:43:07Z""#;
/// let token: UsernameToken = header.parse()?;
/// assert_eq!(token.username(), "bob");
/// assert_eq!(token.password_digest(), "quR/EWLAV4xLf9Zqyw4pDmfV9OY=");
/// assert_eq!(token.nonce(), "d36e316282959a9ed4c89851497a717f");
/// assert_eq!(token.created(), "2003-12-15T14:43:07Z");
/// assert_eq!(token.to_string(), header);
/// assert_eq!(token.to_string().parse(), Ok(token));
/// # Ok::<(), Rejection>(())
/// ```
#[derive(Clone)]
pub struct UsernameToken {
    /// The header value; the four values are parts of it.
    header: String,
    username_len: usize,
    digest_len: usize,
    nonce_len: usize,
    authorization: &'static str,
}

const BEFORE_USERNAME: &str = "UsernameToken Username=\"";
const BEFORE_DIGEST: &str = "\", PasswordDigest=\"";
const BEFORE_NONCE: &str = "\", Nonce=\"";
const BEFORE_CREATED: &str = "\", Created=\"";
const END: &str = "\"";

const FRAME_LEN: usize =
    BEFORE_USERNAME.len() + BEFORE_DIGEST.len() + BEFORE_NONCE.len() + BEFORE_CREATED.len() + END.len();

impl UsernameToken {
    /// Lays the four values out in one allocation. Each closure appends one value; `len` is the length
    /// of all values.
    pub(crate) fn lay_out(
        authorization: &'static str,
        len: usize,
        username: &str,
        digest: impl FnOnce(&mut Vec<u8>),
        nonce: impl FnOnce(&mut Vec<u8>),
        created: impl FnOnce(&mut Vec<u8>),
    ) -> Self {
        let mut header = Vec::with_capacity(FRAME_LEN + len);
        header.extend_from_slice(BEFORE_USERNAME.as_bytes());
        header.extend_from_slice(username.as_bytes());
        header.extend_from_slice(BEFORE_DIGEST.as_bytes());
        let digest_len = appended(&mut header, digest);
        header.extend_from_slice(BEFORE_NONCE.as_bytes());
        let nonce_len = appended(&mut header, nonce);
        header.extend_from_slice(BEFORE_CREATED.as_bytes());
        created(&mut header);
        header.extend_from_slice(END.as_bytes());
        let header = text::into_text(header);
        Self { header, username_len: username.len(), digest_len, nonce_len, authorization }
    }

    /// The API key.
    #[must_use]
    pub fn username(&self) -> &str {
        &self.header[BEFORE_USERNAME.len()..][..self.username_len]
    }

    /// PasswordDigest as it stands in the header.
    #[must_use]
    pub fn password_digest(&self) -> &str {
        &self.header[self.digest_start()..][..self.digest_len]
    }

    /// Nonce as it stands in the header.
    #[must_use]
    pub fn nonce(&self) -> &str {
        &self.header[self.nonce_start()..][..self.nonce_len]
    }

    /// Created as it stands in the header.
    #[must_use]
    pub fn created(&self) -> &str {
        let start = self.nonce_start() + self.nonce_len + BEFORE_CREATED.len();
        &self.header[start..self.header.len() - END.len()]
    }

    /// The value of `X-WSSE`.
    #[must_use]
    pub fn header(&self) -> &str {
        &self.header
    }

    /// The value of `X-WSSE`, without a copy.
    #[must_use]
    pub fn into_header(self) -> String {
        self.header
    }

    /// The headers to set on the request, replacing those of the same name: `Authorization` and `X-WSSE`.
    ///
    /// `Authorization` is what the dialect of the signer wants; after parsing, the common
    /// `WSSE profile="UsernameToken"`. Mark the value of `X-WSSE` as sensitive where the HTTP client can.
    ///
    /// ```
    /// # fn main() -> Result<(), xwsse::SignError> {
    /// # #[cfg(feature = "std")] {
    /// let token = xwsse::Signer::new("key", "secret")?.sign()?;
    /// let [(name, value), (_, header)] = token.headers();
    /// assert_eq!((name, value), ("Authorization", r#"WSSE profile="UsernameToken""#));
    /// assert!(header.starts_with(r#"UsernameToken Username="key", "#));
    /// # }
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn headers(&self) -> [(&'static str, &str); 2] {
        [("Authorization", self.authorization), ("X-WSSE", &self.header)]
    }

    /// The fields of Penneo's OAuth grant `api_keys`, which carries the same digest in a JSON body.
    #[must_use]
    pub fn api_keys(&self) -> ApiKeys<'_> {
        ApiKeys {
            key: self.username(),
            nonce: self.nonce(),
            created_at: self.created(),
            digest: self.password_digest(),
        }
    }

    fn digest_start(&self) -> usize {
        BEFORE_USERNAME.len() + self.username_len + BEFORE_DIGEST.len()
    }

    fn nonce_start(&self) -> usize {
        self.digest_start() + self.digest_len + BEFORE_NONCE.len()
    }
}

fn appended(header: &mut Vec<u8>, value: impl FnOnce(&mut Vec<u8>)) -> usize {
    let start = header.len();
    value(header);
    header.len() - start
}

/// The fields of Penneo's OAuth grant `api_keys`, by the names that they have in its JSON body.
///
/// `grant_type`, `client_id` and `client_secret` go beside them; they are not part of the digest.
///
/// ```
/// # fn main() -> Result<(), xwsse::SignError> {
/// # #[cfg(feature = "std")] {
/// let token = xwsse::Signer::new("key", "secret")?.sign()?;
/// let grant = token.api_keys();
/// assert_eq!((grant.key, grant.digest), ("key", token.password_digest()));
/// assert_eq!((grant.nonce, grant.created_at), (token.nonce(), token.created()));
/// # }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct ApiKeys<'t> {
    /// The API key: Username.
    pub key: &'t str,
    /// Nonce.
    pub nonce: &'t str,
    /// Created.
    pub created_at: &'t str,
    /// PasswordDigest.
    pub digest: &'t str,
}

impl FromStr for UsernameToken {
    type Err = Rejection;

    fn from_str(text: &str) -> Result<Self, Rejection> {
        let text = header::only_value([text])?;
        let Fields { username, digest, nonce, created } = Fields::read(text, SchemeWord::Required, false)?;
        let len = username.len() + digest.len() + nonce.len() + created.len();
        Ok(Self::lay_out(
            Dialect::PENNEO.authorization,
            len,
            username,
            |header| header.extend_from_slice(digest.as_bytes()),
            |header| header.extend_from_slice(nonce.as_bytes()),
            |header| header.extend_from_slice(created.as_bytes()),
        ))
    }
}

/// Tokens are the same when their headers are.
impl PartialEq for UsernameToken {
    fn eq(&self, other: &Self) -> bool {
        self.header == other.header
    }
}

impl Eq for UsernameToken {}

impl Display for UsernameToken {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.header)
    }
}

impl fmt::Debug for UsernameToken {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("UsernameToken")
            .field("username", &self.username())
            .field("nonce", &self.nonce())
            .field("created", &self.created())
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for ApiKeys<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiKeys")
            .field("key", &self.key)
            .field("nonce", &self.nonce)
            .field("created_at", &self.created_at)
            .finish_non_exhaustive()
    }
}
