//! Who has which secrets.

use alloc::borrow::Cow;
use alloc::borrow::ToOwned;
use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::borrow::Borrow;
use core::fmt;
use core::future::Future;
#[cfg(feature = "std")]
use core::hash::{BuildHasher, Hash};

use crate::codes::Rejection;
use crate::secret::{Secret, SecretRef};

/// Bytes of the longest username.
pub const MAX_USERNAME: usize = 256;

/// Looks up the active secrets of a username.
///
/// Implemented for maps from username to a secret or a list of them, and for closures that return such a list or
/// [`Credentials`]; share one among verifiers in an `Arc`. The list is empty for nobody. It holds several secrets while
/// they are rotated, and a token made with any of them is accepted. An error refuses the request with
/// [`Rejection::SecretsUnavailable`] (503): never answer "nobody" for a look-up that failed.
///
/// ```
/// use std::collections::HashMap;
/// use xwsse_authn::{Credentials, Secret, Secrets, SecretsUnavailable};
///
/// // A map: username to its active secrets.
/// let secrets = HashMap::from([("alice".to_string(), vec![Secret::new("new")?, Secret::new("old")?])]);
/// assert!(secrets.look_up("alice").is_ok());
///
/// // One secret for each.
/// let one_each = HashMap::from([("alice", Secret::new("s3cr3t")?)]);
/// assert!(one_each.look_up("bob").is_ok());
///
/// // A closure.
/// let by_closure = |username: &str| match username {
///     "alice" => Ok(vec![Secret::new("s3cr3t").map_err(|_| SecretsUnavailable)?]),
///     _ => Ok(vec![]),
/// };
/// assert!(by_closure.look_up("alice").is_ok());
/// # Ok::<(), xwsse_authn::SignError>(())
/// ```
pub trait Secrets {
    /// The credentials of this username, which comes from a header that nothing vouches for yet.
    ///
    /// # Errors
    /// [`SecretsUnavailable`] when it cannot be known now.
    fn look_up<'s>(&'s self, username: &'s str) -> Result<Credentials<'s>, SecretsUnavailable>;
}

/// The look-up failed; the request will be answered with 503.
///
/// Log the cause where it happens: it does not travel with the rejection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the secrets cannot be looked up now; log the cause and let the client try again")]
pub struct SecretsUnavailable;

/// What a look-up found: the active secrets, and the name that they belong to.
///
/// ```
/// use xwsse_authn::{Credentials, Secret};
///
/// // A look-up that takes "Alice" for "alice" says whose token it is: the identity, and the claims on nonce
/// // and Created, are made of the canonical name.
/// let found = Credentials::from(vec![Secret::new("s3cr3t")?]).canonical("alice");
/// # Ok::<(), xwsse_authn::SignError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Credentials<'s> {
    secrets: Cow<'s, [Secret]>,
    canonical: Option<Cow<'s, str>>,
}

impl<'s> Credentials<'s> {
    /// Nobody has this username.
    #[must_use]
    pub const fn nobody() -> Self {
        Self { secrets: Cow::Borrowed(&[]), canonical: None }
    }

    /// This user's canonical name, if it may differ from the spelling in the header.
    ///
    /// It must be what a header could have, 1 to 256 bytes without control characters; any other value counts
    /// as a failed look-up.
    #[must_use]
    pub fn canonical(mut self, username: impl Into<Cow<'s, str>>) -> Self {
        self.canonical = Some(username.into());
        self
    }

