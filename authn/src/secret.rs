//! The bytes that never print.

use alloc::boxed::Box;
use core::fmt;
use zeroize::Zeroize;

use crate::codes::SignError;

/// An API secret: bytes that are never empty, never printed, and overwritten when dropped.
///
/// Text is taken as its UTF-8 bytes, without trimming. The bytes live in one allocation of exactly
/// their length; each clone has its own and clears it too. The caller's copy stays the caller's
/// concern, and a copy that the compiler leaves on the stack is beyond what this type can clear.
///
/// ```
/// use xwsse_authn::{Secret, SignError};
///
/// let secret = Secret::new("a long random secret")?;
/// assert_eq!(format!("{secret:?}"), "Secret(…)");
/// assert_eq!(Secret::new("").unwrap_err(), SignError::SecretEmpty);
/// # Ok::<(), SignError>(())
/// ```
#[derive(Clone)]
pub struct Secret(Box<[u8]>);

impl Secret {
    /// Takes a copy of the bytes.
    ///
    /// # Errors
    /// [`SignError::SecretEmpty`] when there are none.
    pub fn new(secret: impl AsRef<[u8]>) -> Result<Self, SignError> {
        match secret.as_ref() {
            [] => Err(SignError::SecretEmpty),
            bytes => Ok(Self(bytes.into())),
        }
    }

    /// The secret for one hash: what a [`Hash`](crate::Hash) takes.
    #[must_use]
    pub const fn borrow(&self) -> SecretRef<'_> {
        SecretRef(&self.0)
    }

    /// Compares with a password that was sent as text, in constant time but for its length.
    ///
    /// ```
    /// # use xwsse_authn::Secret;
    /// let secret = Secret::new("s3cr3t")?;
    /// assert!(secret.equals("s3cr3t") && !secret.equals("s3cr3T"));
    /// # Ok::<(), xwsse_authn::SignError>(())
    /// ```
    #[must_use]
    pub fn equals(&self, text: impl AsRef<[u8]>) -> bool {
        constant_time_eq::constant_time_eq(&self.0, text.as_ref())
    }

    /// The bytes: for a search for slips, which no hash with a fixed place for the secret can make. Never print them.
    #[must_use]
    pub const fn expose(&self) -> &[u8] {
        &self.0
    }
}

/// A secret that is lent for one hash. Its bytes stay inside, and `Debug` shows none.
#[derive(Clone, Copy)]
pub struct SecretRef<'s>(&'s [u8]);

impl<'s> SecretRef<'s> {
    pub(crate) const fn decoy() -> Self {
        SecretRef(&DECOY)
    }

    pub(crate) const fn bytes(self) -> &'s [u8] {
        self.0
    }
}

/// Hashed for an unknown username, so that it costs the same work as a known one.
const DECOY: [u8; 32] = [0x5a; 32];

impl fmt::Debug for SecretRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretRef(…)")
    }
}

/// A secret is a list of one: for maps from username to secret.
impl AsRef<[Self]> for Secret {
    fn as_ref(&self) -> &[Self] {
        core::slice::from_ref(self)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl Drop for Secret {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}
