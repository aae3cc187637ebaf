//! The log of the sandbox: one event a request, with its code, never with its header.

use std::io::{self, IsTerminal};

use clap::ValueEnum;
use tracing::{Level, Metadata};
use tracing_subscriber::filter::filter_fn;
use tracing_subscriber::fmt;
use tracing_subscriber::layer::{Layer, SubscriberExt};
use tracing_subscriber::util::SubscriberInitExt;

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// A line for people
    Text,
    /// An object a line
    Json,
}

pub(super) fn start(format: Option<Format>) {
    let is_terminal = io::stderr().is_terminal();
    let layer = fmt::layer().with_writer(io::stderr).with_target(false);
    let layer = match format.unwrap_or(if is_terminal { Format::Text } else { Format::Json }) {
        Format::Text => layer.with_ansi(is_terminal).boxed(),
        Format::Json => layer.json().flatten_event(true).boxed(),
    };
    tracing_subscriber::registry().with(layer.with_filter(filter_fn(is_own))).init();
}

/// The libraries below have events of their own about the same requests, and need not keep to these rules.
fn is_own(event: &Metadata<'_>) -> bool {
    const HERE: &str = concat!(env!("CARGO_CRATE_NAME"), "::");
    event.target().starts_with(HERE) && *event.level() <= Level::INFO
}
