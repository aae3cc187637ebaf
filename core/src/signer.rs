//! Fresh tokens.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::sync::Arc;
#[cfg(target_has_atomic = "64")]
use alloc::{vec, vec::Vec};
use chrono::{DateTime, Utc};
use core::fmt;
use xwsse_authn::text::append_base64;
#[cfg(target_has_atomic = "64")]
use xwsse_authn::{Entropy, Now, SigningClock, read_http_date};
use xwsse_authn::{MAX_USERNAME, Secret, SignError};

use crate::dialect::{Dialect, NonceMode};
use crate::token::UsernameToken;

/// Makes a fresh [`UsernameToken`] for each request.
///
/// Sign every attempt: a retry and each hop of a redirect need a token of their own. A clone is cheap
/// and shares everything, the last Created and the clock's offset included; use one signer and its
/// clones for one API key in a process. `Send` and `Sync`, and no lock is held anywhere.
///
/// ```
/// # fn main() -> Result<(), xwsse::SignError> {
/// # #[cfg(feature = "std")] {
/// use xwsse::{Dialect, Signer};
///
/// let signer = Signer::new("my-api-key", "my-api-secret")?;
/// for (name, value) in signer.sign()?.headers() {
///     println!("{name}: {value}");
/// }
///
/// let emarsys = Signer::builder("customer001", "secret").dialect(Dialect::EMARSYS).build()?;
/// assert_eq!(emarsys.sign()?.nonce().len(), 32);
/// # }
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Signer(Arc<Inner>);

struct Inner {
    username: Box<str>,
    secret: Secret,
    dialect: Dialect,
    #[cfg(target_has_atomic = "64")]
    clock: SigningClock,
    #[cfg(target_has_atomic = "64")]
    entropy: Box<Entropy>,
}

impl Signer {
    /// A signer in the default dialect, [`Dialect::PENNEO`].
    ///
    /// Pass the secret by reference where you want to wipe your own copy.
    ///
    /// # Errors
    /// [`SignError::UsernameUnusable`] unless the username is 1 to 256 bytes of printable ASCII without
    /// `"` and `\`; [`SignError::SecretEmpty`].
    pub fn new(username: impl Into<String>, secret: impl AsRef<[u8]>) -> Result<Self, SignError> {
        Self::builder(username, secret).build()
    }

    /// A builder, to choose the dialect, the clock and the source of randomness.
    pub fn builder(username: impl Into<String>, secret: impl AsRef<[u8]>) -> SignerBuilder {
        SignerBuilder {
            username: username.into(),
            secret: Secret::new(secret),
            dialect: Dialect::default(),
            #[cfg(target_has_atomic = "64")]
            clock: Box::new(system_clock),
            #[cfg(target_has_atomic = "64")]
            entropy: Box::new(system_entropy),
        }
    }

    /// The API key.
    #[must_use]
    pub fn username(&self) -> &str {
        &self.0.username
    }

    /// The dialect that it signs in.
    #[must_use]
    pub fn dialect(&self) -> &Dialect {
        &self.0.dialect
    }

    /// Signs with a given time and nonce: for test vectors, and for systems without a clock.
    ///
    /// `nonce` is the bytes that enter the digest. Created is cut to the dialect's precision, and is not
    /// kept apart from other tokens' Created. Never use a nonce twice.
    ///
    /// # Errors
    /// [`SignError::NonceUnusable`] when the dialect cannot carry the nonce: empty, longer than
    /// [`max_nonce_len`](Dialect::max_nonce_len) in the header, or, for [`NonceMode::Text`], not visible
    /// ASCII; [`SignError::CreatedOutOfRange`].
    ///
    /// ```
    /// use xwsse::{Dialect, Signer};
    ///
    /// let signer = Signer::builder("bob", "taadtaadpstcsm").dialect(Dialect::ATOM).build()?;
    /// let created = "2003-12-15T14:43:07Z".parse().unwrap();
    /// let token = signer.sign_with(created, b"d36e316282959a9ed4c89851497a717f")?;
    /// assert_eq!(token.password_digest(), "quR/EWLAV4xLf9Zqyw4pDmfV9OY=");
    /// # Ok::<(), xwsse::SignError>(())
    /// ```
    pub fn sign_with(&self, created: DateTime<Utc>, nonce: &[u8]) -> Result<UsernameToken, SignError> {
        let Inner { username, secret, dialect, .. } = &*self.0;
        if !dialect.nonce.can_carry(nonce, dialect.max_nonce_len) {
            return Err(SignError::NonceUnusable);
        }
        let created = dialect.created.print(created)?;
        let hash = dialect.hash.of_secret(nonce, created.bytes(), secret.borrow());
        let values_len = username.len()
            + dialect.digest.text_len(dialect.hash)
            + dialect.nonce.text_len(nonce)
            + created.bytes().len();
        Ok(UsernameToken::lay_out(
            dialect.authorization,
            values_len,
            username,
            |header| dialect.digest.append(&hash, header),
            |header| match dialect.nonce {
                NonceMode::Raw | NonceMode::Letters => append_base64(nonce, header),
                NonceMode::Text => header.extend_from_slice(nonce),
            },
            |header| header.extend_from_slice(created.bytes()),
        ))
    }
}

