//! What is wrong with a header, and what to change: for the developer whose request was refused.

mod calculation;
mod coding;
mod created;
mod diagnosis;
mod digest;
mod encodings;
mod finding;
mod leak;
mod nonces;
mod paste;
mod reader;
mod reading;
mod recipe;
mod time;
mod values;
mod ways;

use alloc::string::ToString;
use alloc::vec::Vec;
use chrono::{DateTime, Utc};

pub use self::calculation::Calculation;
pub use self::diagnosis::{Diagnosis, Part};
pub use self::finding::Finding;
use self::paste::Paste;
use self::reading::Reading;
use crate::candidate::Candidate;
use crate::dialect::Dialect;
use xwsse_authn::Credentials;
use xwsse_authn::Rejection;
use xwsse_authn::Secret;

/// Explains a header to the developer who sent it.
///
/// `pasted` is the header's value, a line or a piece of code with the header's name, or a whole block as
/// `curl -v` prints it. In a block, the last request that has the header is meant, and the server's `Date`
/// is what Created is judged by, in place of `now`. White space around the value is passed over, as HTTP does.
/// With the secret, the digest is searched for: in every known dialect, and with the usual slips.
///
/// Nothing is claimed, and nothing is let in by it: for that there is a [`Verifier`](crate::Verifier).
/// The diagnosis holds the header, so show it only to the sender; it never holds the secret or a
/// digest that would have been right.
///
/// ```
/// use xwsse::{Dialect, Rejection, Secret, explain};
///
/// // Local time labelled Z, on a machine in Copenhagen in winter.
/// let header = r#"X-WSSE: UsernameToken Username="key", PasswordDigest="EAtSxaPiHnK28I4FJ6qxEIh5UQQ=", Nonce="AAECAwQFBgc=", Created="2026-01-15T13:30:00Z""#;
/// let now = "2026-01-15T12:30:01Z".parse().unwrap();
///
/// let diagnosis = explain(header, &Dialect::PENNEO, None, now);
/// assert_eq!(diagnosis.verdict(), Some(Rejection::CreatedInFuture));
/// let finding = &diagnosis.findings()[0];
/// assert!(finding.problem().contains("3599 s ahead"));
/// assert!(finding.problem().contains("UTC+01:00"));
/// println!("{diagnosis}");
/// ```
pub fn explain(
    pasted: impl AsRef<[u8]>,
    dialect: &Dialect,
    secret: Option<&Secret>,
    now: DateTime<Utc>,
) -> Diagnosis {
    let paste = Paste::read(pasted.as_ref());
    let judged_at = paste.server_time().unwrap_or(now);
    let verdict = verdict(&paste, dialect, secret, judged_at);
    let mut header = paste.value().to_string();
    let leaks = secret.is_some_and(|secret| leak::hide(&mut header, secret));
    let reading = Reading::of(&header, dialect, leaks);

    let mut findings = paste.findings().to_vec();
    let mut digest_dialects = Vec::new();
    if !header.is_empty() {
        findings.extend(reading.findings.iter().cloned());
        findings.extend(values::check(&reading, dialect));
        let searched = recipe::check(&reading, dialect, secret);
        findings.extend(searched.finding);
        digest_dialects = searched.dialects;
        if !searched.is_known {
            findings.extend(values::encoded_twice(&reading, dialect));
        }
        if secret.is_none() {
            findings.extend(values::other_mode(&reading, dialect));
        }
        findings.extend(time::check(&reading, dialect, now, paste.server_time()));
        findings.extend(secret.and_then(values::short_secret));
    }
    // The verifier's own reason first, then what else it would refuse, then what is only worth knowing.
    findings.sort_by_key(|finding| match finding.rejection {
        Some(rejection) if Some(rejection) == verdict => 0,
        Some(_) => 1,
        None => 2,
    });
    if leaks {
        findings.insert(0, leak::finding(&reading, verdict));
    }
    complete(&mut findings, verdict);

    Diagnosis {
        dialect: dialect.to_string(),
        age_millis: reading.created().map(|created| (judged_at - created).num_milliseconds()),
        parts: reading.parts,
        digest_checked: secret.is_some() && !header.is_empty(),
        digest_dialects,
        header,
        verdict,
        findings,
    }
}

/// What a verifier answers, its store left aside, and its look-up too when there is no secret.
fn verdict(
    paste: &Paste,
    dialect: &Dialect,
    secret: Option<&Secret>,
    now: DateTime<Utc>,
) -> Option<Rejection> {
    let candidate = match Candidate::read(dialect, paste.values(), now) {
        Ok(candidate) => candidate,
        Err(rejection) => return Some(rejection),
    };
    let secret = core::slice::from_ref(secret?);
    candidate.authenticate(&Credentials::from(secret)).err()
}

/// Whatever the verifier says has a finding: if no check knew better, its own words.
fn complete(findings: &mut Vec<Finding>, verdict: Option<Rejection>) {
    let Some(rejection) = verdict else { return };
    if findings.iter().all(|finding| finding.rejection != verdict) {
        findings.insert(0, Finding::refused(rejection, None, rejection.problem(), rejection.remedy()));
    }
}
