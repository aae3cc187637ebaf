//! Where the API secret comes from: never an argument.

use std::env;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow, bail};
use clap::error::{ContextKind, ErrorKind};
use clap::{Args, ValueHint};
use zeroize::Zeroizing;

use crate::{line_end, private};

/// A secret that is not empty, overwritten when dropped.
pub(crate) type SecretBytes = Zeroizing<Vec<u8>>;

/// The options that say where the secret is.
#[derive(Args)]
pub(crate) struct SecretOptions {
    /// Read the API secret from this file (- is standard input) instead of XWSSE_SECRET
    #[arg(long, value_name = "PATH", value_hint = ValueHint::FilePath)]
    secret_file: Option<PathBuf>,

    /// Take secrets from a file that other users can read
    #[arg(long)]
    pub(crate) allow_open_secret_file: bool,
}

/// Advice on an argument that may be a secret, in place of clap's, which would show it, or hint at
/// `--secret-file` alone and so have the secret taken for a path.
pub(crate) fn advice(usage: &clap::Error) -> Option<anyhow::Error> {
    let argument =
        usage.get(ContextKind::InvalidArg).filter(|_| usage.kind() == ErrorKind::UnknownArgument)?;
    let wrong = match argument.to_string() {
        name if name == "--secret" => {
            "the secret cannot be an argument, which other users and the shell's history see"
        }
        value if !value.starts_with('-') => {
            "there is an argument too many, not shown here in case it is the secret"
        }
        _ => return None,
    };
    Some(anyhow!("{wrong}; put the secret in XWSSE_SECRET, or in a file for --secret-file"))
}

/// What standard input is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stdin {
    /// The secret may be there.
    Free,
    /// The header is read from it.
    Header,
}

impl SecretOptions {
    /// The secret, from the first of: the file, the variable, standard input, a prompt.
    pub(crate) fn read(&self, stdin: Stdin) -> Result<SecretBytes> {
        match self.read_given(stdin)? {
            Some(secret) => Ok(secret),
            None if stdin == Stdin::Free && !io::stdin().is_terminal() => read_stdin(),
            None => ask(),
        }
    }

    /// The secret from the file or the variable, if there is one.
    pub(crate) fn read_given(&self, stdin: Stdin) -> Result<Option<SecretBytes>> {
        match &self.secret_file {
            None => read_variable(),
            Some(path) if path != Path::new("-") => self.read_file(path).map(Some),
            Some(_) if stdin == Stdin::Free => read_stdin().map(Some),
            Some(_) => bail!(
                "standard input cannot hold both the header and the secret; \
                 give the header as an argument, or the secret in XWSSE_SECRET or a file"
            ),
        }
    }

    fn read_file(&self, path: &Path) -> Result<SecretBytes> {
        let secret = without_line_end(private::read_file(path, self.allow_open_secret_file)?);
        not_empty(secret, || format!("{} is empty; put the API secret in it", path.display()))
    }
}

fn read_variable() -> Result<Option<SecretBytes>> {
    let Some(secret) = env::var_os("XWSSE_SECRET") else { return Ok(None) };
    let secret = Zeroizing::new(secret.into_encoded_bytes());
    not_empty(secret, || "XWSSE_SECRET is empty; put the API secret in it, or unset it".into()).map(Some)
}

fn read_stdin() -> Result<SecretBytes> {
    not_empty(without_line_end(private::read_stdin()?), || {
        "standard input holds no secret; pipe the API secret in, set XWSSE_SECRET, or give --secret-file"
            .into()
    })
}

/// Asks on the terminal, without echo.
pub(crate) fn ask() -> Result<SecretBytes> {
    let secret = rpassword::prompt_password("API secret: ").map_err(|error| {
        anyhow!("there is no secret, nor a terminal to ask for it ({error}); set XWSSE_SECRET, or give --secret-file")
    })?;
    not_empty(Zeroizing::new(secret.into_bytes()), || "the secret is empty; type the API secret".into())
}

fn without_line_end(mut secret: SecretBytes) -> SecretBytes {
    let len = line_end::cut(&secret).len();
    secret.truncate(len);
    secret
}

fn not_empty(secret: SecretBytes, problem: impl FnOnce() -> String) -> Result<SecretBytes> {
    if secret.is_empty() { bail!(problem()) } else { Ok(secret) }
}