#[cfg(target_has_atomic = "64")]
impl Signer {
    /// A fresh token: the time is now, the nonce comes from the operating system.
    ///
    /// Where the dialect wants [unique Created](Dialect::unique_created), a signer and its clones give
    /// strictly increasing values. A burst may run ahead of the clock by a quarter of the window's
    /// `max_future`. Only if the clock is set back by more than `max_future` does the sequence restart at the new time: no
    /// verifier with a correct clock can have accepted the values in between.
    ///
    /// # Errors
    /// [`SignError::CreatedExhausted`], [`SignError::RandomnessUnavailable`],
    /// [`SignError::CreatedOutOfRange`], and [`SignError::NonceUnusable`] when the dialect's
    /// `max_nonce_len` has no room for a fresh nonce.
    pub fn sign(&self) -> Result<UsernameToken, SignError> {
        let mut entropy = [0; 64];
        let entropy = &mut entropy[..self.0.dialect.nonce.entropy_len()];
        (self.0.entropy)(entropy)?;
        let created = self.next_created(1)?.next().ok_or(SignError::CreatedOutOfRange)?;
        self.sign_of(entropy, created)
    }

    /// As many fresh tokens, which draw their randomness by the thousand: cheaper than one by one.
    ///
    /// With unique Created, their number is bounded by how far a burst may run ahead: for `penneo`, 15,000
    /// in 15 seconds.
    ///
    /// # Errors
    /// As [`sign`](Self::sign); then there is no token at all, and no Created was used up for want of room.
    ///
    /// ```
    /// # use xwsse::Signer;
    /// let tokens = Signer::new("key", "secret")?.sign_many(10)?;
    /// assert_eq!(tokens.len(), 10);
    /// assert!(tokens.is_sorted_by_key(|token| token.created().to_owned()));
    /// # Ok::<(), xwsse::SignError>(())
    /// ```
    pub fn sign_many(&self, count: usize) -> Result<Vec<UsernameToken>, SignError> {
        const BATCH: usize = 1024;
        let each = self.0.dialect.nonce.entropy_len();
        let mut createds = self.next_created(count)?;
        let mut tokens = Vec::new();
        while tokens.len() < count {
            let mut entropy = vec![0; each * BATCH.min(count - tokens.len())];
            (self.0.entropy)(&mut entropy)?;
            for entropy in entropy.chunks_exact(each) {
                let created = createds.next().ok_or(SignError::CreatedOutOfRange)?;
                tokens.push(self.sign_of(entropy, created)?);
            }
        }
        Ok(tokens)
    }

    fn next_created(&self, count: usize) -> Result<impl Iterator<Item = DateTime<Utc>> + use<>, SignError> {
        let Dialect { created, unique_created, window, .. } = self.0.dialect;
        self.0.clock.next(created, unique_created.then_some(window.max_future), count)
    }

    fn sign_of(&self, entropy: &[u8], created: DateTime<Utc>) -> Result<UsernameToken, SignError> {
        let mut nonce = [0; 64];
        self.sign_with(created, self.0.dialect.nonce.shape(entropy, &mut nonce))
    }

    /// Milliseconds that are added to the clock.
    #[must_use]
    pub fn clock_offset_millis(&self) -> i64 {
        self.0.clock.offset_millis()
    }

    /// Sets the milliseconds that are added to the clock, for all clones; returns those that were set:
    /// at most 24 hours to either side.
    #[allow(clippy::must_use_candidate, reason = "it is called for what it sets")]
    pub fn set_clock_offset_millis(&self, millis: i64) -> i64 {
        self.0.clock.set_offset_millis(millis)
    }

    /// Learns the clock's offset from the `Date` header of a response, for a machine whose clock is
    /// wrong; returns the milliseconds that were set, at most 24 hours to either side. The header counts
    /// in whole seconds.
    ///
    /// Take it only from the service itself over TLS: who can set the signer's time can have tokens
    /// made for later use.
    ///
    /// # Errors
    /// [`SignError::DateInvalid`] unless it has the form of RFC 9110, `Sun, 06 Nov 1994 08:49:37 GMT`.
    ///
    /// ```
    /// # use xwsse::Signer;
    /// let now = || "2026-03-14T10:00:00Z".parse().unwrap();
    /// let signer = Signer::builder("key", "secret").clock(now).build()?;
    /// assert_eq!(signer.learn_clock_offset("Sat, 14 Mar 2026 10:07:00 GMT")?, 420_000);
    /// assert_eq!(signer.sign()?.created(), "2026-03-14T10:07:00.000Z");
    /// # Ok::<(), xwsse::SignError>(())
    /// ```
    pub fn learn_clock_offset(&self, date: &str) -> Result<i64, SignError> {
        let date = read_http_date(date).ok_or(SignError::DateInvalid)?;
        Ok(self.0.clock.follow(date))
    }
}

