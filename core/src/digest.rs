//! PasswordDigest: one hash over `nonce ++ created ++ secret`, its text forms, its comparison.

use alloc::string::String;
use alloc::vec::Vec;
use base64::{Engine, engine::general_purpose::STANDARD};
use constant_time_eq::constant_time_eq_32;

use crate::dialect::{DigestEncoding, Hash};

/// The bytes of a SHA-1 (20) or SHA-256 (32), the rest zero.
#[derive(Clone, Copy)]
pub(crate) struct HashBytes {
    bytes: [u8; 32],
    len: usize,
}

impl HashBytes {
    pub(crate) fn as_slice(&self) -> &[u8] {
        &self.bytes[..self.len]
    }

    /// Compares in constant time; only the length, which is public, may end it early.
    pub(crate) fn equals(&self, other: &Self) -> bool {
        self.len == other.len && constant_time_eq_32(&self.bytes, &other.bytes)
    }

    pub(crate) fn from_slice(hash: &[u8]) -> Self {
        let mut bytes = [0; 32];
        bytes[..hash.len()].copy_from_slice(hash);
        Self { bytes, len: hash.len() }
    }

    fn from_words(words: &[u32]) -> Self {
        let mut bytes = [0; 32];
        for (place, word) in bytes.chunks_exact_mut(4).zip(words) {
            place.copy_from_slice(&word.to_be_bytes());
        }
        Self { bytes, len: words.len() * 4 }
    }
}

impl Hash {
    /// Length of the hash in bytes.
    pub(crate) const fn len(self) -> usize {
        match self {
            Self::Sha1 => 20,
            Self::Sha256 => 32,
        }
    }

    /// Hashes the parts run together.
    ///
    /// The compression functions are called directly, on one buffer that is cleared in the end: a token of
    /// up to 119 bytes takes one call, half the time of the streaming hashers, and no piece of the secret
    /// stays behind in one of them.
    pub(crate) fn of(self, parts: &[&[u8]]) -> HashBytes {
        #[cfg(all(test, not(loom)))]
        tests::HASHED.with(|hashed| hashed.set(hashed.get() + 1));

        let mut state = State::new(self);
        let mut buffer = [[0; 64]; 2];
        let (mut filled, mut len) = (0, 0_u64);
        for part in parts {
            let mut part = *part;
            len += part.len() as u64;
            loop {
                let (taken, rest) = part.split_at(part.len().min(BUFFER - filled));
                buffer.as_flattened_mut()[filled..filled + taken.len()].copy_from_slice(taken);
                (filled, part) = (filled + taken.len(), rest);
                if filled < BUFFER {
                    break;
                }
                state.compress(&buffer);
                filled = 0;
            }
        }
        state.finish(&mut buffer, filled, len);
        buffer = [[0; 64]; 2];
        // Keeps the compiler from leaving that out.
        zeroize::optimization_barrier(&buffer);
        state.bytes()
    }
}

const BUFFER: usize = 128;

/// The state of a hash between blocks.
enum State {
    Sha1([u32; 5]),
    Sha256([u32; 8]),
}

impl State {
    /// The initial values: FIPS 180-4, sections 5.3.1 and 5.3.3.
    const fn new(hash: Hash) -> Self {
        match hash {
            Hash::Sha1 => Self::Sha1([0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0xc3d2_e1f0]),
            Hash::Sha256 => Self::Sha256([
                0x6a09_e667,
                0xbb67_ae85,
                0x3c6e_f372,
                0xa54f_f53a,
                0x510e_527f,
                0x9b05_688c,
                0x1f83_d9ab,
                0x5be0_cd19,
            ]),
        }
    }

    fn compress(&mut self, blocks: &[[u8; 64]]) {
        match self {
            Self::Sha1(state) => sha1::block_api::compress(state, blocks),
            Self::Sha256(state) => sha2::block_api::compress256(state, blocks),
        }
    }

