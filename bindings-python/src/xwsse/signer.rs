//! `xwsse.Signer`

use chrono::{DateTime, TimeDelta, Utc};
use pyo3::PyTraverseError;
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::gc::PyVisit;
use pyo3::prelude::*;
use pyo3::types::PyDict;
use std::cell::Cell;
use std::time::Duration;
use xwsse::{Precision, SignError};

use super::dialect::{AnyDialect, Dialect};
use super::token::UsernameToken;
use crate::convert::refuse_unknown;
use crate::errors::{exhausted, sign_error};
use crate::guard::guard;
use crate::instant::Instant;
use crate::secrets::SecretBytes;

thread_local! {
    /// What a signer's own clock said. The core's clock cannot fail and Python's can, so it is asked
    /// before, and its answer waits here for the core to come for it.
    static NOW: Cell<DateTime<Utc>> = const { Cell::new(DateTime::UNIX_EPOCH) };
}

/// Makes a fresh token for each request.
///
/// Sign every attempt: a retry and each hop of a redirect need a token of their own. Use one signer for
/// an API key in a process; threads and tasks share it without a lock.
///
/// >>> signer = Signer("my-api-key", "my-api-secret")
/// >>> sorted(signer.headers())
/// ['Authorization', 'X-WSSE']
/// >>> signer
/// <Signer username='my-api-key' dialect='penneo'>
///
/// ``secret`` is a ``str``, taken as UTF-8, or bytes. ``dialect`` is a :class:`Dialect` or its text.
/// ``clock`` returns an aware ``datetime`` in place of the system's time, which is for tests.
///
/// A signer is safe to use after ``os.fork()``: each nonce comes from the operating system. Processes that
/// share a key can still produce the same Created, which services such as Penneo take once; let them sign
/// with finer steps, ``Dialect("penneo", created="micros")``, or try once more after a 401.
#[pyclass(frozen, module = "xwsse")]
pub(crate) struct Signer {
    core: xwsse::Signer,
    clock: Option<Py<PyAny>>,
}

