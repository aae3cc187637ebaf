//! The bridge between the core and the Python package `xwsse`: it converts, and decides nothing.

#![deny(unsafe_code)]

mod authenticated;
mod candidate;
mod claims;
mod convert;
mod dialect;
mod errors;
mod explain;
mod guard;
mod identity;
mod signer;
mod store;
mod token;
mod verifier;

use pyo3::pymodule;

#[pymodule(gil_used = false)]
mod _native {
    #[pymodule_export]
    use crate::authenticated::Authenticated;
    #[pymodule_export]
    use crate::candidate::Candidate;
    #[pymodule_export]
    use crate::claims::Claims;
    #[pymodule_export]
    use crate::dialect::Dialect;
    #[pymodule_export]
    use crate::errors::{challenge, rejections, sign_errors};
    #[pymodule_export]
    use crate::explain::explain;
    #[pymodule_export]
    use crate::guard::panic_for_tests;
    #[pymodule_export]
    use crate::identity::Identity;
    #[pymodule_export]
    use crate::signer::Signer;
    #[pymodule_export]
    use crate::store::MemoryReplayStore;
    #[pymodule_export]
    use crate::token::UsernameToken;
    #[pymodule_export]
    use crate::verifier::Verifier;

    #[pymodule_export]
    #[allow(non_upper_case_globals, reason = "Python's name for it")]
    const __version__: &str = env!("CARGO_PKG_VERSION");
}
