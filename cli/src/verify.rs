//! `xwsse verify`: what a server would answer.

use std::env;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result, anyhow};
use clap::{Args, ValueHint};
use xwsse::{MemoryReplayStore, Secret, Verifier};

use crate::answer::{self, Answer};
use crate::credentials::{self, Known};
use crate::header::{self, HeaderArgument};
use crate::options::{DialectOption, TimeOption};
use crate::secret::SecretOptions;

/// Say whether a server would accept a header
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct VerifyArgs {
    #[command(flatten)]
    header: HeaderArgument,

    /// The only API key to accept; without it, whichever the header names [env: XWSSE_USERNAME]
    #[arg(long, conflicts_with = "credentials")]
    username: Option<String>,

    #[command(flatten)]
    dialect: DialectOption,

    #[command(flatten)]
    time: TimeOption,

    /// Take usernames and secrets from the table [secrets] of this TOML file
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with = "secret_file")]
    credentials: Option<PathBuf>,

    #[command(flatten)]
    secret: SecretOptions,

    /// Pass over parameters that a UsernameToken does not have
    #[arg(long)]
    ignore_unknown: bool,

    /// Read one header a line from standard input, and accept each token once
    #[arg(long, conflicts_with = "header")]
    stream: bool,

    /// Answer in JSON, one object a line
    #[arg(long)]
    json: bool,
}

const EXAMPLES: &str = r#"Examples:
  Check what was signed:
    export XWSSE_SECRET="$(pass show api)"
    xwsse sign --username KEY | xwsse verify
  Judge a header from a log at the time when it came:
    xwsse verify --at 2026-03-14T11:00:00+01:00 'UsernameToken Username="KEY", …'
  Judge many, each line at once, with the secrets of several users:
    tail -f headers.log | xwsse verify --stream --credentials users.toml --json

A file of credentials:
    [secrets]
    alice = "her secret"
    "bob@example.com" = ["the new one", "the old one"]

Exit codes: 0 accepted (with --stream: all), 1 refused (with --stream: any),
2 anything else"#;

pub(crate) fn run(args: &VerifyArgs) -> Result<ExitCode> {
    let accepted = if args.stream { stream(args)? } else { single(args)? };
    Ok(if accepted { ExitCode::SUCCESS } else { ExitCode::from(crate::REFUSED) })
}

fn single(args: &VerifyArgs) -> Result<bool> {
    let known = args.known()?;
    let text = args.header.read()?;
    let answer = args.verifier(known, SINGLE).verify_at(header::values(&text), args.time.now());
    args.print(&answer)?;
    if answer.is_err() && !args.json && io::stderr().is_terminal() {
        // Only a hint: the answer is out.
        let _ = writeln!(anstream::stderr(), "Run `xwsse explain` on the header to see what to change.");
    }
    Ok(answer.is_ok())
}

fn stream(args: &VerifyArgs) -> Result<bool> {
    let verifier = args.verifier(args.known()?, MemoryReplayStore::DEFAULT_CAPACITY);
    let mut all_accepted = true;
    for line in header::lines(io::stdin().lock()) {
        let line = line.context("standard input cannot be read")?;
        let answer = verifier.verify_at(header::values(&line), args.time.now());
        args.print(&answer)?;
        all_accepted &= answer.is_ok();
    }
    Ok(all_accepted)
}

/// Claims that one header makes.
const SINGLE: usize = 3;

impl VerifyArgs {
    fn known(&self) -> Result<Known> {
        if let Some(path) = &self.credentials {
            return credentials::load(path, self.secret.allow_open_secret_file);
        }
        let secret = Secret::new(&*self.secret.read(self.header.stdin())?)?;
        Ok(Known::One { username: self.username()?, secret })
    }

    /// The variable is read here because clap would count it as given beside `--credentials`.
    fn username(&self) -> Result<Option<String>> {
        match (&self.username, env::var("XWSSE_USERNAME")) {
            (Some(username), _) => Ok(Some(username.clone())),
            (None, Ok(username)) => Ok(Some(username)),
            (None, Err(env::VarError::NotPresent)) => Ok(None),
            (None, Err(_)) => Err(anyhow!("XWSSE_USERNAME is not UTF-8; give --username")),
        }
    }

    fn verifier(&self, known: Known, claims: usize) -> Verifier<Known, MemoryReplayStore> {
        let store = MemoryReplayStore::with_capacity(claims);
        let mut dialect = self.dialect.dialect;
        dialect.ignore_unknown |= self.ignore_unknown;
        Verifier::new(known, store).with_dialect(dialect)
    }

    /// Prints one answer and sends it off at once, for whoever follows a stream.
    fn print(&self, answer: &Answer) -> Result<()> {
        let line = if self.json { answer::json(answer)? } else { answer::text(answer) };
        let mut out = anstream::stdout();
        writeln!(out, "{line}").and_then(|()| out.flush()).context("the answer cannot be written")
    }
}
