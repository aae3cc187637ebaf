//! Options that several commands have.

use std::env;
use std::ffi::OsStr;

use anyhow::{Result, anyhow};
use chrono::{DateTime, Utc};
use clap::builder::{PossibleValue, TypedValueParser};
use clap::error::ErrorKind;
use clap::{Arg, Args, Command, ValueEnum};
use xwsse::{Dialect, DialectError};

/// How the service makes the digest.
#[derive(Args)]
pub(crate) struct DialectOption {
    /// The service's dialect: a preset, then changes, such as penneo,max_nonce=128
    #[arg(long, env = "XWSSE_DIALECT", hide_env_values = true, default_value = "penneo")]
    #[arg(value_parser = DialectParser, hide_possible_values = true)]
    pub(crate) dialect: Dialect,
}

/// Reads a dialect, and offers the presets to a shell that completes.
#[derive(Clone)]
struct DialectParser;

impl TypedValueParser for DialectParser {
    type Value = Dialect;

    /// The text is not shown, as clap would: it may be a secret in the wrong place.
    fn parse_ref(&self, _: &Command, _: Option<&Arg>, value: &OsStr) -> Result<Dialect, clap::Error> {
        let wrong = |kind, text: String| clap::Error::raw(kind, text + "\n");
        let Some(text) = value.to_str() else {
            let text = "the dialect is not UTF-8; check --dialect and XWSSE_DIALECT";
            return Err(wrong(ErrorKind::InvalidUtf8, text.to_owned()));
        };
        text.parse().map_err(|error: DialectError| {
            wrong(ErrorKind::ValueValidation, format!("the dialect: {error}; `xwsse dialects` lists all"))
        })
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(Dialect::PRESETS.into_iter().map(|preset| PossibleValue::new(preset.name))))
    }
}

/// Whose token is accepted.
#[derive(Args)]
pub(crate) struct OnlyUsernameOption {
    /// Accept only this API key (default: any key that the header names) [env: XWSSE_USERNAME]
    #[arg(long, conflicts_with = "credentials")]
    pub(crate) username: Option<String>,
}

impl OnlyUsernameOption {
    pub(crate) fn read(&self) -> Result<Option<String>> {
        username(self.username.as_deref())
    }
}

/// The username that was given, or that of the variable.
///
/// clap does not read the variable: it would count it as given beside `--credentials`, and would not name it
/// when it is not UTF-8.
pub(crate) fn username(given: Option<&str>) -> Result<Option<String>> {
    match (given, env::var("XWSSE_USERNAME")) {
        (Some(username), _) => Ok(Some(username.to_owned())),
        (None, Ok(username)) => Ok(Some(username)),
        (None, Err(env::VarError::NotPresent)) => Ok(None),
        (None, Err(_)) => Err(anyhow!("XWSSE_USERNAME is not UTF-8; give --username")),
    }
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

/// For whom an answer is printed.
#[derive(Args)]
pub(crate) struct FormatOption {
    /// How to print the answer
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Text for people
    #[default]
    Text,
    /// JSON, one object a line
    Json,
}

impl FormatOption {
    pub(crate) fn is_json(&self) -> bool {
        self.format == Format::Json
    }
}

fn read_time(text: &str) -> Result<DateTime<Utc>, &'static str> {
    match DateTime::parse_from_rfc3339(text) {
        Ok(time) => Ok(time.to_utc()),
        Err(_) => Err("write it like 2026-01-02T03:04:05Z or 2026-01-02T04:04:05.678+01:00"),
    }
}
