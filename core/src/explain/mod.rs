//! What is wrong with a header, and what to change: for the developer whose request was refused.

mod digest;
mod paste;
mod reading;
mod recipe;
mod time;
mod values;

use alloc::string::{String, ToString};
use alloc::vec::Vec;
use chrono::{DateTime, Utc};
use core::fmt::{self, Display, Formatter};

use self::paste::Paste;
use self::reading::Reading;
use crate::candidate::Candidate;
use crate::dialect::Dialect;
use crate::error::Rejection;
use crate::secret::Secret;
use crate::secrets::Credentials;

/// Explains a header to the developer who sent it.
///
/// `pasted` is the header's value, a line with the header's name, a `-H` argument, or a whole block as
/// `curl -v` prints it; from a block the server's `Date` is read too. With the secret, the digest is
/// searched for: in every known dialect, and with the usual slips.
///
/// Nothing is claimed, and nothing is let in by it: for that there is a [`Verifier`](crate::Verifier).
/// The diagnosis holds the header, so show it only to whoever sent that; it never holds the secret or a
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
    let header = paste.value().to_string();
    let reading = Reading::of(&header, dialect);
    let verdict = verdict(&paste, dialect, secret, now);

    let mut findings = paste.findings();
    if !header.is_empty() {
        findings.extend(reading.findings.iter().cloned());
        findings.extend(values::check(&reading, dialect));
        match secret {
            Some(secret) => findings.extend(recipe::check(&reading, dialect, secret)),
            None => findings.extend(values::guesses(&reading, dialect)),
        }
        findings.extend(time::check(&reading, dialect, now, paste.server_time()));
        findings.extend(secret.and_then(values::short_secret));
    }
    complete(&mut findings, verdict);
    // The verifier's own reason first, then what else it would refuse, then what is only worth knowing.
    findings.sort_by_key(|finding| match finding.rejection {
        Some(rejection) if Some(rejection) == verdict => 0,
        Some(_) => 1,
        None => 2,
    });

    Diagnosis {
        dialect: dialect.to_string(),
        age_millis: reading.created(dialect).map(|created| (now - created).num_milliseconds()),
        digest_checked: secret.is_some() && !header.is_empty(),
        parts: reading.parts,
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
    let candidate = match Candidate::read(dialect, paste.values(), now, false) {
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
        let text = rejection.to_string();
        let (problem, remedy) = text.split_once("; ").unwrap_or((&text, "compare it with the documentation"));
        findings.push(Finding::refused(rejection, None, problem, remedy));
    }
}

/// What [`explain`] found.
///
/// `Display` gives it as plain text of several lines, the digest shortened. With the feature `serde` it
/// serializes to the same names as its methods.
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[must_use]
pub struct Diagnosis {
    dialect: String,
    header: String,
    parts: Vec<Part>,
    age_millis: Option<i64>,
    digest_checked: bool,
    verdict: Option<Rejection>,
    findings: Vec<Finding>,
}

impl Diagnosis {
    /// The dialect that the header was held against, as text.
    #[must_use]
    pub fn dialect(&self) -> &str {
        &self.dialect
    }

    /// The header value that was found in what was pasted; empty when there was none.
    #[must_use]
    pub fn header(&self) -> &str {
        &self.header
    }

    /// The parameters that could be read, in their order in the header.
    #[must_use]
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// How old Created is, in milliseconds, negative when it is ahead; `None` when it cannot be read.
    #[must_use]
    pub const fn age_millis(&self) -> Option<i64> {
        self.age_millis
    }

    /// Whether the digest was held against a secret.
    #[must_use]
    pub const fn digest_checked(&self) -> bool {
        self.digest_checked
    }

    /// Why a verifier of this dialect would refuse the header; `None` when it would take it once. Without
    /// the secret, the digest is not judged.
    #[must_use]
    pub const fn verdict(&self) -> Option<Rejection> {
        self.verdict
    }

    /// Everything that was found, worst first.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }
}

