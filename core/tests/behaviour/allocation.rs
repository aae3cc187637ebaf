//! A token is laid out in one allocation: what its values will take is known before they are written.

use crate::common::{SECRET, USER, base_time};
use xwsse::{Dialect, DigestEncoding, Hash, NonceMode, Signer};

#[test]
fn a_header_takes_its_length_and_no_more() {
    for preset in Dialect::PRESETS {
        for nonce in [NonceMode::Raw, NonceMode::Letters, NonceMode::Text] {
            for hash in [Hash::Sha1, Hash::Sha256] {
                for digest in [DigestEncoding::Base64, DigestEncoding::Base64Hex] {
                    let mut dialect = preset;
                    (dialect.nonce, dialect.hash, dialect.digest) = (nonce, hash, digest);
                    let signer = Signer::builder(USER, SECRET).dialect(dialect).build().unwrap();
                    for len in [1, 2, 3, 16, 48] {
                        let token = signer.sign_with(base_time(), &b"n".repeat(len)).unwrap();
                        let header = token.into_header();
                        assert_eq!(header.capacity(), header.len(), "{dialect} {header}");
                    }
                }
            }
        }
    }
}