#[cfg(feature = "std")]
use xwsse_authn::system_entropy;

#[cfg(feature = "std")]
fn system_clock() -> DateTime<Utc> {
    Utc::now()
}

/// Without `std` there is neither, and signing fails until the builder is given both.
#[cfg(all(target_has_atomic = "64", not(feature = "std")))]
const fn system_clock() -> DateTime<Utc> {
    DateTime::<Utc>::MIN_UTC
}

#[cfg(all(target_has_atomic = "64", not(feature = "std")))]
const fn system_entropy(_: &mut [u8]) -> Result<(), SignError> {
    Err(SignError::RandomnessUnavailable)
}

/// `X-WSSE`, and the `Authorization` of the dialect.
#[cfg(target_has_atomic = "64")]
impl xwsse_authn::HeaderSigner for Signer {
    fn header_names(&self) -> &'static [&'static str] {
        &["x-wsse"]
    }

    fn sign_headers(&self) -> Result<Vec<(&'static str, String)>, SignError> {
        Ok(vec![("x-wsse", self.sign()?.into_header())])
    }

    fn authorization(&self) -> Option<&str> {
        Some(self.dialect().authorization)
    }
}

/// Builds a [`Signer`].
///
/// ```
/// use xwsse::{Dialect, Precision, Signer};
///
/// // Many processes that share one key: finer steps of Created collide less.
/// let mut dialect = Dialect::PENNEO;
/// dialect.created = Precision::Micros;
/// let signer = Signer::builder("key", "secret").dialect(dialect).build()?;
/// assert_eq!(signer.dialect().to_string(), "penneo,created=micros");
/// # Ok::<(), xwsse::SignError>(())
/// ```
#[must_use = "`build` makes the signer"]
pub struct SignerBuilder {
    username: String,
    secret: Result<Secret, SignError>,
    dialect: Dialect,
    #[cfg(target_has_atomic = "64")]
    clock: Box<Now>,
    #[cfg(target_has_atomic = "64")]
    entropy: Box<Entropy>,
}

impl SignerBuilder {
    /// The dialect to sign in; [`Dialect::PENNEO`] by default.
    pub fn dialect(mut self, dialect: Dialect) -> Self {
        self.dialect = dialect;
        self
    }

    /// Another clock than the system's: for tests, and where there is no `std`.
    #[cfg(target_has_atomic = "64")]
    pub fn clock(mut self, now: impl Fn() -> DateTime<Utc> + Send + Sync + 'static) -> Self {
        self.clock = Box::new(now);
        self
    }

    /// Another source of the nonce's random bytes than the operating system: for tests, and where there is no `std`.
    ///
    /// It fills the whole slice with bytes that nobody can guess, or fails.
    ///
    /// ```
    /// use xwsse::{SignError, Signer};
    ///
    /// let signer = Signer::builder("key", "secret")
    ///     .entropy(|_| Err(SignError::RandomnessUnavailable))
    ///     .build()?;
    /// assert_eq!(signer.sign().unwrap_err(), SignError::RandomnessUnavailable);
    /// # Ok::<(), SignError>(())
    /// ```
    #[cfg(target_has_atomic = "64")]
    pub fn entropy(
        mut self,
        fill: impl Fn(&mut [u8]) -> Result<(), SignError> + Send + Sync + 'static,
    ) -> Self {
        self.entropy = Box::new(fill);
        self
    }

    /// Makes the signer.
    ///
    /// # Errors
    /// As [`Signer::new`].
    pub fn build(self) -> Result<Signer, SignError> {
        let printable = |byte: u8| matches!(byte, b' '..=b'~') && !matches!(byte, b'"' | b'\\');
        if !(1..=MAX_USERNAME).contains(&self.username.len()) || !self.username.bytes().all(printable) {
            return Err(SignError::UsernameUnusable);
        }
        Ok(Signer(Arc::new(Inner {
            username: self.username.into(),
            secret: self.secret?,
            dialect: self.dialect,
            #[cfg(target_has_atomic = "64")]
            clock: SigningClock::new(self.clock),
            #[cfg(target_has_atomic = "64")]
            entropy: self.entropy,
        })))
    }
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signer")
            .field("username", &self.username())
            .field("dialect", &self.dialect().name)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for SignerBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignerBuilder")
            .field("username", &self.username)
            .field("dialect", &self.dialect.name)
            .finish_non_exhaustive()
    }
}
