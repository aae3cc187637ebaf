//! Who has which secrets.

use alloc::borrow::Cow;
use alloc::collections::BTreeMap;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::borrow::Borrow;
#[cfg(feature = "std")]
use core::hash::{BuildHasher, Hash};

use crate::secret::Secret;

/// Bytes of the longest username.
pub(crate) const MAX_USERNAME: usize = 256;

/// Looks up the active secrets of a username.
///
/// Implemented for maps from username to a secret or a list of them, and for closures that give such a
/// list or [`Credentials`]; share one among verifiers in an `Arc`. The list is empty for nobody; it holds several secrets while they are rotated, and a token made with any of them is
/// accepted. An error refuses the request with [`Rejection::SecretsUnavailable`] (503): never answer
/// "nobody" for a look-up that failed.
///
/// ```
/// use std::collections::HashMap;
/// use xwsse::{MemoryReplayStore, Secret, SecretsUnavailable, Verifier};
///
/// // A map: username to its active secrets.
/// let secrets = HashMap::from([("alice".to_string(), vec![Secret::new("new")?, Secret::new("old")?])]);
/// let by_map = Verifier::new(secrets, MemoryReplayStore::new());
///
/// // One secret for each.
/// let one_each = HashMap::from([("alice", Secret::new("s3cr3t")?)]);
/// let by_small_map = Verifier::new(one_each, MemoryReplayStore::new());
///
/// // A closure.
/// let by_closure = Verifier::new(
///     |username: &str| match username {
///         "alice" => Ok(vec![Secret::new("s3cr3t").map_err(|_| SecretsUnavailable)?]),
///         _ => Ok(vec![]),
///     },
///     MemoryReplayStore::new(),
/// );
/// # Ok::<(), xwsse::SignError>(())
/// ```
///
/// [`Rejection::SecretsUnavailable`]: crate::Rejection::SecretsUnavailable
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
/// use xwsse::{Credentials, Secret};
///
/// // A look-up that takes "Alice" for "alice" says whose token it is: the identity, and the claims on nonce
/// // and Created, are made of the canonical name.
/// let found = Credentials::from(vec![Secret::new("s3cr3t")?]).canonical("alice");
/// # Ok::<(), xwsse::SignError>(())
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

    pub(crate) fn secrets(&self) -> &[Secret] {
        &self.secrets
    }

    /// The name that claims are made on: the canonical one, unless no header could have it.
    pub(crate) fn username<'a>(&'a self, written: &'a str) -> Option<&'a str> {
        let Some(name) = self.canonical.as_deref() else { return Some(written) };
        ((1..=MAX_USERNAME).contains(&name.len()) && !name.contains(char::is_control)).then_some(name)
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