    /// The first of the active secrets, from 0, that the message was made with: `made_with` compares in constant time.
    /// It is called once for each secret, and once with a decoy for nobody, without stopping at a match.
    ///
    /// # Errors
    /// [`Rejection::UsernameUnknown`] when there is no secret, [`Rejection::DigestMismatch`].
    pub fn matching(&self, mut made_with: impl FnMut(SecretRef<'_>) -> bool) -> Result<usize, Rejection> {
        let mut matched = None;
        for index in (0..self.secrets.len().max(1)).rev() {
            let secret = self.secrets.get(index).map_or(SecretRef::decoy(), Secret::borrow);
            if made_with(secret) {
                matched = Some(index);
            }
        }
        match (&*self.secrets, matched) {
            ([], _) => Err(Rejection::UsernameUnknown),
            (_, None) => Err(Rejection::DigestMismatch),
            (_, Some(index)) => Ok(index),
        }
    }

    /// The name that identity and claims are made of: the canonical one, or that in the header.
    ///
    /// # Errors
    /// [`Rejection::SecretsUnavailable`] when no header could have the canonical name.
    pub fn username<'a>(&'a self, written: &'a str) -> Result<&'a str, Rejection> {
        let Some(name) = self.canonical.as_deref() else { return Ok(written) };
        let is_one = (1..=MAX_USERNAME).contains(&name.len()) && !name.contains(char::is_control);
        if is_one { Ok(name) } else { Err(Rejection::SecretsUnavailable) }
    }
}

impl<'s> From<&'s [Secret]> for Credentials<'s> {
    fn from(secrets: &'s [Secret]) -> Self {
        Self { secrets: Cow::Borrowed(secrets), canonical: None }
    }
}

impl From<Vec<Secret>> for Credentials<'_> {
    fn from(secrets: Vec<Secret>) -> Self {
        Self { secrets: Cow::Owned(secrets), canonical: None }
    }
}

impl<K: Borrow<str> + Ord, V: AsRef<[Secret]>> Secrets for BTreeMap<K, V> {
    fn look_up<'s>(&'s self, username: &'s str) -> Result<Credentials<'s>, SecretsUnavailable> {
        Ok(self.get(username).map_or_else(Credentials::nobody, |secrets| secrets.as_ref().into()))
    }
}

#[cfg(feature = "std")]
impl<K, V, H> Secrets for std::collections::HashMap<K, V, H>
where
    K: Borrow<str> + Eq + Hash,
    V: AsRef<[Secret]>,
    H: BuildHasher,
{
    fn look_up<'s>(&'s self, username: &'s str) -> Result<Credentials<'s>, SecretsUnavailable> {
        Ok(self.get(username).map_or_else(Credentials::nobody, |secrets| secrets.as_ref().into()))
    }
}

impl<F, C> Secrets for F
where
    F: Fn(&str) -> Result<C, SecretsUnavailable>,
    C: Into<Credentials<'static>>,
{
    fn look_up<'s>(&'s self, username: &'s str) -> Result<Credentials<'s>, SecretsUnavailable> {
        self(username).map(Into::into)
    }
}

impl<S: Secrets + ?Sized> Secrets for Arc<S> {
    fn look_up<'s>(&'s self, username: &'s str) -> Result<Credentials<'s>, SecretsUnavailable> {
        (**self).look_up(username)
    }
}

/// Looks up the active secrets of a username, in a database for example.
///
/// Everything that is [`Secrets`] is this too: maps, and closures that answer at once. For an asynchronous
/// closure there is [`look_up_with`]; otherwise implement it, with an `async fn`:
///
/// ```
/// use xwsse_authn::{AsyncSecrets, Credentials, Secret, SecretsUnavailable};
/// ///
/// struct Database; // a pool of connections
///
/// impl Database {
///     async fn secrets_of(&self, username: &str) -> std::io::Result<Vec<Vec<u8>>> {
///         Ok(if username == "alice" { vec![b"s3cr3t".to_vec()] } else { vec![] })
///     }
/// }
///
/// impl AsyncSecrets for Database {
///     async fn look_up<'s>(&'s self, username: &'s str) -> Result<Credentials<'s>, SecretsUnavailable> {
///         // Log the cause here: the peer sees a 503, and it does not travel any further.
///         let found = self.secrets_of(username).await.map_err(|_| SecretsUnavailable)?;
///         let secrets: Result<Vec<_>, _> = found.into_iter().map(Secret::new).collect();
///         Ok(Credentials::from(secrets.map_err(|_| SecretsUnavailable)?))
///     }
/// }
/// ```
///
/// The list is empty for nobody, and holds several secrets while they are rotated. A look-up that takes
/// `Alice` for `alice` says so with [`Credentials::canonical`]. It may be dropped before it is done.
pub trait AsyncSecrets: Send + Sync {
    /// The credentials of this username, which comes from a header that is not authenticated yet.
    ///
    /// # Errors
    /// [`SecretsUnavailable`] when it cannot be known now: the request is answered with 503.
    fn look_up<'s>(
        &'s self,
        username: &'s str,
    ) -> impl Future<Output = Result<Credentials<'s>, SecretsUnavailable>> + Send;
}

