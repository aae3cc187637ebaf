//! The command `xwsse`: signs, verifies and explains X-WSSE headers, and serves a sandbox for them.

#![allow(clippy::doc_markdown, reason = "doc comments are the text of --help")]

mod answer;
mod completions;
mod credentials;
mod diagnosis;
mod dialects;
mod explain;
mod header;
mod line_end;
mod man;
mod options;
mod output;
mod private;
mod secret;
#[cfg(feature = "serve")]
mod serve;
mod sign;
mod usage;
mod verify;

use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::Result;
use clap::Parser;

/// Sign, verify and explain X-WSSE UsernameToken headers, and try clients in a sandbox
#[derive(Parser)]
#[command(name = "xwsse", version, after_help = EXIT_CODES)]
enum Command {
    Sign(sign::SignArgs),
    Verify(verify::VerifyArgs),
    Explain(explain::ExplainArgs),
    #[cfg(feature = "serve")]
    Serve(serve::ServeArgs),
    Dialects(dialects::DialectsArgs),
    Completions(completions::CompletionsArgs),
    Man(man::ManArgs),
}

const EXIT_CODES: &str = "\
Exit codes:
  0  done; the header is accepted
  1  the header is refused
  2  wrong usage, or anything else that went wrong

The API secret comes from a file, from XWSSE_SECRET, from standard input or from
a prompt, never from an argument. XWSSE_USERNAME and XWSSE_DIALECT take the
place of --username and --dialect.";

const REFUSED: u8 = 1;
const FAILED: u8 = 2;

fn main() -> ExitCode {
    let done = match Command::try_parse() {
        Ok(command) => run(&command),
        Err(wrong) => Err(usage::advice(&wrong).unwrap_or_else(|| wrong.exit())),
    };
    done.unwrap_or_else(|error| {
        report(&error);
        ExitCode::from(FAILED)
    })
}

fn run(command: &Command) -> Result<ExitCode> {
    match command {
        Command::Sign(args) => sign::run(args),
        Command::Verify(args) => return verify::run(args),
        Command::Explain(args) => return explain::run(args),
        #[cfg(feature = "serve")]
        Command::Serve(args) => serve::run(args),
        Command::Dialects(args) => dialects::run(args),
        Command::Completions(args) => completions::run(args),
        Command::Man(args) => man::run(args),
    }?;
    Ok(ExitCode::SUCCESS)
}

/// Tells what went wrong, unless the reader of the output has left, as `head` does.
fn report(error: &anyhow::Error) {
    let closed = |cause: &io::Error| cause.kind() == io::ErrorKind::BrokenPipe;
    if !error.chain().filter_map(|cause| cause.downcast_ref()).any(closed) {
        // When standard error is closed too, the exit code is all that can be told.
        let _ = writeln!(anstream::stderr(), "{}error:{:#} {error:#}", output::BAD, output::BAD);
    }
}
