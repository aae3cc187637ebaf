//! `xwsse man`: the manual pages.

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::{Args, CommandFactory, ValueHint};
use clap_mangen::Man;

use crate::Command;

/// Print the manual page
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct ManArgs {
    /// Write the pages of all commands into this directory instead
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    all: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  xwsse man | man -l -
  xwsse man --all ~/.local/share/man/man1";

pub(crate) fn run(args: &ManArgs) -> Result<()> {
    match &args.all {
        Some(directory) => clap_mangen::generate_to(Command::command(), directory).with_context(|| {
            format!("the pages cannot be written into {}; check the directory", directory.display())
        }),
        None => print().context("the page cannot be written"),
    }
}

fn print() -> io::Result<()> {
    let mut page = Vec::new();
    Man::new(Command::command()).render(&mut page)?;
    io::stdout().write_all(&page)
}
