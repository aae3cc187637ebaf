//! Who has which secrets, asked asynchronously.

use std::fmt;
use std::future::Future;

use xwsse::{Credentials, Secrets, SecretsUnavailable};

/// Looks up the active secrets of a username, in a database for example.
///
/// Everything that is [`Secrets`] is this too: maps, and closures that answer at once. For an asynchronous
/// closure there is [`look_up_with`]; otherwise implement it, with an `async fn`:
///
/// ```
/// use xwsse::{Credentials, Secret, SecretsUnavailable};
/// use xwsse_http::AsyncSecrets;
///
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
/// `Alice` for `alice` must say so with [`Credentials::canonical`]. It may be dropped before it is done.
pub trait AsyncSecrets: Send + Sync {
    /// The credentials of this username, which comes from a header that nothing vouches for yet.
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

/// Secrets that an asynchronous closure looks up. It is given the username, and gives a list of secrets or
/// [`Credentials`].
///
/// ```
/// use xwsse::{MemoryReplayStore, Secret, SecretsUnavailable};
/// use xwsse_http::{AsyncVerifier, look_up_with};
///
/// let secrets = look_up_with(|username: String| async move {
///     match username.as_str() {
///         "alice" => Ok(vec![Secret::new("s3cr3t").map_err(|_| SecretsUnavailable)?]),
///         _ => Ok(vec![]), // nobody
///     }
/// });
/// let verifier = AsyncVerifier::new(secrets, MemoryReplayStore::new());
/// ```
pub const fn look_up_with<F, A, C>(look_up: F) -> LookUpWith<F>
where
    F: Fn(String) -> A + Send + Sync,
    A: Future<Output = Result<C, SecretsUnavailable>> + Send,
    C: Into<Credentials<'static>>,
{
    LookUpWith(look_up)
}

/// What [`look_up_with`] gives.
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
