//! What must hold for any bytes: one function for each fuzz target, which panics where it does not.
//!
//! `cargo fuzz` runs them under libFuzzer, `tests/corpus.rs` on stable. The first byte of an input chooses the
//! dialect (see [`pick_dialect`]), the rest is what the target's name says.

mod created;
mod dialect;
mod explain;
mod header;
mod reference;
mod signed;
mod store;
mod values;

pub use created::created;
pub use dialect::dialect;
pub use explain::explain;
pub use header::header;
pub use signed::signed;
pub use store::store;
pub use values::{digest, nonce};

use xwsse::{DateTime, Dialect, Utc};

/// A target: its name, which is that of its corpus too, and its function.
pub type Target = (&'static str, fn(&[u8]));

/// All targets.
pub const TARGETS: [Target; 8] = [
    ("header", header),
    ("created", created),
    ("nonce", nonce),
    ("digest", digest),
    ("dialect", dialect),
    ("explain", explain),
    ("signed", signed),
    ("store", store),
];

/// The secret of every target: none of its bytes come in pairs elsewhere, so a leak is not chance.
pub(crate) const SECRET: &str = "cAnaRy~0f^tHe_vErIfIeR!42";

/// A Created that is fresh at [`now`].
pub(crate) const CREATED: &str = "2026-03-14T10:00:00Z";

/// When everything happens.
pub(crate) fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_773_482_400, 0).unwrap_or_default()
}

/// Takes the first byte off: its lower bits choose a preset, the two above them what Created may be.
pub(crate) fn pick_dialect(input: &[u8]) -> Option<(Dialect, bool, &[u8])> {
    let (&choice, rest) = input.split_first()?;
    let mut dialect = Dialect::PRESETS[usize::from(choice & 7) % Dialect::PRESETS.len()];
    dialect.accept_offset |= choice & 8 != 0;
    dialect.accept_rfc2822 |= choice & 16 != 0;
    dialect.ignore_unknown = choice & 32 != 0;
    Some((dialect, dialect.ignore_unknown, rest))
}
