//! The real binary, a file of tests for each command.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod completions;
mod credentials;
mod curl;
mod dialects;
mod explain;
mod man;
mod never_shown;
mod output;
mod readme;
mod run;
mod secret;
#[cfg(feature = "serve")]
mod serve;
mod sign;
mod terminal;
mod vectors;
mod verify;

use run::{Finished, XWSSE, xwsse};
