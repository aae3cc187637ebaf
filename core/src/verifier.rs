//! The order of checks: from the header to an identity, or to the reason why not.

use chrono::{DateTime, Utc};
use core::fmt;
use xwsse_authn::{self as authn, Authenticated, Identity, Rejection, ReplayStore, Secrets};

use crate::dialect::Dialect;
use crate::header;

/// Turns a header into an [`Identity`] or a [`Rejection`].
///
/// It bounds the size, parses, checks the window, looks the secrets up, compares the digest in constant
/// time, and claims the token in one atomic step, in this order: a stranger's header costs no look-up
/// when it is stale and no place in the store when its digest is wrong.
///
/// Hand over **all** values of the header `X-WSSE`, so that two of them are refused. `Send` and `Sync`
/// when its secrets and its store are; share it by reference or in an `Arc`.
///
/// ```
/// use std::collections::HashMap;
/// use xwsse::{MemoryReplayStore, Rejection, Secret, Signer, Verifier};
///
/// let secrets = HashMap::from([("key".to_string(), vec![Secret::new("secret")?])]);
/// let verifier = Verifier::new(secrets, MemoryReplayStore::new());
///
/// let token = Signer::new("key", "secret")?.sign()?;
/// let identity = verifier.verify([token.header()])?;
/// assert_eq!(identity.username(), "key");
/// assert_eq!(verifier.verify([token.header()]), Err(Rejection::Replayed));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// With the crate `http`: `verifier.verify(request.headers().get_all("x-wsse"))`.
pub struct Verifier<S, R>(authn::Verifier<Dialect, S, R>);

impl<S: Secrets, R: ReplayStore> Verifier<S, R> {
    /// A verifier in the default dialect, [`Dialect::PENNEO`].
    pub const fn new(secrets: S, store: R) -> Self {
        Self(authn::Verifier { scheme: Dialect::PENNEO, look_up: secrets, store })
    }

    /// The dialect to verify in. One verifier takes one dialect, and never guesses.
    #[must_use]
    pub fn with_dialect(mut self, dialect: Dialect) -> Self {
        self.0.scheme = dialect;
        self
    }

    /// The dialect that it verifies in.
    #[must_use]
    pub const fn dialect(&self) -> &Dialect {
        &self.0.scheme
    }

    /// The store that it claims in, for example to read its gauges.
    #[must_use]
    pub const fn store(&self) -> &R {
        &self.0.store
    }

    /// Verifies by the system's clock.
    ///
    /// # Errors
    /// Why the header is refused. Answer with [`Rejection::http_status`] and log [`Rejection::code`].
    #[cfg(feature = "std")]
    pub fn verify<'h, T>(&self, values: impl IntoIterator<Item = &'h T>) -> Result<Identity, Rejection>
    where
        T: AsRef<[u8]> + ?Sized + 'h,
    {
        self.authenticate(values, Utc::now())?.claim(&self.0.store, Utc::now())
    }

    /// Verifies at a given time.
    ///
    /// # Errors
    /// Why the header is refused.
    ///
    /// ```
    /// # use std::collections::HashMap;
    /// # use xwsse::{Dialect, MemoryReplayStore, Secret, Verifier};
    /// let secrets = HashMap::from([("bob".to_string(), [Secret::new("taadtaadpstcsm")?])]);
    /// let verifier = Verifier::new(secrets, MemoryReplayStore::new()).with_dialect(Dialect::ATOM);
    /// let header = r#"UsernameToken Username="bob", PasswordDigest="quR/EWLAV4xLf9Zqyw4pDmfV9OY=", Nonce="d36e316282959a9ed4c89851497a717f", Created="2003-12-15T14:43:07Z""#;
    /// let identity = verifier.verify_at([header], "2003-12-15T14:43:10Z".parse()?)?;
    /// assert_eq!(identity.username(), "bob");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn verify_at<'h, T>(
        &self,
        values: impl IntoIterator<Item = &'h T>,
        now: DateTime<Utc>,
    ) -> Result<Identity, Rejection>
    where
        T: AsRef<[u8]> + ?Sized + 'h,
    {
        self.0.verify(header::only_value(values)?, now)
    }

    /// The first half of [`verify_at`](Self::verify_at): everything but the claims. It changes nothing.
    ///
    /// The second half is [`Authenticated::claim`].
    ///
    /// # Errors
    /// All but those of the store.
    pub fn authenticate<'h, T>(
        &self,
        values: impl IntoIterator<Item = &'h T>,
        now: DateTime<Utc>,
    ) -> Result<Authenticated, Rejection>
    where
        T: AsRef<[u8]> + ?Sized + 'h,
    {
        self.0.authenticate(header::only_value(values)?, now)
    }
}

impl<S, R> fmt::Debug for Verifier<S, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verifier").field("dialect", &self.0.scheme.name).finish_non_exhaustive()
    }
}
