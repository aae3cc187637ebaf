//! One call for a hash over parts that run together, and the one comparison in constant time.

use constant_time_eq::constant_time_eq_32;
use core::fmt;

use crate::secret::SecretRef;

/// A hash function.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Hash {
    /// SHA-1, 20 bytes.
    Sha1,
    /// SHA-256, 32 bytes.
    Sha256,
}

crate::words!(Hash { Sha1 = "sha1", Sha256 = "sha256" });

/// The bytes of a hash: 20 of SHA-1, 32 of SHA-256.
#[derive(Clone, Copy)]
pub struct HashBytes {
    /// The rest is zero.
    bytes: [u8; 32],
    len: usize,
}

impl HashBytes {
    /// The bytes.
    #[must_use]
    pub fn as_slice(&self) -> &[u8] {
        &self.bytes[..self.len]
    }

    /// Compares in constant time; only the length, which is public, may end it early.
    #[must_use]
    pub fn equals(&self, other: &Self) -> bool {
        self.len == other.len && constant_time_eq_32(&self.bytes, &other.bytes)
    }

    /// Of 20 or 32 bytes, or any other number up to 32; `None` for more.
    #[must_use]
    pub fn of_slice(hash: &[u8]) -> Option<Self> {
        let mut bytes = [0; 32];
        bytes.get_mut(..hash.len())?.copy_from_slice(hash);
        Some(Self { bytes, len: hash.len() })
    }

    fn from_words(words: &[u32]) -> Self {
        let mut bytes = [0; 32];
        for (place, word) in bytes.chunks_exact_mut(4).zip(words) {
            place.copy_from_slice(&word.to_be_bytes());
        }
        Self { bytes, len: words.len() * 4 }
    }
}

/// The length alone: a digest that would be right must not get into a log.
impl fmt::Debug for HashBytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "HashBytes({})", self.len)
    }
}

#[allow(clippy::len_without_is_empty, reason = "no hash is empty")]
impl Hash {
    /// Length of the hash in bytes.
    #[must_use]
    pub const fn len(self) -> usize {
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
    #[must_use]
    pub fn of(self, parts: &[&[u8]]) -> HashBytes {
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

    /// Hashes two parts and, after them, the secret.
    ///
    /// ```
    /// use xwsse_authn::{Hash, Secret};
    ///
    /// // Published in 2003: "Atom Authentication", xml.com.
    /// let secret = Secret::new("taadtaadpstcsm")?;
    /// let (nonce, created) = (b"d36e316282959a9ed4c89851497a717f", b"2003-12-15T14:43:07Z");
    /// let digest = Hash::Sha1.of_secret(nonce, created, secret.borrow());
    /// assert_eq!(digest.as_slice()[..4], [0xaa, 0xe4, 0x7f, 0x11]);
    /// # Ok::<(), xwsse_authn::SignError>(())
    /// ```
    #[must_use]
    pub fn of_secret(self, first: &[u8], second: &[u8], secret: SecretRef<'_>) -> HashBytes {
        self.of(&[first, second, secret.bytes()])
    }
}

/// HMAC-SHA256 (RFC 2104) of the parts run together, with the secret as its key.
#[cfg(feature = "hmac")]
#[must_use]
pub fn hmac_sha256(secret: SecretRef<'_>, parts: &[&[u8]]) -> HashBytes {
    use hmac::{Hmac, KeyInit, Mac};
    // A key of any length is one.
    let Ok(mut mac) = Hmac::<sha2::Sha256>::new_from_slice(secret.bytes()) else {
        return HashBytes { bytes: [0; 32], len: 0 };
    };
    parts.iter().for_each(|part| mac.update(part));
    HashBytes { bytes: mac.finalize().into_bytes().into(), len: 32 }
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
