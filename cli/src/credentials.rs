//! Who has which secrets: a file of several users, or one secret.

use std::collections::BTreeMap;
use std::path::Path;
use std::{slice, str};

use anyhow::{Context, Result, anyhow, bail};
use toml::{Table, Value};
use xwsse::{Credentials, Secret, Secrets, SecretsUnavailable};
use zeroize::Zeroizing;

use crate::private;

/// The secrets to verify with.
pub(crate) enum Known {
    /// Each user's secrets.
    Users(BTreeMap<String, Vec<Secret>>),
    /// One secret: of one user, or of whoever the header names.
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

/// Reads a file of credentials: a TOML table `[secrets]`, each entry one secret or a list of them.
///
/// What TOML says of a fault quotes the file, so only its place is passed on.
pub(crate) fn load(path: &Path, allow_open: bool) -> Result<Known> {
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
            let secrets = read_entry(value).with_context(|| format!("the entry {name:?}"))?;
            Ok((name, secrets))
        })
        .collect()
}

fn fault(text: &str, error: &toml::de::Error) -> anyhow::Error {
    let start = error.span().map_or(0, |span| span.start);
    let line = text.bytes().take(start).filter(|&byte| byte == b'\n').count() + 1;
    anyhow!(
        "line {line} is not TOML, or repeats a name; write name = \"secret\" or name = [\"new\", \"old\"]"
    )
}

fn read_entry(value: Value) -> Result<Vec<Secret>> {
    match value {
        Value::Array(list) if list.is_empty() => bail!("has an empty list; give a secret, or leave it out"),
        Value::Array(list) => list.into_iter().map(read_secret).collect(),
        Value::Table(_) => bail!("is a table; put a name with a dot in quotes"),
        value => Ok(vec![read_secret(value)?]),
    }
}

fn read_secret(value: Value) -> Result<Secret> {
    let Value::String(text) = value else {
        bail!("has a value that is not text; put the secret in quotes");
    };
    let text = Zeroizing::new(text);
    Secret::new(text.as_bytes()).map_err(|_| anyhow!("has an empty secret; fill it in, or leave it out"))
}
