//! One thing that is wrong with a header, or worth knowing.

use alloc::string::String;

use xwsse_authn::Rejection;

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
    pub(super) rejection: Option<Rejection>,
    pub(super) column: Option<usize>,
    pub(super) problem: String,
    pub(super) remedy: String,
}

impl Finding {
    pub(super) fn refused(
        rejection: Rejection,
        column: Option<usize>,
        problem: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self { rejection: Some(rejection), column, problem: problem.into(), remedy: remedy.into() }
    }

    pub(super) fn note(column: Option<usize>, problem: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { rejection: None, column, problem: problem.into(), remedy: remedy.into() }
    }

    /// The same, at this place.
    pub(super) fn at(self, column: Option<usize>) -> Self {
        Self { column: self.column.or(column), ..self }
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

/// Where a byte of the header is, in characters from 1.
pub(super) fn column(header: &str, offset: usize) -> usize {
    header[..offset].chars().count() + 1
}
