//! What `xwsse.explain` is made of.

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use xwsse::{Diagnosis, Secret, Utc};

use super::dialect::AnyDialect;
use crate::convert::raw;
use crate::errors::sign_error;
use crate::guard::guard;
use crate::instant::Instant;
use crate::secrets::SecretBytes;

/// Name, value, and where the value stands in the header, in characters.
type Part = (String, String, usize, usize);
/// Code, column, problem and remedy.
type Finding = (Option<&'static str>, Option<usize>, String, String);
/// The text, the dialect, the header, its parts, the age of Created in milliseconds, whether the digest was
/// checked, the dialects in which it is right, the verdict's code, the findings.
type Fields =
    (String, String, String, Vec<Part>, Option<i64>, bool, Vec<String>, Option<&'static str>, Vec<Finding>);

/// The fields of a ``Diagnosis``.
#[pyfunction]
#[pyo3(signature = (pasted, dialect, secret, now))]
pub(crate) fn explain(
    pasted: &Bound<'_, PyAny>,
    dialect: AnyDialect,
    secret: Option<SecretBytes<'_>>,
    now: Option<Instant>,
) -> PyResult<Fields> {
    let pasted = raw(pasted)?.ok_or_else(|| PyTypeError::new_err("what is pasted must be a str or bytes"))?;
    let secret = secret.map(|secret| Secret::new(secret.0)).transpose().map_err(sign_error)?;
    let now = now.map_or_else(Utc::now, |now| now.0);
    guard(|| fields(&xwsse::explain(pasted, &dialect.0, secret.as_ref(), now)))
}

fn fields(diagnosis: &Diagnosis) -> Fields {
    let header = diagnosis.header();
    // The core counts bytes, Python characters.
    let place = |offset: usize| header.get(..offset).map_or(offset, |before| before.chars().count());
    let parts = diagnosis.parts().iter().map(|part| {
        (part.name().to_owned(), part.value().to_owned(), place(part.start()), place(part.end()))
    });
    let findings = diagnosis.findings().iter().map(|finding| {
        let code = finding.rejection().map(xwsse::Rejection::code);
        (code, finding.column(), finding.problem().to_owned(), finding.remedy().to_owned())
    });
    (
        diagnosis.to_string(),
        diagnosis.dialect().to_owned(),
        header.to_owned(),
        parts.collect(),
        diagnosis.age_millis(),
        diagnosis.digest_checked(),
        diagnosis.digest_dialects().to_vec(),
        diagnosis.verdict().map(xwsse::Rejection::code),
        findings.collect(),
    )
}
