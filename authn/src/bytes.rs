//! A few bytes in place.

use alloc::vec::Vec;
use core::fmt;

/// Bytes that are kept in place.
const SHORT: usize = 66;

/// Bytes such as a nonce's. Most are few, and cheap to keep in place: up to 66 take no allocation.
#[derive(Clone)]
pub struct Bytes(Place);

#[derive(Clone)]
enum Place {
    Short { bytes: [u8; SHORT], len: usize },
    Long(Vec<u8>),
}

impl Bytes {
    /// A copy of these bytes.
    #[must_use]
    pub fn new(bytes: &[u8]) -> Self {
        let mut place = [0; SHORT];
        match place.get_mut(..bytes.len()) {
            Some(short) => short.copy_from_slice(bytes),
            None => return Self(Place::Long(bytes.to_vec())),
        }
        Self(Place::Short { bytes: place, len: bytes.len() })
    }

    /// Decodes canonical, padded base64; `None` for anything else.
    #[must_use]
    pub fn of_base64(text: &str) -> Option<Self> {
        if text.len() <= crate::text::base64_len(SHORT) {
            let mut bytes = [0; SHORT];
            let len = crate::text::decode_base64(text, &mut bytes)?.len();
            return Some(Self(Place::Short { bytes, len }));
        }
        let mut bytes = alloc::vec![0; text.len().div_ceil(4) * 3];
        let len = crate::text::decode_base64(text, &mut bytes)?.len();
        bytes.truncate(len);
        Some(Self(Place::Long(bytes)))
    }

    /// The bytes.
    #[must_use]
    pub fn as_slice(&self) -> &[u8] {
        match &self.0 {
            Place::Short { bytes, len } => &bytes[..*len],
            Place::Long(bytes) => bytes,
        }
    }
}

/// The length alone: what the bytes are, a log need not show.
impl fmt::Debug for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Bytes({})", self.as_slice().len())
    }
}
