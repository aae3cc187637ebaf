//! A message that was made with an active secret.

use chrono::{DateTime, Utc};

use crate::claim::Claims;
use crate::codes::Rejection;
use crate::identity::Identity;
use crate::outcome::ClaimOutcome;
use crate::store::ReplayStore;

/// A message that was made with an active secret. It is let in once its claims are made.
#[derive(Debug)]
#[must_use = "the message is not accepted before its claims are made"]
pub struct Authenticated {
    claims: Claims,
    secret_index: usize,
    dialect: &'static str,
}

impl Authenticated {
    /// For a scheme, which vouches that the message was made with this secret of the claims' username, in this dialect or
    /// profile.
    pub const fn new(claims: Claims, secret_index: usize, dialect: &'static str) -> Self {
        Self { claims, secret_index, dialect }
    }

    /// What a [`ReplayStore`] must be asked.
    #[must_use]
    pub const fn claims(&self) -> &Claims {
        &self.claims
    }

    /// The claims, to make at this time: the time of the claim, not that of the reading. A look-up may have
    /// taken so long that the message cannot pass the window any more, and a store may have forgotten its
    /// first use.
    ///
    /// # Errors
    /// [`Rejection::CreatedStale`] in that case.
    pub fn claims_at(&self, now: DateTime<Utc>) -> Result<&Claims, Rejection> {
        if now > self.claims.keep_until() {
            return Err(Rejection::CreatedStale);
        }
        Ok(&self.claims)
    }

    /// Claims in this store, and returns the identity. `now` is the time of the claim.
    ///
    /// # Errors
    /// As [`claims_at`](Self::claims_at), or the [`Rejection`] for the store's answer.
    pub fn claim(self, store: &impl ReplayStore, now: DateTime<Utc>) -> Result<Identity, Rejection> {
        let outcome = store.claim(self.claims_at(now)?, now);
        self.accept(outcome)
    }

    /// The identity, if the store's answer is that the claims are the first.
    ///
    /// # Errors
    /// The [`Rejection`] for any other answer.
    pub fn accept(self, outcome: ClaimOutcome) -> Result<Identity, Rejection> {
        outcome.into_result()?;
        let Self { claims, secret_index, dialect } = self;
        let created = claims.created();
        Ok(Identity { username: claims.into_username(), created, secret_index, dialect })
    }
}
