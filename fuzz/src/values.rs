//! The two values that are decoded.

use crate::{CREATED, SECRET, now, pick_dialect, reference};
use xwsse::{Candidate, Credentials, Dialect, Rejection, Secret};

/// A nonce is taken if and only if it decodes and encodes to the same text again, and the bytes that it
/// decodes to are those that enter the digest.
pub fn nonce(input: &[u8]) {
    let Some((dialect, _, bytes)) = pick_dialect(input) else { return };
    let Some(text) = value(bytes) else { return };
    let expected = reference::nonce(text, &dialect);
    let bytes = expected.as_deref().unwrap_or_default();
    let digest = reference::expected_digest(bytes, CREATED, SECRET.as_bytes(), &dialect);
    let outcome = judge(&dialect, &digest, text);
    match expected {
        Some(_) => assert_eq!(outcome, Ok(()), "{text:?} in {dialect}"),
        None if text.is_empty() => assert_eq!(outcome, Err(Rejection::ParameterMissing)),
        None if text.len() > dialect.max_nonce_len => assert_eq!(outcome, Err(Rejection::NonceTooLong)),
        None => assert_eq!(outcome, Err(Rejection::NonceInvalid), "{text:?} in {dialect}"),
    }
}

/// A digest is taken if and only if it has the dialect's form, and lets in if and only if it is the right
/// one. `=` as the first byte stands for the right one, to which the other bytes are added bit by bit.
pub fn digest(input: &[u8]) {
    let Some((dialect, _, bytes)) = pick_dialect(input) else { return };
    const NONCE: &str = "d36e3162";
    let nonce = reference::nonce(NONCE, &dialect).unwrap_or_default();
    let right = reference::expected_digest(&nonce, CREATED, SECRET.as_bytes(), &dialect);
    let text = match bytes {
        [b'=', flips @ ..] => {
            let mut text = right.clone().into_bytes();
            text.iter_mut().zip(flips).for_each(|(byte, flip)| *byte ^= flip);
            text
        }
        bytes => bytes.to_vec(),
    };
    let Some(text) = value(&text) else { return };
    let outcome = judge(&dialect, text, NONCE);
    match reference::digest(text, &dialect) {
        Some(_) if text == right => assert_eq!(outcome, Ok(())),
        Some(_) => assert_eq!(outcome, Err(Rejection::DigestMismatch), "{text:?} in {dialect}"),
        None => assert_eq!(outcome, Err(Rejection::DigestInvalid), "{text:?} in {dialect}"),
    }
}

/// Text that can stand in a quoted value.
fn value(bytes: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(bytes).ok()?;
    let fits =
        text.len() <= 1000 && !text.bytes().any(|byte| byte.is_ascii_control() || b"\"\\".contains(&byte));
    fits.then_some(text)
}

fn judge(dialect: &Dialect, digest: &str, nonce: &str) -> Result<(), Rejection> {
    let header = format!(
        r#"UsernameToken Username="user", PasswordDigest="{digest}", Nonce="{nonce}", Created="{CREATED}""#
    );
    let candidate = Candidate::read(dialect, [&header], now())?;
    let secret = Secret::new(SECRET).map_err(|_| Rejection::SecretsUnavailable)?;
    candidate.authenticate(&Credentials::from(vec![secret])).map(|_| ())
}
