//! `xwsse.Dialect`

use chrono::TimeDelta;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyFloat, PyString, PyTuple};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::Duration;

use crate::errors::dialect_error;
use crate::guard::guard;

/// How a service makes the digest and what it demands of a token.
///
/// The header never says which dialect it is in, so a dialect is configuration: a preset
/// (``penneo``, ``atom``, ``emarsys``, ``symfony``, ``huawei``, ``pywsse``), or a preset with changes,
/// given by keyword or in a text such as a settings file has.
///
/// >>> Dialect("penneo", max_nonce=128, accept="rfc2822")
/// Dialect('penneo,max_nonce=128,accept=rfc2822')
/// >>> Dialect("penneo,max_nonce=128").max_nonce
/// 128
/// >>> Dialect("atom", max_age=timedelta(minutes=2)).max_age
/// datetime.timedelta(seconds=120)
///
/// ============== ======================================================== =============================
/// keyword        meaning                                                  values
/// ============== ======================================================== =============================
/// ``nonce``      what of the nonce enters the digest                      raw, letters, text
/// ``hash``       the hash function                                        sha1, sha256
/// ``digest``     how the hash is written                                  base64, base64hex
/// ``created``    the fraction of a second that a signer prints            seconds, millis, micros, nanos
/// ``accept``     what a verifier takes beside strict UTC                  strict, offset, rfc2822,
///                                                                         offset+rfc2822
/// ``max_age``    how old Created may be                                   timedelta or seconds
/// ``max_future`` how far ahead Created may be                             timedelta or seconds
/// ``max_nonce``  characters of Nonce                                      1 to 256
/// ``unique``     what may be used only once by a username                 none, nonce, created,
///                                                                         nonce+created
/// ``word``       how often ``UsernameToken`` stands before the parameters required, optional, twice
/// ``unknown``    what a verifier does with parameters that the scheme     refuse, ignore
///                does not have
/// ============== ======================================================== =============================
///
/// A dialect is a value: it can be compared, hashed, copied and pickled. Anything that is not a dialect
/// is a :class:`DialectError`, which is a ``ValueError``.
#[pyclass(frozen, module = "xwsse")]
#[derive(Clone, Copy, PartialEq)]
pub(crate) struct Dialect(pub(crate) xwsse::Dialect);

/// A dialect or its text, where a parameter takes either.
pub(crate) struct AnyDialect(pub(crate) xwsse::Dialect);

impl FromPyObject<'_, '_> for AnyDialect {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        if let Ok(dialect) = object.cast::<Dialect>() {
            return Ok(Self(dialect.get().0));
        }
        let text = object.cast::<PyString>().map_err(|_| {
            PyTypeError::new_err("a dialect must be a Dialect or a text such as penneo,max_nonce=128")
        })?;
        let text = text.to_str()?;
        read_dialect(text).map(Self)
    }
}

#[pymethods]
impl Dialect {
    #[new]
    #[pyo3(
        signature = (dialect = AnyDialect(xwsse::Dialect::PENNEO), /, **changes),
        text_signature = "(dialect='penneo', /, **changes)"
    )]
    fn new(dialect: AnyDialect, changes: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut dialect = dialect.0;
        for (key, value) in changes.into_iter().flatten() {
            // A comma would begin another change, and no value has a semicolon.
            let text = text_of(&value)?.replace(',', ";");
            dialect = read_dialect(&format!("{dialect},{key}={text}"))?;
        }
        Ok(Self(dialect))
    }

    /// All presets, the default first.
    ///
    /// >>> [dialect.name for dialect in Dialect.presets()]
    /// ['penneo', 'atom', 'emarsys', 'symfony', 'huawei', 'pywsse']
    #[staticmethod]
    fn presets() -> Vec<Self> {
        xwsse::Dialect::PRESETS.map(Self).into()
    }

    /// The preset that it is, or was made from.
    #[getter]
    fn name(&self) -> &'static str {
        self.0.name
    }

    /// What of the nonce enters the digest.
    #[getter]
    fn nonce(&self) -> &'static str {
        self.0.nonce.word()
    }

    /// The hash function.
    #[getter]
    fn hash(&self) -> &'static str {
        self.0.hash.word()
    }

    /// How the hash is written in the header.
    #[getter]
    fn digest(&self) -> &'static str {
        self.0.digest.word()
    }

    /// The fraction of a second that a signer prints. A verifier takes any.
    #[getter]
    fn created(&self) -> &'static str {
        self.0.created.word()
    }

    /// What a verifier takes beside the strict form in UTC.
    #[getter]
    fn accept(&self) -> &'static str {
        self.0.accept_word()
    }

    /// How old Created may be.
    #[getter]
    fn max_age(&self) -> Duration {
        self.0.window.max_age
    }

    /// How far ahead of the verifier's clock Created may be.
    #[getter]
    fn max_future(&self) -> Duration {
        self.0.window.max_future
    }

    /// Most characters of Nonce in the header.
    #[getter]
    fn max_nonce(&self) -> usize {
        self.0.max_nonce_len
    }

    /// What may be used only once by a username while its token could pass the window.
    #[getter]
    fn unique(&self) -> &'static str {
        self.0.unique_word()
    }

    /// What a verifier does with a parameter that the scheme does not have.
    #[getter]
    fn unknown(&self) -> &'static str {
        self.0.unknown_word()
    }

    /// How often ``UsernameToken`` stands before the parameters. A signer writes it once.
    #[getter]
    fn word(&self) -> &'static str {
        self.0.scheme_word.word()
    }

    /// The ``Authorization`` header that goes with a signer's token.
    #[getter]
    fn authorization(&self) -> &'static str {
        self.0.authorization
    }

    fn __str__(&self) -> String {
        self.0.to_string()
    }

    fn __repr__(&self) -> String {
        format!("Dialect('{}')", self.0)
    }

    fn __eq__(&self, other: &Self) -> bool {
        self == other
    }

    fn __hash__(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.0.to_string().hash(&mut hasher);
        hasher.finish()
    }

    fn __getnewargs__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, [self.0.to_string()])
    }
}

fn read_dialect(text: &str) -> PyResult<xwsse::Dialect> {
    guard(|| text.parse::<xwsse::Dialect>())?
        .map_err(|error| dialect_error(error.problem(), error.remedy(), error.position()))
}

/// A keyword's value as it stands in a dialect's text.
fn text_of(value: &Bound<'_, PyAny>) -> PyResult<String> {
    if let Ok(duration) = value.extract::<TimeDelta>() {
        let (seconds, micros) = (duration.num_seconds(), duration.subsec_micros());
        return Ok(format!("{seconds}.{micros:06}"));
    }
    if let Ok(number) = value.cast::<PyFloat>() {
        return Ok(format!("{:.9}", number.value()));
    }
    Ok(value.str()?.to_string())
}