    /// Pads what is in the buffer (FIPS 180-4, section 5.1.1) and compresses it.
    fn finish(&mut self, buffer: &mut [[u8; 64]; 2], filled: usize, len: u64) {
        let flat = buffer.as_flattened_mut();
        flat[filled] = 0x80;
        if len >= BUFFER as u64 {
            // What earlier blocks have left there.
            flat[filled + 1..].fill(0);
        }
        let blocks = match filled {
            0..=55 => 1,
            56..=119 => 2,
            _ => {
                self.compress(buffer);
                buffer.as_flattened_mut().fill(0);
                1
            }
        };
        let end = blocks * 64;
        buffer.as_flattened_mut()[end - 8..end].copy_from_slice(&(len * 8).to_be_bytes());
        self.compress(&buffer[..blocks]);
    }

    fn bytes(&self) -> HashBytes {
        match self {
            Self::Sha1(state) => HashBytes::from_words(state),
            Self::Sha256(state) => HashBytes::from_words(state),
        }
    }
}

impl DigestEncoding {
    /// Characters in the header.
    pub(crate) const fn text_len(self, hash: Hash) -> usize {
        let bytes = match self {
            Self::Base64 => hash.len(),
            Self::Base64Hex => hash.len() * 2,
        };
        bytes.div_ceil(3) * 4
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
            Self::Base64 => (decoded.len() == hash.len()).then(|| HashBytes::from_slice(decoded)),
            Self::Base64Hex => read_lower_hex(decoded, hash.len()),
        }
    }
}

/// Decodes canonical, padded base64 (RFC 4648, section 4) into `buffer`; `None` for anything else and
/// for more than the buffer holds.
pub(crate) fn decode_base64<'b>(text: &str, buffer: &'b mut [u8]) -> Option<&'b [u8]> {
    let len = STANDARD.decode_slice(text, buffer).ok()?;
    Some(&buffer[..len])
}

/// Appends base64.
pub(crate) fn append_base64(bytes: &[u8], text: &mut Vec<u8>) {
    let start = text.len();
    text.resize(start + bytes.len().div_ceil(3) * 4, b'=');
    let written = STANDARD.encode_slice(bytes, &mut text[start..]);
    debug_assert_eq!(written, Ok(text.len() - start), "there is room for exactly this");
}

/// The text of bytes that are UTF-8 because this crate wrote them.
pub(crate) fn into_text(written: Vec<u8>) -> String {
    let text = String::from_utf8(written);
    debug_assert!(text.is_ok(), "only text of our own making");
    text.unwrap_or_default()
}

/// Writes up to 32 bytes as lower-case hex.
pub(crate) fn lower_hex<'b>(bytes: &[u8], buffer: &'b mut [u8; 64]) -> &'b [u8] {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    for (pair, byte) in buffer.chunks_exact_mut(2).zip(bytes) {
        pair[0] = DIGITS[usize::from(byte >> 4)];
        pair[1] = DIGITS[usize::from(byte & 15)];
    }
    &buffer[..bytes.len() * 2]
}

fn read_lower_hex(text: &[u8], len: usize) -> Option<HashBytes> {
    if text.len() != len * 2 {
        return None;
    }
    let mut bytes = [0; 32];
    for (byte, pair) in bytes.iter_mut().zip(text.chunks_exact(2)) {
        *byte = nibble(pair[0])? << 4 | nibble(pair[1])?;
    }
    Some(HashBytes { bytes, len })
}

const fn nibble(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    }
}

#[cfg(all(test, not(loom)))]
pub(crate) mod tests {
    use super::*;
    use core::cell::Cell;
    use sha1::{Digest, Sha1};
    use sha2::Sha256;

    std::thread_local! {
        /// How many hashes this thread has made: a known and an unknown username must cost the same.
        pub(crate) static HASHED: Cell<u32> = const { Cell::new(0) };
    }

    #[test]
    fn the_hash_is_that_of_the_streaming_hashers_at_every_length() {
        let input: [u8; 300] = core::array::from_fn(|i| u8::try_from(i * 7 % 251).unwrap());
        for len in 0..=input.len() {
            let (a, rest) = input[..len].split_at(len / 3);
            let (b, c) = rest.split_at(rest.len() / 2);
            let expected = Sha1::digest(&input[..len]);
            assert_eq!(Hash::Sha1.of(&[a, b, c]).as_slice(), &expected[..]);
            let expected = Sha256::digest(&input[..len]);
            assert_eq!(Hash::Sha256.of(&[a, b, c]).as_slice(), &expected[..]);
        }
    }
}
