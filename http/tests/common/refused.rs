//! For every code of a rejection, headers that cause it.

use xwsse::{DateTime, Rejection, Signer, Utc};

use super::{SECRET, USERNAME};

/// The verifiers' time.
pub(crate) fn now() -> DateTime<Utc> {
    "2026-03-14T10:00:00Z".parse().unwrap()
}

pub(crate) fn token(seconds_ago: i64, nonce: &[u8]) -> String {
    let created = DateTime::from_timestamp(now().timestamp() - seconds_ago, 0).unwrap();
    Signer::new(USERNAME, SECRET).unwrap().sign_with(created, nonce).unwrap().into_header()
}

/// The requests to send one after the other, each with its values for the header: the last one is refused,
/// those before it are accepted.
pub(crate) fn requests_for(rejection: Rejection) -> Vec<Vec<String>> {
    let good = token(0, b"canary-nonce-abcd");
    let with = |from: &str, to: &str| {
        assert!(good.contains(from), "{from}");
        vec![vec![good.replace(from, to)]]
    };
    let value_of = |name: &str| {
        let (_, rest) = good.split_once(&format!("{name}=\"")).unwrap();
        rest.split('"').next().unwrap().to_owned()
    };
    let used_before = |second: String| vec![vec![good.clone()], vec![second]];
    match rejection {
        Rejection::HeaderMissing => vec![vec![]],
        Rejection::HeaderTooLarge => with("Username", &format!("{}Username", " ".repeat(4096))),
        Rejection::HeaderMalformed => vec![vec![good.clone(), token(1, b"another")]],
        Rejection::ParameterMissing => vec![vec![good.rsplit_once(',').unwrap().0.to_owned()]],
        Rejection::ParameterDuplicate => vec![vec![good.clone() + ", Nonce=\"abcd\""]],
        Rejection::ParameterUnknown => vec![vec![good.clone() + ", Organization=\"canary-other\""]],
        Rejection::UsernameInvalid => with(&value_of("Username"), ""),
        Rejection::NonceInvalid => with(&value_of("Nonce"), "canary-not-base64!"),
        Rejection::NonceTooLong => with(&value_of("Nonce"), &"abcd".repeat(30)),
        Rejection::DigestInvalid => with(&value_of("PasswordDigest"), "Y2FuYXJ5"),
        Rejection::CreatedInvalid => with(&value_of("Created"), "2026-03-14 10:00:00"),
        Rejection::CreatedStale => vec![vec![token(61, b"stale")]],
        Rejection::CreatedInFuture => vec![vec![token(-61, b"future")]],
        Rejection::UsernameUnknown => with(&value_of("Username"), "canary-nobody"),
        Rejection::DigestMismatch => with(&value_of("PasswordDigest"), "AAAAAAAAAAAAAAAAAAAAAAAAAAA="),
        Rejection::Replayed => used_before(good.clone()),
        Rejection::NonceReused => used_before(token(1, b"canary-nonce-abcd")),
        Rejection::CreatedReused => used_before(token(0, b"another")),
        _ => unreachable!("{rejection:?} has no header of its own"),
    }
}
