use crate::{SECRET, now, pick_dialect, reference};
use xwsse::{Candidate, Credentials, Rejection, SchemeWord, Secret, UsernameToken};

/// A header is taken if and only if the reference takes it, with the same four values; and a verifier's answer
/// is the one that follows from them.
pub fn header(input: &[u8]) {
    let Some((dialect, ignore_unknown, bytes)) = pick_dialect(input) else { return };

    if let Ok(text) = std::str::from_utf8(bytes) {
        let ours = text.parse::<UsernameToken>().ok();
        let values = ours.as_ref().map(|token| {
            [token.username(), token.password_digest(), token.nonce(), token.created()].map(str::to_owned)
        });
        assert_eq!(values, reference::header(bytes, SchemeWord::Required, false), "{text:?}");
        if let Some(token) = ours {
            assert_eq!(token.to_string().parse(), Ok(token), "{text:?}");
        }
    }

    let candidate = Candidate::read(&dialect, [bytes], now());
    let expected = reference::header(bytes, dialect.scheme_word, ignore_unknown);
    let Some([username, digest, nonce, created]) = expected else {
        assert!(candidate.is_err(), "{:?} was taken in {dialect}", String::from_utf8_lossy(bytes));
        return;
    };
    let nonce_bytes = reference::nonce(&nonce, &dialect);
    let instant = reference::created(&created, dialect.accept_offset, dialect.accept_rfc2822);
    let digest_bytes = reference::digest(&digest, &dialect);
    match candidate {
        Ok(candidate) => {
            assert_eq!(candidate.username(), username);
            let nonce_bytes = nonce_bytes.expect("a nonce that the reference refuses was taken");
            assert!(instant.is_some() && digest_bytes.is_some(), "{username:?} {digest:?} {created:?}");
            let right = reference::expected_digest(&nonce_bytes, &created, SECRET.as_bytes(), &dialect);
            let credentials = Secret::new(SECRET).map(|secret| Credentials::from(vec![secret]));
            let outcome = candidate.authenticate(&credentials.expect("it is not empty"));
            assert_eq!(outcome.is_ok(), right == digest, "{username:?} {digest:?}");
        }
        Err(Rejection::NonceTooLong | Rejection::NonceInvalid) => assert_eq!(nonce_bytes, None, "{nonce:?}"),
        Err(Rejection::DigestInvalid) => assert_eq!(digest_bytes, None, "{digest:?}"),
        Err(Rejection::CreatedInvalid) => assert_eq!(instant, None, "{created:?}"),
        Err(Rejection::CreatedStale) => {
            assert!(instant.is_some_and(|(seconds, _)| seconds < now().timestamp()), "{created:?}");
        }
        Err(Rejection::CreatedInFuture) => {
            assert!(instant.is_some_and(|(seconds, _)| seconds >= now().timestamp()), "{created:?}");
        }
        Err(rejection) => panic!("{rejection:?} of a header that follows the grammar"),
    }
}