/// A parameter of the header.
///
/// ```
/// # use xwsse::{Dialect, Utc, explain};
/// let diagnosis = explain(r#"UsernameToken Username = "key""#, &Dialect::PENNEO, None, Utc::now());
/// let part = &diagnosis.parts()[0];
/// assert_eq!((part.name(), part.value()), ("Username", "key"));
/// assert_eq!(&diagnosis.header()[part.start()..part.end()], "key");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Part {
    name: String,
    value: String,
    start: usize,
    end: usize,
}

impl Part {
    /// The name as it is written.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The value without its quotes.
    #[must_use]
    pub fn value(&self) -> &str {
        &self.value
    }

    /// Where the value begins in the header, in bytes.
    #[must_use]
    pub const fn start(&self) -> usize {
        self.start
    }

    /// Where the value ends in the header, in bytes.
    #[must_use]
    pub const fn end(&self) -> usize {
        self.end
    }
}

/// One thing that is wrong, or worth knowing, and what to do about it.
///
/// ```
/// # use xwsse::{Dialect, Rejection, Utc, explain};
/// let header = r#"UsernameToken Username='key'"#;
/// let diagnosis = explain(header, &Dialect::PENNEO, None, Utc::now());
/// let finding = &diagnosis.findings()[0];
/// assert_eq!(finding.rejection(), Some(Rejection::HeaderMalformed));
/// assert_eq!(finding.column(), Some(24));
/// assert_eq!(finding.remedy(), "put it in double quotes");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Finding {
    #[cfg_attr(feature = "serde", serde(rename = "code"))]
    rejection: Option<Rejection>,
    column: Option<usize>,
    problem: String,
    remedy: String,
}

impl Finding {
    fn refused(
        rejection: Rejection,
        column: Option<usize>,
        problem: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self { rejection: Some(rejection), column, problem: problem.into(), remedy: remedy.into() }
    }

    fn note(column: Option<usize>, problem: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { rejection: None, column, problem: problem.into(), remedy: remedy.into() }
    }

    /// The rejection that it leads to; `None` when it is only worth knowing.
    #[must_use]
    pub const fn rejection(&self) -> Option<Rejection> {
        self.rejection
    }

    /// Where in the header, in characters from 1.
    #[must_use]
    pub const fn column(&self) -> Option<usize> {
        self.column
    }

    /// What is so.
    #[must_use]
    pub fn problem(&self) -> &str {
        &self.problem
    }

    /// What to do.
    #[must_use]
    pub fn remedy(&self) -> &str {
        &self.remedy
    }
}

impl Display for Diagnosis {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.verdict {
            Some(rejection) => writeln!(f, "refused: {} ({})", rejection.code(), self.dialect)?,
            None => writeln!(f, "no fault found ({})", self.dialect)?,
        }
        for part in &self.parts {
            writeln!(f, "  {:<15} {}", part.name, shown(part))?;
        }
        for (finding, number) in self.findings.iter().zip(1..) {
            write!(f, "{number}. {}", finding.problem)?;
            if let Some(column) = finding.column {
                write!(f, " (column {column})")?;
            }
            writeln!(f, "\n   → {}", finding.remedy)?;
        }
        if !self.digest_checked && !self.parts.is_empty() {
            writeln!(f, "The digest was not checked, which takes the secret.")?;
        }
        Ok(())
    }
}

/// A value for people: without characters that disturb a terminal, and the digest only begun.
fn shown(part: &Part) -> String {
    if part.name.eq_ignore_ascii_case("PasswordDigest") && part.value.chars().count() > 8 {
        let begun: String = part.value.chars().take(6).collect();
        return alloc::format!("{}… ({} characters)", begun.escape_debug(), part.value.chars().count());
    }
    part.value.escape_debug().to_string()
}

impl fmt::Debug for Diagnosis {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("Diagnosis")
            .field("dialect", &self.dialect)
            .field("age_millis", &self.age_millis)
            .field("digest_checked", &self.digest_checked)
            .field("verdict", &self.verdict)
            .field("findings", &self.findings)
            .finish_non_exhaustive()
    }
}
