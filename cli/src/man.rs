//! `xwsse man`: the manual pages.

mod help;
mod page;

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::{Args, CommandFactory, ValueHint};

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
    let mut root = Command::command().disable_help_subcommand(true);
    root.build();
    let Some(directory) = &args.all else {
        return io::stdout().write_all(&page::render(&root, &root)?).context("the page cannot be written");
    };
    for command in [&root].into_iter().chain(root.get_subcommands()) {
        let path = directory.join(format!("{}.1", page::name(command)));
        fs::write(&path, page::render(&root, command)?)
            .with_context(|| format!("{} cannot be written; check the directory", path.display()))?;
    }
    Ok(())
}
