use crate::{SECRET, now, pick_dialect, reference};
use std::collections::HashMap;
use std::time::Duration;
use xwsse::{MemoryReplayStore, Rejection, Secret, SecretsUnavailable, Signer, UsernameToken, Verifier};

/// A signed header is accepted once. What becomes of it by any change is refused, or has the same four values
/// and is a replay: the freedoms are the order of the parameters, white space, the case of the names, the
/// number of scheme words, and what the verifier is told to ignore.
pub fn signed(input: &[u8]) {
    let Some((dialect, ignore_unknown, bytes)) = pick_dialect(input) else { return };
    let Some((&[shift, len, name_len], changes)) = bytes.split_first_chunk::<3>() else { return };

    let username = "user".repeat(usize::from(name_len % 65).max(1));
    let signer = Signer::builder(&*username, SECRET).dialect(dialect).build().expect("a printable name");
    let nonce: Vec<u8> = (0..len % 49).map(|n| b'A' + n % 26).collect();
    let created = now() - Duration::from_millis(u64::from(shift) * 100);
    let Ok(token) = signer.sign_with(created, &nonce) else {
        assert!(nonce.is_empty(), "{dialect} cannot carry {} bytes", nonce.len());
        return;
    };

    // Whoever it is has the same secret, which a digest does not tell apart.
    let secrets = |_: &str| Secret::new(SECRET).map(|secret| vec![secret]).map_err(|_| SecretsUnavailable);
    let verifier = Verifier::new(secrets, MemoryReplayStore::with_capacity(10)).with_dialect(dialect);
    assert!(verifier.verify_at([token.header()], now()).is_ok(), "{token}");
    assert_eq!(verifier.verify_at([token.header()], now()), Err(Rejection::Replayed));

    let changed = change(token.header().as_bytes().to_vec(), changes);
    let Ok(authenticated) = verifier.authenticate([&changed], now()) else { return };
    let text = String::from_utf8_lossy(&changed);
    let values = reference::header(&changed, dialect.scheme_word, ignore_unknown);
    let [_, digest, nonce, created] = values.expect("the reference takes what the verifier takes");
    assert_eq!([&*digest, &*nonce, &*created], values_of(&token), "{text:?}");
    let name = authenticated.claim(verifier.store(), now()).map(|identity| identity.username().to_owned());
    if name != Err(Rejection::Replayed) {
        // Username is not digested: with another one it is another's token, if they share a secret.
        assert!(name.as_ref().is_ok_and(|name| *name != username), "{name:?} for {text:?}");
    }
    let known = HashMap::from([(username.clone(), Secret::new(SECRET).expect("it is not empty"))]);
    let strict = Verifier::new(known, verifier.store()).with_dialect(dialect);
    assert!(strict.verify_at([&changed], now()).is_err(), "{text:?}");
}

fn values_of(token: &UsernameToken) -> [&str; 3] {
    [token.password_digest(), token.nonce(), token.created()]
}

/// Changes as three bytes each: what, where, and with which byte.
fn change(mut header: Vec<u8>, changes: &[u8]) -> Vec<u8> {
    for &[what, place, byte] in changes.as_chunks().0 {
        let place = usize::from(place) * header.len() / 255;
        match what % 8 {
            0 if place < header.len() => header[place] = byte,
            1 if place < header.len() => header[place] ^= 1 << (byte % 8),
            2 if place < header.len() => drop(header.remove(place)),
            3 => header.truncate(place),
            // Moves a piece from one end to the other: the parameters in another order.
            4 => header.rotate_left(place),
            // Puts a piece in.
            5 => {
                let piece = PIECES[usize::from(byte) % PIECES.len()];
                header.splice(place..place, piece.bytes());
            }
            // Doubles what follows.
            6 if header.len() < 3000 => header.extend_from_within(place..),
            7 => swap_parameters(&mut header, byte),
            _ => header.insert(place, byte),
        }
    }
    header
}

fn swap_parameters(header: &mut Vec<u8>, byte: u8) {
    let word = header.iter().position(|&byte| byte == b' ').map_or(0, |at| at + 1);
    let mut parts: Vec<Vec<u8>> = header[word..].split(|&byte| byte == b',').map(<[u8]>::to_vec).collect();
    let (a, b) = (usize::from(byte & 15) % parts.len(), usize::from(byte >> 4) % parts.len());
    parts.swap(a, b);
    header.truncate(word);
    header.extend(parts.join(&b','));
}

const PIECES: [&str; 16] = [
    " ",
    "\t",
    ", ",
    "\"",
    "=",
    "UsernameToken ",
    "usernametoken\t",
    "Username=\"user\"",
    "Nonce=\"QUJD\"",
    "Created=\"2026-03-14T10:00:00Z\"",
    "x=\"y\",",
    "PASSWORDDIGEST",
    "\\",
    "\u{85}",
    "+00:00",
    "\0",
];
