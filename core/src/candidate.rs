//! A token on its way to an identity: read and fresh, then authentic, then the first of its kind.

use alloc::string::String;
use chrono::{DateTime, Utc};
use core::fmt;

use crate::claim::{ClaimOutcome, Claims};
use crate::dialect::Dialect;
use crate::digest::HashBytes;
use crate::error::Rejection;
use crate::header::{self, Fields};
use crate::nonce::NonceBytes;
use crate::secret::Secret;
use crate::secrets::Credentials;
use crate::store::ReplayStore;

/// The scheme in a claim's identity.
const SCHEME: &str = "x-wsse";

/// Hashed for an unknown username, so that it costs the same work as a known one.
const DECOY: [u8; 32] = [0x5a; 32];

/// A token that follows the grammar and falls into the window. Nothing vouches for it yet.
///
/// [`Verifier::verify_at`](crate::Verifier::verify_at) goes all the way. The steps are for whoever looks the
/// secrets up or claims asynchronously: read, look up [`username`](Self::username),
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
/// let candidate = Candidate::read(&Dialect::PENNEO, [token.header()], now, false)?;
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
    username: &'h str,
    nonce: NonceBytes,
    digest: HashBytes,
    /// As it stands in the header: so it enters the digest.
    created_text: &'h str,
    created: DateTime<Utc>,
}

impl<'h> Candidate<'h> {
    /// Reads all values that the request has for the header `X-WSSE`, and checks the window.
    ///
    /// `ignore_unknown` passes over parameters that the scheme does not have, rather than refuse them.
    ///
    /// # Errors
    /// The [`Rejection`]s of the parse, of the values and of the window; the first that applies.
    pub fn read<T>(
        dialect: &Dialect,
        values: impl IntoIterator<Item = &'h T>,
        now: DateTime<Utc>,
        ignore_unknown: bool,
    ) -> Result<Self, Rejection>
    where
        T: AsRef<[u8]> + ?Sized + 'h,
    {
        let text = header::only_value(values)?;
        let fields = Fields::read(text, dialect.scheme_word, ignore_unknown)?;
        let nonce = dialect.nonce.read(fields.nonce, dialect.max_nonce_len)?;
        let digest = dialect.digest.read(fields.digest, dialect.hash).ok_or(Rejection::DigestInvalid)?;
        let created = dialect.read_created(fields.created)?;
        dialect.window.check(created, now)?;
        Ok(Self {
            dialect: *dialect,
            username: fields.username,
            nonce,
            digest,
            created_text: fields.created,
            created,
        })
    }

    /// The username to look up.
    #[must_use]
    pub const fn username(&self) -> &'h str {
        self.username
    }

    /// Compares the digest with that of every active secret, in constant time.
    ///
    /// # Errors
    /// [`Rejection::UsernameUnknown`] when there is no secret, [`Rejection::DigestMismatch`];
    /// [`Rejection::SecretsUnavailable`] when the [canonical](Credentials::canonical) name is none.
    pub fn authenticate(&self, credentials: &Credentials<'_>) -> Result<Authenticated, Rejection> {
        let secrets = credentials.secrets();
        let mut matched = None;
        // One way for all: with the decoy for nobody, and to the first without stopping at a match.
        for index in (0..secrets.len().max(1)).rev() {
            if self.was_made_with(secrets.get(index).map_or(&DECOY, Secret::bytes)) {
                matched = Some(index);
            }
        }
        let secret_index = match (secrets, matched) {
            ([], _) => return Err(Rejection::UsernameUnknown),
            (_, None) => return Err(Rejection::DigestMismatch),
            (_, Some(index)) => index,
        };
        let username = credentials.username(self.username).ok_or(Rejection::SecretsUnavailable)?;
        Ok(Authenticated { claims: self.claims(username), secret_index, dialect: self.dialect.name })
    }

    fn was_made_with(&self, secret: &[u8]) -> bool {
        let parts = [self.nonce.as_slice(), self.created_text.as_bytes(), secret];
        self.dialect.hash.of(&parts).equals(&self.digest)
    }

    fn claims(&self, username: &str) -> Claims {
        let window = &self.dialect.window;
        let mut claims = Claims::new(SCHEME, username.into(), self.digest, self.created, window);
        if self.dialect.unique_nonce {
            claims.unique_nonce(self.nonce.clone());
        }
        if self.dialect.unique_created {
            claims.unique_created();
        }
        claims
    }
}

/// A token that was made with an active secret. It is let in once its claims are made.
#[derive(Debug)]
#[must_use = "the token is not accepted before its claims are made"]
pub struct Authenticated {
    claims: Claims,
    secret_index: usize,
    dialect: &'static str,
}

impl Authenticated {
    /// What a [`ReplayStore`](crate::ReplayStore) must be asked.
    #[must_use]
    pub const fn claims(&self) -> &Claims {
        &self.claims
    }

