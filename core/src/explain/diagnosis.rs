//! The answer: what was read, the verdict, and the findings.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt::{self, Display, Formatter};

use super::finding::Finding;
use xwsse_authn::Rejection;

/// What [`explain`](crate::explain) found.
///
/// `Display` writes it as plain text of several lines, what could be a digest only begun. With the feature `serde` it
/// serializes to the same names as its methods.
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[must_use]
pub struct Diagnosis {
    pub(super) dialect: String,
    pub(super) header: String,
    pub(super) parts: Vec<Part>,
    pub(super) age_millis: Option<i64>,
    pub(super) digest_checked: bool,
    pub(super) digest_dialects: Vec<String>,
    pub(super) verdict: Option<Rejection>,
    pub(super) findings: Vec<Finding>,
}

impl Diagnosis {
    /// The dialect that the header was held against, as text.
    #[must_use]
    pub fn dialect(&self) -> &str {
        &self.dialect
    }

    /// The header value that was found in what was pasted, decoded where it was encoded as a whole; empty
    /// when there was none.
    #[must_use]
    pub fn header(&self) -> &str {
        &self.header
    }

    /// The parameters that could be read, in their order in the header.
    #[must_use]
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// How old Created is (by the server's `Date`, where that was pasted too), in milliseconds, negative when it is ahead; `None` when it cannot be read.
    #[must_use]
    pub const fn age_millis(&self) -> Option<i64> {
        self.age_millis
    }

    /// Whether the digest was held against a secret.
    #[must_use]
    pub const fn digest_checked(&self) -> bool {
        self.digest_checked
    }

    /// The dialects in which the digest is right with the secret that was given, as text: the one that it was
    /// held against, alone, when that is one of them. None when only a slip explains the digest, when
    /// nothing does, and without the secret.
    ///
    /// ```
    /// # use xwsse::{Dialect, Secret, Utc, explain};
    /// // Published in 2003, with its secret.
    /// let header = r#"UsernameToken Username="bob", PasswordDigest="quR/EWLAV4xLf9Zqyw4pDmfV9OY=", Nonce="d36e316282959a9ed4c89851497a717f", Created="2003-12-15T14:43:07Z""#;
    /// let secret = Secret::new("taadtaadpstcsm")?;
    /// let diagnosis = explain(header, &Dialect::PENNEO, Some(&secret), Utc::now());
    /// assert_eq!(diagnosis.digest_dialects(), ["atom"]);
    /// # Ok::<(), xwsse::SignError>(())
    /// ```
    #[must_use]
    pub fn digest_dialects(&self) -> &[String] {
        &self.digest_dialects
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
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Part {
    pub(super) name: String,
    pub(super) value: String,
    pub(super) start: usize,
    pub(super) end: usize,
    #[cfg_attr(feature = "serde", serde(skip))]
    pub(super) could_be_digest: bool,
    /// It was the secret, and is made of stars now.
    #[cfg_attr(feature = "serde", serde(skip))]
    pub(super) is_hidden: bool,
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

    /// The value for people: without characters that disturb a terminal, and what could be a digest only begun.
    #[must_use]
    pub fn shown(&self) -> String {
        let len = self.value.chars().count();
        if self.could_be_digest && len > BEGIN {
            format!("{} ({len} characters)", begin(&self.value, BEGIN).escape_debug())
        } else {
            self.value.escape_debug().to_string()
        }
    }

    /// Whether the value could be a digest, by its name or by its look. Show only its beginning: a text that
    /// goes into a ticket should not hold a token that somebody can use.
    #[must_use]
    pub const fn could_be_digest(&self) -> bool {
        self.could_be_digest
    }
}

impl fmt::Debug for Part {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("Part")
            .field("name", &short(&self.name))
            .field("len", &self.value.len())
            .finish_non_exhaustive()
    }
}

impl Display for Diagnosis {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.verdict {
            Some(rejection) => writeln!(f, "refused: {} ({})", rejection.code(), self.dialect)?,
            None => writeln!(f, "no fault found ({})", self.dialect)?,
        }
        for part in &self.parts {
            writeln!(f, "  {:<15} {}", short(&part.name), part.shown())?;
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

/// Characters of the longest name that is shown as a whole: less than of any digest, which can stand in a
/// name's place.
const NAME: usize = 20;

/// Characters of a digest that are shown.
const BEGIN: usize = 6;

/// A name, or its beginning.
pub(super) fn short(name: &str) -> Cow<'_, str> {
    begin(name, NAME)
}

fn begin(text: &str, most: usize) -> Cow<'_, str> {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]).into(),
        None => text.into(),
    }
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
