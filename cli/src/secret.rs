//! Where the API secret comes from: never an argument.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::{env, str};

use anyhow::{Result, anyhow, bail};
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

    /// Take secrets from a file that other users can read or change
    #[arg(long)]
    pub(crate) allow_open_secret_file: bool,
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
        let shown = path.display().to_string();
        let secret = line(private::read_file(path, self.allow_open_secret_file)?, &shown)?;
        not_empty(secret, || format!("{shown} is empty; put the API secret in it"))
    }
}

fn read_variable() -> Result<Option<SecretBytes>> {
    let Some(secret) = env::var_os("XWSSE_SECRET") else { return Ok(None) };
    let secret = Zeroizing::new(secret.into_encoded_bytes());
    not_empty(secret, || "XWSSE_SECRET is empty; put the API secret in it, or unset it".into()).map(Some)
}

fn read_stdin() -> Result<SecretBytes> {
    not_empty(line(private::read_stdin()?, "standard input")?, || {
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

/// A secret as editors and `echo` write it, without its line end.
///
/// A byte order mark or a second line is never meant, and would make each digest wrong without a word. Bytes
/// that are not text are taken as they are.
fn line(mut secret: SecretBytes, source: &str) -> Result<SecretBytes> {
    let len = line_end::cut(&secret).len();
    secret.truncate(len);
    let text = str::from_utf8(&secret).unwrap_or_default();
    if text.starts_with('\u{feff}') {
        bail!(
            "{source} begins with a byte order mark, which would count as part of the secret; save it without one"
        );
    }
    if text.contains(['\r', '\n']) {
        bail!(
            "{source} holds several lines; put the secret alone in it, or a secret that has them in XWSSE_SECRET"
        );
    }
    Ok(secret)
}

fn not_empty(secret: SecretBytes, problem: impl FnOnce() -> String) -> Result<SecretBytes> {
    if secret.is_empty() { bail!(problem()) } else { Ok(secret) }
}
