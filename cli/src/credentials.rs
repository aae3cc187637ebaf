//! Who has which secrets: a file of several users, or one secret.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{slice, str};

use anyhow::{Context, Result, anyhow, bail};
use chrono::DateTime;
use clap::{Args, ValueHint};
use toml::{Table, Value};
use xwsse::{Candidate, Credentials, Dialect, Secret, Secrets, SecretsUnavailable};
use zeroize::Zeroizing;

use crate::private;
use crate::secret::SecretOptions;

/// The secrets to verify with.
pub(crate) enum Known {
    /// Each user's secrets.
    Users(BTreeMap<String, Vec<Secret>>),
    /// One secret: of one user, or of any user that the header names.
    One { username: Option<String>, secret: Secret },
}

impl Known {
    /// The secrets of this username; none for nobody.
    pub(crate) fn secrets_of(&self, username: &str) -> &[Secret] {
        match self {
            Self::Users(users) => users.get(username).map_or(&[], Vec::as_slice),
            Self::One { username: Some(only), .. } if only != username => &[],
            Self::One { secret, .. } => slice::from_ref(secret),
        }
    }
}

impl Secrets for Known {
    fn look_up<'s>(&'s self, username: &'s str) -> Result<Credentials<'s>, SecretsUnavailable> {
        Ok(self.secrets_of(username).into())
    }
}

/// The file of several users.
#[derive(Args)]
pub(crate) struct CredentialsOption {
    /// Take usernames and secrets from the table [secrets] of this TOML file
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with = "secret_file")]
    credentials: Option<PathBuf>,
}

impl CredentialsOption {
    /// The users of the file, if one was given.
    pub(crate) fn read(&self, options: &SecretOptions) -> Result<Option<Known>> {
        self.credentials.as_deref().map(|path| load(path, options.allow_open_secret_file)).transpose()
    }
}

/// Reads a file of credentials: a TOML table `[secrets]`, each entry one secret or a list of them.
///
/// What TOML says of a fault quotes the file, so only its place is passed on.
fn load(path: &Path, allow_open: bool) -> Result<Known> {
    let bytes = private::read_file(path, allow_open)?;
    let users = read(&bytes).with_context(|| format!("{} cannot be used", path.display()))?;
    Ok(Known::Users(users))
}

fn read(bytes: &[u8]) -> Result<BTreeMap<String, Vec<Secret>>> {
    let text = str::from_utf8(bytes).map_err(|_| anyhow!("it is not UTF-8; save it as UTF-8"))?;
    let mut file: Table = text.parse().map_err(|error| fault(text, &error))?;
    let secrets = file.remove("secrets");
    if let Some(other) = file.keys().next() {
        bail!("there is {other:?} outside the table; put all users under [secrets]");
    }
    let Some(Value::Table(entries)) = secrets else {
        bail!("there is no table [secrets]; begin with that line, then write name = \"secret\"");
    };
    entries
        .into_iter()
        .map(|(name, value)| {
            let secrets =
                read_entry(&name, value).map_err(|problem| anyhow!("the entry {name:?} {problem}"))?;
            Ok((name, secrets))
        })
        .collect()
}

fn fault(text: &str, error: &toml::de::Error) -> anyhow::Error {
    let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
    let (line, column) =
        (before.matches('\n').count() + 1, before.chars().rev().take_while(|&c| c != '\n').count() + 1);
    let place = format!("line {line}, column {column}");
    if error.message().starts_with("duplicate key") {
        return anyhow!("{place} repeats a name; give all secrets of a user in one list");
    }
    anyhow!("{place} is not TOML; write name = \"secret\" or name = [\"new\", \"old\"]")
}

fn read_entry(name: &str, value: Value) -> Result<Vec<Secret>> {
    match value {
        _ if !can_be_in_header(name) => bail!("has a name that no header can carry; check the API key"),
        Value::Array(list) if list.is_empty() => bail!("has an empty list; give a secret, or leave it out"),
        Value::Array(list) => list.into_iter().map(read_secret).collect(),
        Value::Table(_) => bail!("is a table; put a name with a dot in quotes"),
        value => Ok(vec![read_secret(value)?]),
    }
}

/// Whether a verifier would read this name from a header: asked of the core, whose rule it is.
fn can_be_in_header(name: &str) -> bool {
    let header = format!(
        "UsernameToken Username=\"{name}\", PasswordDigest=\"AAAAAAAAAAAAAAAAAAAAAAAAAAA=\", \
         Nonce=\"AAAAAAAAAAAAAAAAAAAAAA==\", Created=\"1970-01-01T00:00:00Z\""
    );
    Candidate::read(&Dialect::PENNEO, [header.as_bytes()], DateTime::UNIX_EPOCH)
        .is_ok_and(|candidate| candidate.username() == name)
}

fn read_secret(value: Value) -> Result<Secret> {
    let Value::String(text) = value else {
        bail!("has a value that is not text; put the secret in quotes");
    };
    let text = Zeroizing::new(text);
    Secret::new(text.as_bytes()).map_err(|_| anyhow!("has an empty secret; fill it in, or leave it out"))
}
