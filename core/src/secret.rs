//! The bytes that never print.

use alloc::boxed::Box;
use core::fmt;
use zeroize::Zeroize;

use crate::error::SignError;

/// An API secret: bytes that are never empty, never printed, and overwritten when dropped.
///
/// Text is taken as its UTF-8 bytes, without trimming. The bytes live in one allocation of exactly
/// their length; each clone has its own and clears it too. The caller's copy stays the caller's
/// concern, and a copy that the compiler leaves on the stack is beyond what this type can clear.
///
/// ```
/// use xwsse::{Secret, SignError};
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

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
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
