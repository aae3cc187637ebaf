//! The order of checks, for any scheme: from a message to an identity, or to the reason why not.

use chrono::{DateTime, Utc};
use core::fmt;

use crate::authenticated::Authenticated;
use crate::codes::Rejection;
use crate::identity::Identity;
use crate::scheme::{AsyncLookUp, LookUp, Scheme};
use crate::store::{AsyncReplayStore, ReplayStore};

/// Turns a message into an [`Identity`] or a [`Rejection`].
///
/// It bounds the size, parses, checks the window, looks the secrets up, compares the digest in constant time, and claims
/// the message in one atomic step, in this order: a stranger's message costs no look-up when it is stale and no place in
/// the store when its digest is wrong.
pub struct Verifier<S, L, R> {
    /// The scheme, with its settings.
    pub scheme: S,
    /// Who has which secrets.
    pub look_up: L,
    /// Who may claim once.
    pub store: R,
}

impl<S: Scheme, L: LookUp<S>, R: ReplayStore> Verifier<S, L, R> {
    /// Verifies at a given time.
    ///
    /// # Errors
    /// Why the message is refused.
    pub fn verify(&self, request: S::Request<'_>, now: DateTime<Utc>) -> Result<Identity, Rejection> {
        self.authenticate(request, now)?.claim(&self.store, now)
    }

    /// The first half of [`verify`](Self::verify): everything but the claims. It changes nothing. The second half is
    /// [`Authenticated::claim`], perhaps at another time.
    ///
    /// # Errors
    /// All but those of the store.
    pub fn authenticate(
        &self,
        request: S::Request<'_>,
        now: DateTime<Utc>,
    ) -> Result<Authenticated, Rejection> {
        let candidate = self.scheme.read(request, now)?;
        let found = self.look_up.look_up(S::name(&candidate)).map_err(|_| Rejection::SecretsUnavailable)?;
        S::authenticate(&candidate, &found)
    }
}

/// [`Verifier`] for look-ups and stores that are awaited: the same steps in the same order.
///
/// Dropping a future of it at any point accepts nothing.
pub struct AsyncVerifier<S, L, R> {
    /// The scheme, with its settings.
    pub scheme: S,
    /// Who has which secrets.
    pub look_up: L,
    /// Who may claim once.
    pub store: R,
}

impl<S: Scheme, L: AsyncLookUp<S>, R: AsyncReplayStore> AsyncVerifier<S, L, R> {
    /// Verifies by this clock, which is read again after the look-up: that may have taken long.
    ///
    /// # Errors
    /// Why the message is refused.
    pub async fn verify(
        &self,
        request: S::Request<'_>,
        clock: impl Fn() -> DateTime<Utc>,
    ) -> Result<Identity, Rejection> {
        let authenticated = self.authenticate(request, clock()).await?;
        let now = clock();
        let outcome = self.store.claim(authenticated.claims_at(now)?, now).await;
        authenticated.accept(outcome)
    }

    /// Everything but the claims.
    ///
    /// # Errors
    /// All but those of the store.
    // On its own, so that the candidate is gone before the store is awaited: less to keep for each request.
    pub async fn authenticate(
        &self,
        request: S::Request<'_>,
        now: DateTime<Utc>,
    ) -> Result<Authenticated, Rejection> {
        let candidate = self.scheme.read(request, now)?;
        let found = self.look_up.look_up(S::name(&candidate)).await;
        S::authenticate(&candidate, &found.map_err(|_| Rejection::SecretsUnavailable)?)
    }
}

impl<S: fmt::Debug, L, R> fmt::Debug for Verifier<S, L, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verifier").field("scheme", &self.scheme).finish_non_exhaustive()
    }
}

impl<S: fmt::Debug, L, R> fmt::Debug for AsyncVerifier<S, L, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AsyncVerifier").field("scheme", &self.scheme).finish_non_exhaustive()
    }
}
