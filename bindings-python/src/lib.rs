//! The bridge between the core and the Python package `xwsse`: it converts, and decides nothing.

#![deny(unsafe_code)]

mod authenticated;
mod claims;
mod convert;
mod credentials;
mod errors;
mod guard;
mod identity;
mod instant;
mod secrets;
mod store;
mod xwsse;

use pyo3::pymodule;

#[pymodule(gil_used = false)]
mod _native {
    #[pymodule_export]
    use crate::authenticated::Authenticated;
    #[pymodule_export]
    use crate::claims::Claims;
    #[pymodule_export]
    use crate::errors::{rejections, sign_errors};
    #[cfg(feature = "panic-for-tests")]
    #[pymodule_export]
    use crate::guard::panic_for_tests;
    #[pymodule_export]
    use crate::identity::Identity;
    #[pymodule_export]
    use crate::store::{MemoryReplayStore, claim_outcomes};
    #[pymodule_export]
    use crate::xwsse::candidate::Candidate;
    #[pymodule_export]
    use crate::xwsse::dialect::Dialect;
    #[pymodule_export]
    use crate::xwsse::explain::explain;
    #[pymodule_export]
    use crate::xwsse::signer::Signer;
    #[pymodule_export]
    use crate::xwsse::token::UsernameToken;
    #[pymodule_export]
    use crate::xwsse::verifier::{Verifier, challenge};

    #[pymodule_export]
    #[allow(non_upper_case_globals, reason = "Python's name for it")]
    const __version__: &str = env!("CARGO_PKG_VERSION");
}
