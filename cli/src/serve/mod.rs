//! `xwsse serve`: a sandbox that answers as an API's gate does, with a page that inspects headers.

mod app;
mod browser;
mod choose;
mod events;
mod examples;
mod gate;
mod headers;
mod inspect;
mod listen;
mod live;
mod log;
mod page;
mod picture;
mod pieces;
mod reply;
mod sandbox;
mod server;
mod tls;

use std::env;
use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;

use anyhow::{Result, anyhow};
use clap::{Args, ValueHint};

use crate::options::DialectOption;
use crate::secret::SecretOptions;

/// Run a sandbox that verifies requests as an API's gate does, with a page that explains headers
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct ServeArgs {
    /// The port to listen on; 0 takes a free one
    #[arg(long, default_value_t = 8750)]
    port: u16,

    /// The address to listen on
    #[arg(long, value_name = "IP", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    listen: IpAddr,

    /// Let other machines in, which --listen with an address other than loopback needs
    #[arg(long)]
    allow_remote: bool,

    /// Another name that the page may be called by; without it only addresses and localhost are
    #[arg(long, value_name = "NAME")]
    allow_host: Vec<String>,

    /// Serve HTTPS with this chain of certificates (PEM)
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, requires = "tls_key")]
    tls_cert: Option<PathBuf>,

    /// The private key of the certificate (PEM)
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, requires = "tls_cert")]
    tls_key: Option<PathBuf>,

    #[command(flatten)]
    dialect: DialectOption,

    /// The only API key to accept; without it, whichever the header names [env: XWSSE_USERNAME]
    #[arg(long, conflicts_with = "credentials")]
    username: Option<String>,

    /// Take usernames and secrets from the table [secrets] of this TOML file
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with = "secret_file")]
    credentials: Option<PathBuf>,

    #[command(flatten)]
    secret: SecretOptions,

    /// Tell the peer of a refused request why: the code, and what is wrong with the header
    #[arg(long)]
    reveal: bool,

    /// Claims to remember; three are a token of Penneo's. What is full answers 503, to try how a client takes it
    #[arg(long, value_name = "CLAIMS", default_value_t = 1 << 16, value_parser = clap::value_parser!(u32).range(1..=1 << 24))]
    replay_capacity: u32,

    /// How to write the log on standard error; without it, text on a terminal and JSON elsewhere
    #[arg(long, value_enum)]
    log_format: Option<log::Format>,
}

const EXAMPLES: &str = r#"Examples:
  Try a client without an account: an API key and a secret are made up and shown
    xwsse serve
  With your own, and with the reason in each refusal:
    xwsse serve --username KEY --secret-file key.secret --reveal
  In a script, on a free port; the first line that is printed begins with "listening url="
    xwsse serve --port 0 --credentials users.toml --log-format json
  With HTTPS:
    xwsse serve --tls-cert cert.pem --tls-key key.pem

Whatever is asked for under /api/ is answered with who signed it, or with 401 as
by a real gate, or with 503 while the store of used tokens is full. The page at
/ takes a header apart and shows what arrives. It ends on Ctrl-C or SIGTERM,
when the requests under way are answered."#;

pub(crate) fn run(args: &ServeArgs) -> Result<()> {
    let address = listen::Address::new(args.listen, args.port, args.allow_remote, &args.allow_host)?;
    let tls = args.tls_cert.as_deref().zip(args.tls_key.as_deref());
    let tls =
        tls.map(|(cert, key)| tls::config(cert, key, args.secret.allow_open_secret_file)).transpose()?;
    let secrets = choose::secrets(args)?;
    log::start(args.log_format);
    server::run(args, address, tls, secrets)
}

impl ServeArgs {
    /// The variable is read here because clap would count it as given beside `--credentials`.
    fn username(&self) -> Result<Option<String>> {
        match (&self.username, env::var("XWSSE_USERNAME")) {
            (Some(username), _) => Ok(Some(username.clone())),
            (None, Ok(username)) => Ok(Some(username)),
            (None, Err(env::VarError::NotPresent)) => Ok(None),
            (None, Err(_)) => Err(anyhow!("XWSSE_USERNAME is not UTF-8; give --username")),
        }
    }
}
