//! `xwsse.UsernameToken`

use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::PyDict;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::errors::rejected;
use crate::guard::guard;

/// The four values of a token, and the texts that are made of them. It is good for one request.
///
/// A :class:`Signer` makes it, or it is parsed from a header. ``str()`` returns the header value; ``repr()``
/// shows no digest.
///
/// >>> token = UsernameToken.parse('UsernameToken Username="bob", '
/// ...     'PasswordDigest="quR/EWLAV4xLf9Zqyw4pDmfV9OY=", '
/// ...     'Nonce="d36e316282959a9ed4c89851497a717f", Created="2003-12-15T14:43:07Z"')
/// >>> token.username, token.created
/// ('bob', '2003-12-15T14:43:07Z')
/// >>> token
/// <UsernameToken username='bob' created='2003-12-15T14:43:07Z'>
#[pyclass(frozen, module = "xwsse")]
#[derive(PartialEq)]
pub(crate) struct UsernameToken(pub(crate) xwsse::UsernameToken);

#[pymethods]
impl UsernameToken {
    /// Reads a header value: the grammar only. What the values mean is for a :class:`Verifier` to say.
    ///
    /// Raises :class:`Rejected` when the text does not follow the grammar.
    #[staticmethod]
    fn parse(text: &str) -> PyResult<Self> {
        guard(|| text.parse())?.map(Self).map_err(rejected)
    }

    /// The API key.
    #[getter]
    fn username(&self) -> &str {
        self.0.username()
    }

    /// PasswordDigest as it stands in the header.
    #[getter]
    fn password_digest(&self) -> &str {
        self.0.password_digest()
    }

    /// Nonce as it stands in the header.
    #[getter]
    fn nonce(&self) -> &str {
        self.0.nonce()
    }

    /// Created as it stands in the header.
    #[getter]
    fn created(&self) -> &str {
        self.0.created()
    }

    /// The value of ``X-WSSE``.
    #[getter]
    fn header(&self) -> &str {
        self.0.header()
    }

    /// The headers to set on the request, replacing those of the same name: ``Authorization`` and
    /// ``X-WSSE``.
    pub(crate) fn headers<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let [(_, authorization), (_, header)] = self.0.headers();
        let headers = PyDict::new(py);
        headers.set_item(intern!(py, "Authorization"), authorization)?;
        headers.set_item(intern!(py, "X-WSSE"), header)?;
        Ok(headers)
    }

    /// The fields of Penneo's OAuth grant ``api_keys``, by their names in its JSON body.
    ///
    /// ``grant_type``, ``client_id`` and ``client_secret`` go beside them.
    ///
    /// >>> sorted(Signer("key", "secret").sign().api_keys())
    /// ['created_at', 'digest', 'key', 'nonce']
    fn api_keys<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let grant = self.0.api_keys();
        let fields = PyDict::new(py);
        fields.set_item(intern!(py, "key"), grant.key)?;
        fields.set_item(intern!(py, "nonce"), grant.nonce)?;
        fields.set_item(intern!(py, "created_at"), grant.created_at)?;
        fields.set_item(intern!(py, "digest"), grant.digest)?;
        Ok(fields)
    }

    fn __str__(&self) -> &str {
        self.0.header()
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let username = self.username().into_pyobject(py)?.repr()?;
        let created = self.created().into_pyobject(py)?.repr()?;
        Ok(format!("<UsernameToken username={username} created={created}>"))
    }

    fn __eq__(&self, other: &Self) -> bool {
        self == other
    }

    fn __hash__(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.0.header().hash(&mut hasher);
        hasher.finish()
    }
}
