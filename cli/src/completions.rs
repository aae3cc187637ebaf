//! `xwsse completions`: a script that completes commands in a shell.

use std::io::{self, Write};

use anyhow::{Context, Result};
use clap::{Args, CommandFactory};
use clap_complete::Shell;

use crate::Command;

/// Print the script that completes commands in a shell
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct CompletionsArgs {
    /// The shell to complete in
    shell: Shell,
}

const EXAMPLES: &str = "\
Examples:
  xwsse completions bash > ~/.local/share/bash-completion/completions/xwsse
  xwsse completions zsh > ~/.zfunc/_xwsse
  xwsse completions fish > ~/.config/fish/completions/xwsse.fish";

pub(crate) fn run(args: &CompletionsArgs) -> Result<()> {
    // Into memory first: the generator panics when it cannot write.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Command::command(), "xwsse", &mut script);
    io::stdout().write_all(&script).context("the script cannot be written")
}
