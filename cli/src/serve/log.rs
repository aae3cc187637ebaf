//! The log of the sandbox: one event a request, with its code, never with its header.

use std::io::{self, IsTerminal};

use clap::ValueEnum;
use tracing_subscriber::fmt;

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// A line for people
    Text,
    /// An object a line
    Json,
}

pub(super) fn start(format: Option<Format>) {
    let is_terminal = io::stderr().is_terminal();
    let builder = fmt().with_writer(io::stderr).with_target(false);
    match format.unwrap_or(if is_terminal { Format::Text } else { Format::Json }) {
        Format::Text => builder.with_ansi(is_terminal).init(),
        Format::Json => builder.json().flatten_event(true).init(),
    }
}
