//! A token that was read, on its way to an identity.

use alloc::borrow::Cow;
use alloc::string::String;
use chrono::{DateTime, Utc};
use core::fmt;
use xwsse_authn::{
    Authenticated, Bytes, Claimed, Claims, Credentials, HashBytes, HeaderScheme, Rejection, Scheme, SecretRef,
};

use crate::dialect::Dialect;
use crate::header::{self, Fields};

/// The scheme in a claim's identity. Penneo's OAuth grant and SOAP's `UsernameToken` have the same digest, and claim under
/// the same word.
const SCHEME: &str = "x-wsse";

/// A token that follows the grammar and falls into the window. It is not authenticated yet.
///
/// [`Verifier::verify_at`](crate::Verifier::verify_at) goes all the way. The steps are for programs that look the
/// secrets up or claim asynchronously: read, look up [`username`](Self::username),
/// [`authenticate`](Self::authenticate), then [`claim`](Authenticated::claim); or, with a store that is
/// awaited, ask it for the [`claims_at`](Authenticated::claims_at) the time and
/// [`accept`](Authenticated::accept) its answer.
///
/// ```
/// use xwsse::{Candidate, Credentials, Dialect, MemoryReplayStore, ReplayStore, Secret, Signer, Utc};
///
/// let store = MemoryReplayStore::new();
/// let token = Signer::new("key", "secret")?.sign()?;
/// let now = Utc::now();
///
/// let candidate = Candidate::read(&Dialect::PENNEO, [token.header()], now)?;
/// assert_eq!(candidate.username(), "key");
/// let credentials = Credentials::from(vec![Secret::new("secret")?]); // … awaited
/// let authenticated = candidate.authenticate(&credentials)?;
/// let outcome = store.claim(authenticated.claims_at(now)?, now); // … awaited
/// let identity = authenticated.accept(outcome)?;
/// assert_eq!(identity.username(), "key");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Candidate<'h> {
    dialect: Dialect,
    username: Cow<'h, str>,
    nonce: Bytes,
    digest: HashBytes,
    /// As it stands in the header: so it enters the digest.
    created_text: Cow<'h, str>,
    created: DateTime<Utc>,
}

impl<'h> Candidate<'h> {
    /// Reads all values that the request has for the header `X-WSSE`, and checks the window.
    ///
    /// # Errors
    /// The [`Rejection`]s of the parse, of the values and of the window; the first that applies.
    pub fn read<T>(
        dialect: &Dialect,
        values: impl IntoIterator<Item = &'h T>,
        now: DateTime<Utc>,
    ) -> Result<Self, Rejection>
    where
        T: AsRef<[u8]> + ?Sized + 'h,
    {
        dialect.read(header::only_value(values)?, now)
    }

    /// The username to look up.
    #[must_use]
    pub fn username(&self) -> &str {
        &self.username
    }

    /// The same, which does not borrow the header any more: to keep between the steps.
    ///
    /// ```
    /// use xwsse::{Candidate, Dialect, Signer, Utc};
    ///
    /// let candidate: Candidate<'static> = {
    ///     let header = Signer::new("key", "secret")?.sign()?.into_header();
    ///     Candidate::read(&Dialect::PENNEO, [&header], Utc::now())?.into_owned()
    /// };
    /// assert_eq!(candidate.username(), "key");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn into_owned(self) -> Candidate<'static> {
        let Self { dialect, username, nonce, digest, created_text, created } = self;
        let (username, created_text) = (username.into_owned().into(), created_text.into_owned().into());
        Candidate { dialect, username, nonce, digest, created_text, created }
    }

    /// Compares the digest with that of every active secret, in constant time.
    ///
    /// # Errors
    /// [`Rejection::UsernameUnknown`] when there is no secret, [`Rejection::DigestMismatch`];
    /// [`Rejection::SecretsUnavailable`] when no header could have the [canonical](Credentials::canonical) name.
    pub fn authenticate(&self, credentials: &Credentials<'_>) -> Result<Authenticated, Rejection> {
        let secret_index = credentials.matching(|secret| self.was_made_with(secret))?;
        let username = credentials.username(&self.username)?;
        Ok(Authenticated::new(self.claims(username), secret_index, self.dialect.name))
    }

    fn was_made_with(&self, secret: SecretRef<'_>) -> bool {
        let (nonce, created) = (self.nonce.as_slice(), self.created_text.as_bytes());
        self.dialect.hash.of_secret(nonce, created, secret).equals(&self.digest)
    }

    fn claims(&self, username: &str) -> Claims {
        let Dialect { window, unique_nonce, unique_created, .. } = self.dialect;
        let claimed = [
            Some(Claimed::digest(SCHEME, self.digest.as_slice())),
            unique_nonce.then(|| Claimed::nonce(SCHEME, self.nonce.as_slice())),
            unique_created.then(|| Claimed::created(SCHEME)),
        ];
        Claims::new(username, self.created, window, claimed)
    }
}

/// X-WSSE in a dialect.
impl Scheme for Dialect {
    /// The value of the header.
    type Request<'r> = &'r str;
    type Candidate<'r> = Candidate<'r>;
    type Found<'s> = Credentials<'s>;

    fn read<'r>(&self, value: Self::Request<'r>, now: DateTime<Utc>) -> Result<Candidate<'r>, Rejection> {
        let fields = Fields::read(value, self.scheme_word, self.ignore_unknown)?;
        let nonce = self.nonce.read(fields.nonce, self.max_nonce_len)?;
        let digest = self.digest.read(fields.digest, self.hash).ok_or(Rejection::DigestInvalid)?;
        let created = self.read_created(fields.created)?;
        self.window.check(created, now)?;
        Ok(Candidate {
            dialect: *self,
            username: fields.username.into(),
            nonce,
            digest,
            created_text: fields.created.into(),
            created,
        })
    }

    fn name<'c>(candidate: &'c Candidate<'_>) -> &'c str {
        candidate.username()
    }

    fn authenticate(
        candidate: &Candidate<'_>,
        credentials: &Credentials<'_>,
    ) -> Result<Authenticated, Rejection> {
        candidate.authenticate(credentials)
    }
}

impl HeaderScheme for Dialect {
    fn header_names(&self) -> &'static [&'static str] {
        &["x-wsse"]
    }

    fn challenge(&self, realm: &str) -> String {
        header::challenge(realm)
    }

    fn request<'r, V: Iterator<Item = &'r [u8]>>(
        &self,
        values: impl Fn(&'static str) -> V,
    ) -> Result<&'r str, Rejection> {
        header::only_value(values("x-wsse"))
    }
}

impl fmt::Debug for Candidate<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Candidate")
            .field("username", &self.username)
            .field("created", &self.created)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = r#"UsernameToken Username="user", PasswordDigest="IAi+AjzrFAdVY2bqeCpaDzzKE6U=", Nonce="YWJjZA==", Created="2026-03-14T10:00:00Z""#;

    #[test]
    fn e1_a_digest_of_another_length_is_refused_before_anybody_is_looked_up() {
        let now = DateTime::from_timestamp_nanos(1_773_482_400_000_000_000);
        for digest in ["", "IAi+AjzrFAdVY2bqeCpaDzzKEw==", "not base64"] {
            let header = HEADER.replace("IAi+AjzrFAdVY2bqeCpaDzzKE6U=", digest);
            let outcome = Candidate::read(&Dialect::PENNEO, [&header], now);
            assert_eq!(outcome.map(|_| ()), Err(Rejection::DigestInvalid));
        }
    }
}