impl<S: Secrets + Send + Sync> AsyncSecrets for S {
    async fn look_up<'s>(&'s self, username: &'s str) -> Result<Credentials<'s>, SecretsUnavailable> {
        Secrets::look_up(self, username)
    }
}

/// Secrets that an asynchronous closure looks up. It is handed the username, and returns a list of secrets or
/// [`Credentials`].
///
/// ```
/// use xwsse_authn::{Secret, SecretsUnavailable, look_up_with};
///
/// let secrets = look_up_with(|username: String| async move {
///     match username.as_str() {
///         "alice" => Ok(vec![Secret::new("s3cr3t").map_err(|_| SecretsUnavailable)?]),
///         _ => Ok(vec![]), // nobody
///     }
/// });
/// # let _ = secrets;
/// ```
pub const fn look_up_with<F, A, C>(look_up: F) -> LookUpWith<F>
where
    F: Fn(String) -> A + Send + Sync,
    A: Future<Output = Result<C, SecretsUnavailable>> + Send,
    C: Into<Credentials<'static>>,
{
    LookUpWith(look_up)
}

/// What [`look_up_with`] returns.
#[derive(Clone)]
pub struct LookUpWith<F>(F);

impl<F, A, C> AsyncSecrets for LookUpWith<F>
where
    F: Fn(String) -> A + Send + Sync,
    A: Future<Output = Result<C, SecretsUnavailable>> + Send,
    C: Into<Credentials<'static>>,
{
    async fn look_up<'s>(&'s self, username: &'s str) -> Result<Credentials<'s>, SecretsUnavailable> {
        (self.0)(username.to_owned()).await.map(Into::into)
    }
}

impl<F> fmt::Debug for LookUpWith<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LookUpWith(…)")
    }
}

#[cfg(all(test, not(loom)))]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on must fail")]
mod tests {
    use super::*;
    use alloc::vec;

    /// The outcome for a message that was made with "right", and how many secrets were tried.
    fn judge(secrets: &[&str]) -> (Result<usize, Rejection>, u32) {
        let secrets: Vec<_> = secrets.iter().map(|secret| Secret::new(secret).unwrap()).collect();
        let mut tried = 0;
        let outcome = Credentials::from(secrets).matching(|secret| {
            tried += 1;
            secret.bytes() == b"right"
        });
        (outcome, tried)
    }

    #[test]
    fn nobody_costs_as_much_as_one_wrong_secret() {
        assert_eq!(judge(&["wrong"]), (Err(Rejection::DigestMismatch), 1));
        assert_eq!(judge(&[]), (Err(Rejection::UsernameUnknown), 1));
    }

    #[test]
    fn each_active_secret_is_tried_wherever_the_right_one_is() {
        assert_eq!(judge(&["wrong"; 4]), (Err(Rejection::DigestMismatch), 4));
        assert_eq!(judge(&["right", "wrong", "wrong"]), (Ok(0), 3));
        assert_eq!(judge(&["wrong", "right", "wrong"]), (Ok(1), 3));
        assert_eq!(judge(&["wrong", "wrong", "right"]), (Ok(2), 3));
        assert_eq!(judge(&["right", "right"]), (Ok(0), 2));
    }

    #[test]
    fn the_decoy_lets_nobody_in() {
        let all = Credentials::from(vec![]).matching(|_| true);
        assert_eq!(all, Err(Rejection::UsernameUnknown));
    }
}
