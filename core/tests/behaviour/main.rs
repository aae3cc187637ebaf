//! How the crate behaves, in one program. Only what forks, or searches its own memory, has a process to itself.
//!
//! Tests whose names begin with a letter and a number are of a row in `tests/vectors/ATTACKS.md`.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must fail")]

mod no_std;

#[cfg(feature = "std")]
mod allocation;
#[cfg(feature = "std")]
mod ambiguity;
#[cfg(feature = "std")]
mod clock_offset;
#[cfg(feature = "std")]
mod clock_steps;
#[cfg(feature = "std")]
mod common;
#[cfg(feature = "std")]
mod created_grammar;
#[cfg(feature = "std")]
mod debug;
#[cfg(all(feature = "std", feature = "explain"))]
mod explain;
#[cfg(feature = "std")]
mod header_syntax;
#[cfg(feature = "std")]
mod outages;
#[cfg(all(feature = "std", feature = "explain"))]
mod properties;
#[cfg(feature = "std")]
mod races;
#[cfg(feature = "std")]
mod randomness;
#[cfg(all(feature = "std", feature = "explain"))]
mod replay;
#[cfg(feature = "std")]
mod rotation;
#[cfg(all(feature = "std", feature = "explain"))]
mod side_channels;
#[cfg(feature = "std")]
mod signing_clock;
#[cfg(feature = "std")]
mod store;
#[cfg(feature = "std")]
mod threads;
#[cfg(feature = "std")]
mod vectors;
