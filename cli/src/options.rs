//! Options that several commands have.

use chrono::{DateTime, Utc};
use clap::Args;
use xwsse::Dialect;

/// How the service makes the digest.
#[derive(Args)]
pub(crate) struct DialectOption {
    /// The service's dialect: a preset, then changes, such as penneo,max_nonce=128
    #[arg(long, env = "XWSSE_DIALECT", hide_env_values = true, default_value = "penneo")]
    #[arg(value_parser = read_dialect)]
    pub(crate) dialect: Dialect,
}

/// What the clock shows.
#[derive(Args)]
pub(crate) struct TimeOption {
    /// Judge the header at this time (RFC 3339) instead of now
    #[arg(long, value_name = "TIME", value_parser = read_time)]
    at: Option<DateTime<Utc>>,
}

impl TimeOption {
    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.at.unwrap_or_else(Utc::now)
    }
}

fn read_dialect(text: &str) -> Result<Dialect, String> {
    text.parse().map_err(|error| format!("{error}; `xwsse dialects` lists all"))
}

fn read_time(text: &str) -> Result<DateTime<Utc>, &'static str> {
    match DateTime::parse_from_rfc3339(text) {
        Ok(time) => Ok(time.to_utc()),
        Err(_) => Err("write it like 2026-01-02T03:04:05Z or 2026-01-02T04:04:05.678+01:00"),
    }
}
