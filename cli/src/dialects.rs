//! `xwsse dialects`: the presets, and how to change them.

use std::io::{self, Write};

use anyhow::{Context, Result};
use clap::Args;
use serde::Serialize;
use xwsse::Dialect;

use crate::options::FormatOption;
use crate::output;

/// List the dialects, and how to change a field of one
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct DialectsArgs {
    #[command(flatten)]
    format: FormatOption,
}

const EXAMPLES: &str = r#"Examples:
  xwsse dialects
  xwsse dialects --format json | jq 'select(.name == "emarsys")'"#;

const CHANGES: &str = "
Pass a name, then changes, each after a comma and without spaces:
  xwsse sign --dialect penneo,max_nonce=128,accept=rfc2822

  nonce=raw|letters|text         what is digested: the bytes, bytes that are letters, the header's text
  hash=sha1|sha256               the hash function
  digest=base64|base64hex        base64 of the hash, or of its hex text
  created=seconds|millis|micros|nanos           how finely `sign` prints Created
  accept=strict|offset|rfc2822|offset+rfc2822   what `verify` takes for Created beside UTC with a Z
  max_age=SECONDS                how old Created may be
  max_future=SECONDS             how far ahead of the clock Created may be
  max_nonce=1..256               most characters of Nonce
  unique=none|nonce|created|nonce+created       what may be used only once, besides the token
  word=required|optional|twice   how often UsernameToken may stand before the parameters
  unknown=refuse|ignore          what `verify` does with parameters that a UsernameToken does not have";

pub(crate) fn run(args: &DialectsArgs) -> Result<()> {
    let presets = Dialect::PRESETS.map(Preset::of);
    let text =
        if args.format.is_json() { json_lines(&presets)? } else { format!("{}\n{CHANGES}", table(&presets)) };
    writeln!(io::stdout(), "{text}").context("the dialects cannot be written")
}

/// A preset by the words of its text form.
#[derive(Serialize)]
struct Preset {
    name: &'static str,
    nonce: &'static str,
    hash: &'static str,
    digest: &'static str,
    created: &'static str,
    accept: &'static str,
    max_age: u64,
    max_future: u64,
    max_nonce: usize,
    unique: &'static str,
    word: &'static str,
    unknown: &'static str,
    authorization: &'static str,
}

impl Preset {
    fn of(dialect: Dialect) -> Self {
        Self {
            name: dialect.name,
            nonce: dialect.nonce.word(),
            hash: dialect.hash.word(),
            digest: dialect.digest.word(),
            created: dialect.created.word(),
            accept: dialect.accept_word(),
            max_age: dialect.window.max_age.as_secs(),
            max_future: dialect.window.max_future.as_secs(),
            max_nonce: dialect.max_nonce_len,
            unique: dialect.unique_word(),
            word: dialect.scheme_word.word(),
            unknown: dialect.unknown_word(),
            authorization: dialect.authorization,
        }
    }

    fn row(&self) -> [String; 10] {
        let window = format!("{} s / {} s", self.max_age, self.max_future);
        let max_nonce = self.max_nonce.to_string();
        [
            self.name,
            self.nonce,
            self.hash,
            self.digest,
            self.created,
            self.accept,
            &window,
            &max_nonce,
            self.unique,
            self.word,
        ]
        .map(str::to_owned)
    }
}

fn json_lines(presets: &[Preset]) -> Result<String> {
    let lines: Vec<String> = presets.iter().map(output::json).collect::<Result<_>>()?;
    Ok(lines.join("\n"))
}

const HEADINGS: [&str; 10] =
    ["name", "nonce", "hash", "digest", "created", "accept", "window", "nonce ≤", "unique", "word"];

fn table(presets: &[Preset]) -> String {
    let rows: Vec<_> =
        [HEADINGS.map(str::to_owned)].into_iter().chain(presets.iter().map(Preset::row)).collect();
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: [usize; 10] = std::array::from_fn(width);
    let lines = rows.iter().map(|row| {
        let cells = row.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}"));
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    });
    lines.collect::<Vec<_>>().join("\n")
}