#[pymethods]
impl Signer {
    #[new]
    #[pyo3(
        signature = (username, secret, dialect = AnyDialect(xwsse::Dialect::PENNEO), *, clock = None, **unknown),
        text_signature = "(username, secret, dialect='penneo', *, clock=None)"
    )]
    fn new(
        username: &str,
        secret: &Bound<'_, PyAny>,
        dialect: AnyDialect,
        clock: Option<Bound<'_, PyAny>>,
        unknown: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<Self> {
        refuse_unknown(unknown, &["username", "secret", "dialect", "clock"])?;
        if secret.is_none() {
            return Err(PyTypeError::new_err(format!("the secret of {username:?} is missing")));
        }
        let secret = secret.extract::<SecretBytes<'_>>()?;
        let mut builder = xwsse::Signer::builder(username, secret.0).dialect(dialect.0);
        if let Some(clock) = &clock {
            if !clock.is_callable() {
                return Err(PyTypeError::new_err(
                    "the clock must be a function that returns an aware datetime",
                ));
            }
            builder = builder.clock(|| NOW.get());
        }
        let core = guard(|| builder.build())?.map_err(sign_error)?;
        Ok(Self { core, clock: clock.map(Bound::unbind) })
    }

    /// A fresh token.
    ///
    /// Raises :class:`SignError` when none can be made: ``created_exhausted`` when so many were signed
    /// that Created would run too far ahead of the clock, ``randomness_unavailable``,
    /// ``created_out_of_range``.
    fn sign(&self, py: Python<'_>) -> PyResult<UsernameToken> {
        self.read_clock(py)?;
        guard(|| self.core.sign())?.map(UsernameToken).map_err(|error| self.error(error, 1))
    }

    /// As :meth:`sign`, which waits where so many were signed that Created would run too far ahead of the clock.
    ///
    /// >>> asyncio.run(Signer("key", "secret").sign_async()).username
    /// 'key'
    fn sign_async<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("xwsse._waiting")?.getattr("sign")?.call1((slf,))
    }

    /// The value of ``X-WSSE`` for one request.
    fn header(&self, py: Python<'_>) -> PyResult<String> {
        Ok(self.sign(py)?.0.into_header())
    }

    /// The headers to set on one request, replacing those of the same name: ``Authorization`` and
    /// ``X-WSSE``.
    fn headers<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        self.sign(py)?.headers(py)
    }

    /// As many fresh tokens: cheaper than one by one. All or none.
    ///
    /// >>> len(Signer("key", "secret").sign_many(10))
    /// 10
    fn sign_many(&self, py: Python<'_>, count: isize) -> PyResult<Vec<UsernameToken>> {
        let count = usize::try_from(count)
            .map_err(|_| PyValueError::new_err("the number of tokens must not be negative"))?;
        self.read_clock(py)?;
        let tokens = py.detach(|| guard(|| self.core.sign_many(count)))?;
        let tokens = tokens.map_err(|error| self.error(error, count))?;
        Ok(tokens.into_iter().map(UsernameToken).collect())
    }

    /// Learns the clock's offset from the ``Date`` header of a response, for a machine whose clock is
    /// wrong, and returns it: at most 24 hours to either side.
    ///
    /// Take it only from the service itself over TLS: someone who can set the signer's time can have tokens made
    /// for later use. A text that is not an HTTP date is a :class:`UsageError`.
    ///
    /// >>> now = datetime(2026, 3, 14, 10, 0, tzinfo=timezone.utc)
    /// >>> signer = Signer("key", "secret", clock=lambda: now)
    /// >>> signer.learn_clock_offset("Sat, 14 Mar 2026 10:07:00 GMT")
    /// datetime.timedelta(seconds=420)
    /// >>> signer.sign().created
    /// '2026-03-14T10:07:00.000Z'
    fn learn_clock_offset(&self, py: Python<'_>, date_header: &str) -> PyResult<TimeDelta> {
        self.read_clock(py)?;
        let millis = guard(|| self.core.learn_clock_offset(date_header))?.map_err(sign_error)?;
        Ok(TimeDelta::milliseconds(millis))
    }

    /// What is added to the clock, in milliseconds: at most 24 hours to either side.
    #[getter]
    fn clock_offset(&self) -> TimeDelta {
        TimeDelta::milliseconds(self.core.clock_offset_millis())
    }

    #[setter]
    fn set_clock_offset(&self, offset: TimeDelta) {
        self.core.set_clock_offset_millis(offset.num_milliseconds());
    }

    /// The API key.
    #[getter]
    fn username(&self) -> &str {
        self.core.username()
    }

    /// The headers that hold a token, for client hooks, which know no scheme.
    #[getter]
    fn header_names(&self) -> (&'static str,) {
        ("X-WSSE",)
    }

    /// The value of ``Authorization`` that goes with a token.
    #[getter]
    fn authorization(&self) -> &'static str {
        self.core.dialect().authorization
    }

    /// The dialect that it signs in.
    #[getter]
    fn dialect(&self) -> Dialect {
        Dialect(*self.core.dialect())
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let username = self.username().into_pyobject(py)?.repr()?;
        Ok(format!("<Signer username={username} dialect='{}'>", self.core.dialect()))
    }

    fn __reduce__(&self) -> PyResult<()> {
        Err(PyTypeError::new_err(
            "a Signer holds a secret, so it is not pickled or copied; share it, or make one in each process",
        ))
    }

    fn __traverse__(&self, visit: PyVisit<'_>) -> Result<(), PyTraverseError> {
        visit.call(&self.clock)
    }
}

impl Signer {
    /// The signer needs a step of Created for each token, and the clock makes room for it.
    fn error(&self, error: SignError, count: usize) -> PyErr {
        if error != SignError::CreatedExhausted {
            return sign_error(error);
        }
        let step = match self.core.dialect().created {
            Precision::Seconds => Duration::from_secs(1),
            Precision::Millis => Duration::from_millis(1),
            _ => Duration::from_micros(1),
        };
        exhausted(step.saturating_mul(u32::try_from(count).unwrap_or(u32::MAX)))
    }

    fn read_clock(&self, py: Python<'_>) -> PyResult<()> {
        if let Some(clock) = &self.clock {
            NOW.set(clock.bind(py).call0()?.extract::<Instant>()?.0);
        }
        Ok(())
    }
}
