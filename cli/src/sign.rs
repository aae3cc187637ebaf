//! `xwsse sign`: a fresh token, in the form that the next program takes.

use std::collections::BTreeMap;
use std::io::{self, Write};

use anyhow::{Context, Result, anyhow};
use clap::{Args, ValueEnum};
use serde::Serialize;
use xwsse::{Signer, UsernameToken};

use crate::options::{self, DialectOption};
use crate::output;
use crate::secret::{SecretOptions, Stdin};

/// Print a fresh header for one request
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct SignArgs {
    /// The API key [env: XWSSE_USERNAME]
    #[arg(long)]
    username: Option<String>,

    #[command(flatten)]
    dialect: DialectOption,

    /// What to print
    #[arg(long, value_enum, default_value_t)]
    format: Format,

    #[command(flatten)]
    secret: SecretOptions,
}

const EXAMPLES: &str = r#"Examples:
  Send a signed request:
    xwsse sign --username KEY --secret-file key.secret | curl -H @- https://api.example.com/
  The same as arguments of curl:
    eval "curl $(xwsse sign --username KEY --format curl) https://api.example.com/"
  For SAP Emarsys, with the secret from a password manager:
    pass show emarsys | xwsse sign --username customer001 --dialect emarsys

A header is good for one request; sign each one afresh."#;

#[derive(Clone, Copy, Default, ValueEnum)]
enum Format {
    /// The lines Authorization and X-WSSE, as `curl -H @-` takes them
    #[default]
    Headers,
    /// The value of X-WSSE
    Value,
    /// Two -H arguments, quoted for a shell
    Curl,
    /// The four values and the headers as JSON
    Json,
    /// The fields of Penneo's OAuth grant api_keys as JSON
    Grant,
}

pub(crate) fn run(args: &SignArgs) -> Result<()> {
    let username = options::username(args.username.as_deref())?
        .ok_or_else(|| anyhow!("there is no API key; give --username, or set XWSSE_USERNAME"))?;
    let secret = args.secret.read(Stdin::Free)?;
    let signer = Signer::builder(&username, &*secret).dialect(args.dialect.dialect).build()?;
    let text = print(&signer.sign()?, args.format)?;
    writeln!(io::stdout(), "{text}").context("the header cannot be written")
}

fn print(token: &UsernameToken, format: Format) -> Result<String> {
    let each = |print: fn(&str, &str) -> String| token.headers().map(|(name, value)| print(name, value));
    match format {
        Format::Headers => Ok(each(|name, value| format!("{name}: {value}")).join("\n")),
        Format::Value => Ok(token.header().to_owned()),
        Format::Curl => {
            Ok(each(|name, value| format!("-H {}", quoted(&format!("{name}: {value}")))).join(" "))
        }
        Format::Json => output::json(&Token::of(token)),
        Format::Grant => output::json(&token.api_keys()),
    }
}

/// Quoted for a POSIX shell: within single quotes only the single quote itself means something.
pub(crate) fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

#[derive(Serialize)]
struct Token<'t> {
    username: &'t str,
    password_digest: &'t str,
    nonce: &'t str,
    created: &'t str,
    headers: BTreeMap<&'t str, &'t str>,
}

impl<'t> Token<'t> {
    fn of(token: &'t UsernameToken) -> Self {
        Self {
            username: token.username(),
            password_digest: token.password_digest(),
            nonce: token.nonce(),
            created: token.created(),
            headers: token.headers().into(),
        }
    }
}