    /// The claims, to make at this time: the time of the claim, not that of the reading. A look-up may have
    /// taken so long that the token cannot pass the window any more, and a store may have forgotten its
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

    /// Claims in this store, and gives the identity. `now` is the time of the claim.
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
        Ok(Identity { created: claims.created(), username: claims.into_username(), secret_index, dialect })
    }
}

/// Who signed an accepted request.
///
/// ```
/// # use std::collections::HashMap;
/// # use xwsse::{MemoryReplayStore, Secret, Signer, Verifier};
/// # let secrets = HashMap::from([("key".to_string(), [Secret::new("secret")?])]);
/// # let verifier = Verifier::new(secrets, MemoryReplayStore::new());
/// # let token = Signer::new("key", "secret")?.sign()?;
/// let identity = verifier.verify([token.header()])?;
/// assert_eq!(identity.username(), "key");
/// assert_eq!(identity.secret_index(), 0);
/// assert_eq!(identity.dialect(), "penneo");
/// assert!(identity.created() <= xwsse::Utc::now());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    username: String,
    created: DateTime<Utc>,
    secret_index: usize,
    dialect: &'static str,
}

impl Identity {
    /// The username: the canonical one where the look-up gave it. It may hold any character but control
    /// characters; escape it where you print it.
    #[must_use]
    pub fn username(&self) -> &str {
        &self.username
    }

    /// When the client says it signed.
    #[must_use]
    pub const fn created(&self) -> DateTime<Utc> {
        self.created
    }

    /// Which of the active secrets it was made with, from 0: tells when an old one is no longer used.
    #[must_use]
    pub const fn secret_index(&self) -> usize {
        self.secret_index
    }

    /// The name of the preset that the verifier's dialect is, or was made from.
    #[must_use]
    pub const fn dialect(&self) -> &'static str {
        self.dialect
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

#[cfg(all(test, not(loom)))]
mod tests {
    use super::*;
    use crate::digest::tests::HASHED;
    use crate::secret::Secret;
    use alloc::vec;

    const HEADER: &str = r#"UsernameToken Username="user", PasswordDigest="IAi+AjzrFAdVY2bqeCpaDzzKE6U=", Nonce="YWJjZA==", Created="2026-03-14T10:00:00Z""#;

    /// The outcome, and how many hashes were made for it.
    fn judge(header: &str, credentials: &Credentials<'_>) -> (Result<(), Rejection>, u32) {
        let now = DateTime::from_timestamp_nanos(1_773_482_400_000_000_000);
        let before = HASHED.get();
        let outcome = Candidate::read(&Dialect::PENNEO, [header], now, false)
            .and_then(|candidate| candidate.authenticate(credentials).map(|_| ()));
        (outcome, HASHED.get() - before)
    }

    #[test]
    fn e1_an_unknown_user_costs_as_many_hashes_as_a_wrong_digest() {
        let known = Credentials::from(vec![Secret::new("another").unwrap()]);
        assert_eq!(judge(HEADER, &known), (Err(Rejection::DigestMismatch), 1));
        assert_eq!(judge(HEADER, &Credentials::nobody()), (Err(Rejection::UsernameUnknown), 1));
    }

    #[test]
    fn e1_the_decoy_lets_nobody_in() {
        let signer = crate::Signer::new("user", DECOY).unwrap();
        let created = DateTime::from_timestamp_nanos(1_773_482_400_000_000_000);
        let header = signer.sign_with(created, b"nonce").unwrap().into_header();
        assert_eq!(judge(&header, &Credentials::nobody()).0, Err(Rejection::UsernameUnknown));
    }

    #[test]
    fn e1_a_wrong_digest_costs_one_hash_for_each_active_secret() {
        for count in 1..5 {
            let secrets = vec![Secret::new("another").unwrap(); count];
            let expected = u32::try_from(count).unwrap();
            assert_eq!(judge(HEADER, &secrets.into()), (Err(Rejection::DigestMismatch), expected));
        }
    }

    #[test]
    fn e1_the_place_of_the_right_secret_does_not_change_the_hashes() {
        let counts = [0, 1, 2].map(|place| {
            let mut secrets = vec![Secret::new("another").unwrap(); 3];
            secrets[place] = Secret::new("s3cr3t").unwrap();
            judge(HEADER, &secrets.into())
        });
        assert_eq!(counts, [(Ok(()), 3); 3]);
    }

    #[test]
    fn e1_a_digest_of_another_length_costs_no_hash_whoever_it_is() {
        for digest in ["", "IAi+AjzrFAdVY2bqeCpaDzzKEw==", "not base64"] {
            let header = HEADER.replace("IAi+AjzrFAdVY2bqeCpaDzzKE6U=", digest);
            let known = Credentials::from(vec![Secret::new("another").unwrap()]);
            let expected = (Err(Rejection::DigestInvalid), 0);
            assert_eq!(judge(&header, &known), expected);
            assert_eq!(judge(&header, &Credentials::nobody()), expected);
        }
    }
}
