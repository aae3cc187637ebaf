//! `xwsse verify`: what a server would answer.

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::Args;
use xwsse::{MemoryReplayStore, Secret, Verifier};

use crate::answer::{self, Answer};
use crate::credentials::{CredentialsOption, Known};
use crate::header::{self, HeaderArgument};
use crate::options::{DialectOption, FormatOption, OnlyUsernameOption, TimeOption};
use crate::secret::SecretOptions;

/// Say whether a server would accept a header
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct VerifyArgs {
    #[command(flatten)]
    header: HeaderArgument,

    #[command(flatten)]
    username: OnlyUsernameOption,

    #[command(flatten)]
    dialect: DialectOption,

    #[command(flatten)]
    time: TimeOption,

    #[command(flatten)]
    credentials: CredentialsOption,

    #[command(flatten)]
    secret: SecretOptions,

    /// Read one header a line from standard input, and accept each token once
    #[arg(long, conflicts_with = "header")]
    stream: bool,

    #[command(flatten)]
    format: FormatOption,
}

const EXAMPLES: &str = r#"Examples:
  Check what was signed:
    export XWSSE_SECRET="$(pass show api)"
    xwsse sign --username KEY | xwsse verify
  Judge a header from a log at the time when it came:
    xwsse verify --at 2026-03-14T11:00:00+01:00 'UsernameToken Username="KEY", …'
  Judge many, each line at once, with the secrets of several users:
    tail -f headers.log | xwsse verify --stream --credentials users.toml --format json

A file of credentials:
    [secrets]
    alice = "her secret"
    "bob@example.com" = ["the new one", "the old one"]

Exit codes:
  0  accepted (with --stream: all)
  1  refused (with --stream: any)
  2  wrong usage, or anything else that went wrong"#;

pub(crate) fn run(args: &VerifyArgs) -> Result<ExitCode> {
    let accepted = if args.stream { stream(args)? } else { single(args)? };
    Ok(if accepted { ExitCode::SUCCESS } else { ExitCode::from(crate::REFUSED) })
}

fn single(args: &VerifyArgs) -> Result<bool> {
    let known = args.known()?;
    let text = args.header.read()?;
    let answer = args.verifier(known, SINGLE).verify_at(header::values(&text), args.time.now());
    args.print(&answer)?;
    if answer.is_err() && !args.format.is_json() && io::stderr().is_terminal() {
        // Only a hint: the answer is out.
        let _ = writeln!(anstream::stderr(), "Run `xwsse explain` on the header to see what to change.");
    }
    Ok(answer.is_ok())
}

fn stream(args: &VerifyArgs) -> Result<bool> {
    let verifier = args.verifier(args.known()?, MemoryReplayStore::DEFAULT_CAPACITY);
    let (mut is_empty, mut all_accepted) = (true, true);
    for line in header::lines(io::stdin().lock()) {
        let line = line.context("standard input cannot be read")?;
        let answer = verifier.verify_at(header::values(&line), args.time.now());
        args.print(&answer)?;
        is_empty = false;
        all_accepted &= answer.is_ok();
    }
    if is_empty {
        // What should have written the headers may have failed.
        bail!("standard input holds no header; pipe in one a line");
    }
    Ok(all_accepted)
}

/// Claims that one header makes.
const SINGLE: usize = 3;

impl VerifyArgs {
    fn known(&self) -> Result<Known> {
        if let Some(known) = self.credentials.read(&self.secret)? {
            return Ok(known);
        }
        let secret = Secret::new(&*self.secret.read(self.header.stdin())?)?;
        Ok(Known::One { username: self.username.read()?, secret })
    }

    fn verifier(&self, known: Known, claims: usize) -> Verifier<Known, MemoryReplayStore> {
        let store = MemoryReplayStore::with_capacity(claims);
        Verifier::new(known, store).with_dialect(self.dialect.dialect)
    }

    /// Prints one answer and sends it off at once: a stream may be followed.
    fn print(&self, answer: &Answer) -> Result<()> {
        let dialect = &self.dialect.dialect;
        let line = if self.format.is_json() {
            answer::json(answer, dialect)?
        } else {
            answer::text(answer, dialect)
        };
        let mut out = anstream::stdout();
        writeln!(out, "{line}").and_then(|()| out.flush()).context("the answer cannot be written")
    }
}
