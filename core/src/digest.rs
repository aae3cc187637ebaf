//! PasswordDigest: the text forms of the hash over `nonce ++ created ++ secret`.

use alloc::vec::Vec;
use xwsse_authn::text::{append_base64, base64_len, decode_base64, lower_hex, read_lower_hex};
use xwsse_authn::{Hash, HashBytes};

use crate::dialect::DigestEncoding;

impl DigestEncoding {
    /// Characters in the header.
    pub(crate) const fn text_len(self, hash: Hash) -> usize {
        let bytes = match self {
            Self::Base64 => hash.len(),
            Self::Base64Hex => hash.len() * 2,
        };
        base64_len(bytes)
    }

    /// Appends the text that stands in the header.
    pub(crate) fn append(self, hash: &HashBytes, text: &mut Vec<u8>) {
        let mut hex = [0; 64];
        let bytes = match self {
            Self::Base64 => hash.as_slice(),
            Self::Base64Hex => lower_hex(hash.as_slice(), &mut hex),
        };
        append_base64(bytes, text);
    }

    /// Reads the header's text strictly; `None` unless it is this form of a hash of this kind.
    pub(crate) fn read(self, text: &str, hash: Hash) -> Option<HashBytes> {
        let mut decoded = [0; 96];
        let decoded = decode_base64(text, &mut decoded)?;
        match self {
            Self::Base64 if decoded.len() == hash.len() => HashBytes::of_slice(decoded),
            Self::Base64 => None,
            Self::Base64Hex => {
                let mut bytes = [0; 32];
                let bytes = &mut bytes[..hash.len()];
                read_lower_hex(decoded, bytes)?;
                HashBytes::of_slice(bytes)
            }
        }
    }
}
