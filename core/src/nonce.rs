//! The nonce: drawn from the operating system, written into the header, read back strictly.

use alloc::vec::Vec;

use crate::dialect::NonceMode;
use crate::digest;
use crate::error::Rejection;

/// Most characters that any dialect's Nonce may have.
pub(crate) const MAX_TEXT: usize = 256;

/// Characters of the longest nonce that a preset's signer draws, and the bytes that they can hold.
const SHORT_TEXT: usize = 88;
const SHORT: usize = SHORT_TEXT / 4 * 3;

/// The bytes that enter the digest. Most are few, and cheap to keep in place.
#[derive(Clone)]
pub(crate) enum NonceBytes {
    Short { bytes: [u8; SHORT], len: usize },
    Long(Vec<u8>),
}

impl NonceBytes {
    pub(crate) fn new(nonce: &[u8]) -> Self {
        let mut bytes = [0; SHORT];
        match bytes.get_mut(..nonce.len()) {
            Some(place) => place.copy_from_slice(nonce),
            None => return Self::Long(nonce.to_vec()),
        }
        Self::Short { bytes, len: nonce.len() }
    }

    /// Decodes canonical base64; `None` for anything else.
    fn decode(text: &str) -> Option<Self> {
        if text.len() <= SHORT_TEXT {
            let mut bytes = [0; SHORT];
            let len = digest::decode_base64(text, &mut bytes)?.len();
            return Some(Self::Short { bytes, len });
        }
        let mut bytes = [0; MAX_TEXT];
        digest::decode_base64(text, &mut bytes).map(|bytes| Self::Long(bytes.to_vec()))
    }

    pub(crate) fn as_slice(&self) -> &[u8] {
        match self {
            Self::Short { bytes, len } => &bytes[..*len],
            Self::Long(bytes) => bytes,
        }
    }
}

impl NonceMode {
    /// Reads the header's text, which must have the strict form of this mode.
    pub(crate) fn read(self, text: &str, max_text: usize) -> Result<NonceBytes, Rejection> {
        if text.len() > max_text.min(MAX_TEXT) {
            return Err(Rejection::NonceTooLong);
        }
        let nonce = match self {
            Self::Raw | Self::Letters => NonceBytes::decode(text),
            Self::Text => is_visible(text.as_bytes()).then(|| NonceBytes::new(text.as_bytes())),
        };
        nonce.ok_or(Rejection::NonceInvalid)
    }

    /// Whether a signer may put these bytes into the digest.
    pub(crate) fn can_carry(self, nonce: &[u8], max_text: usize) -> bool {
        let fits = (1..=max_text.min(MAX_TEXT)).contains(&self.text_len(nonce));
        fits && (self != Self::Text || is_visible(nonce))
    }

    /// Characters in the header for these bytes.
    pub(crate) const fn text_len(self, nonce: &[u8]) -> usize {
        match self {
            Self::Raw | Self::Letters => nonce.len().div_ceil(3) * 4,
            Self::Text => nonce.len(),
        }
    }

    /// How many random bytes a fresh nonce is made of.
    #[cfg(feature = "std")]
    pub(crate) const fn entropy_len(self) -> usize {
        match self {
            Self::Raw | Self::Text => 16,
            Self::Letters => 64,
        }
    }

    /// Makes a nonce's bytes, as they enter the digest, of `entropy_len` random bytes.
    #[cfg(feature = "std")]
    pub(crate) fn shape<'b>(self, entropy: &[u8], buffer: &'b mut [u8; 64]) -> &'b [u8] {
        /// 32 of them, so that every letter is equally likely.
        const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef";
        match self {
            Self::Raw => {
                let nonce = &mut buffer[..entropy.len()];
                nonce.copy_from_slice(entropy);
                nonce
            }
            Self::Text => digest::lower_hex(entropy, buffer),
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
