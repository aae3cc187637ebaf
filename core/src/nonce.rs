//! The nonce: drawn from the operating system, written into the header, read back strictly.

use xwsse_authn::text::base64_len;
#[cfg(target_has_atomic = "64")]
use xwsse_authn::text::lower_hex;
use xwsse_authn::{Bytes, Rejection};

use crate::dialect::{MAX_NONCE, NonceMode};

impl NonceMode {
    /// Reads the header's text, which must have the strict form of this mode.
    pub(crate) fn read(self, text: &str, max_text: usize) -> Result<Bytes, Rejection> {
        if text.len() > max_text.min(MAX_NONCE) {
            return Err(Rejection::NonceTooLong);
        }
        let nonce = match self {
            Self::Raw | Self::Letters => Bytes::of_base64(text),
            Self::Text => is_visible(text.as_bytes()).then(|| Bytes::new(text.as_bytes())),
        };
        nonce.ok_or(Rejection::NonceInvalid)
    }

    /// Whether a signer may put these bytes into the digest.
    pub(crate) fn can_carry(self, nonce: &[u8], max_text: usize) -> bool {
        let fits = (1..=max_text.min(MAX_NONCE)).contains(&self.text_len(nonce));
        fits && (self != Self::Text || is_visible(nonce))
    }

    /// Characters in the header for these bytes.
    pub(crate) const fn text_len(self, nonce: &[u8]) -> usize {
        match self {
            Self::Raw | Self::Letters => base64_len(nonce.len()),
            Self::Text => nonce.len(),
        }
    }

    /// How many random bytes a fresh nonce is made of.
    #[cfg(target_has_atomic = "64")]
    pub(crate) const fn entropy_len(self) -> usize {
        match self {
            Self::Raw | Self::Text => 16,
            Self::Letters => 64,
        }
    }

    /// Makes a nonce's bytes, as they enter the digest, of `entropy_len` random bytes.
    #[cfg(target_has_atomic = "64")]
    pub(crate) fn shape<'b>(self, entropy: &[u8], buffer: &'b mut [u8; 64]) -> &'b [u8] {
        /// 32 of them, so that every letter is equally likely.
        const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef";
        match self {
            Self::Raw => {
                let nonce = &mut buffer[..entropy.len()];
                nonce.copy_from_slice(entropy);
                nonce
            }
            Self::Text => lower_hex(entropy, buffer),
            Self::Letters => {
                for (letter, byte) in buffer.iter_mut().zip(entropy) {
                    *letter = LETTERS[usize::from(byte & 31)];
                }
                buffer
            }
        }
    }
}

/// Whether all bytes are visible ASCII that can stand in a quoted value.
pub(crate) fn is_visible(text: &[u8]) -> bool {
    text.iter().all(|byte| matches!(byte, b'!'..=b'~') && !matches!(byte, b'"' | b'\\'))
}
