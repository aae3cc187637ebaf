//! `xwsse serve`: a sandbox that answers as a real API does, with a page that inspects headers.

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
mod memory;
mod page;
mod picture;
mod pieces;
mod plain;
mod reply;
mod sandbox;
mod server;
mod tls;

use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, ValueHint};

use crate::credentials::CredentialsOption;
use crate::options::{DialectOption, OnlyUsernameOption};
use crate::secret::SecretOptions;

/// Run a sandbox that verifies requests as a real API does, with a page that explains headers
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct ServeArgs {
    /// The port to listen on; 0 takes a free one
    #[arg(long, default_value_t = 8750)]
    port: u16,

    /// The address to listen on
    #[arg(long, value_name = "IP", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    listen: IpAddr,

    /// Let other machines connect; --listen needs it for any address that is not loopback
    #[arg(long)]
    allow_remote: bool,

    /// Also serve the page under this host name (IP addresses and localhost always work)
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

    #[command(flatten)]
    username: OnlyUsernameOption,

    #[command(flatten)]
    credentials: CredentialsOption,

    #[command(flatten)]
    secret: SecretOptions,

    /// Tell the peer of a refused request why: the code, and what is wrong with the header
    #[arg(long)]
    reveal: bool,

    /// How many claims to remember (a penneo token makes three). A full store answers 503; choose a small number
    /// to test how your client copes
    #[arg(long, value_name = "CLAIMS", default_value_t = 1 << 16, value_parser = clap::value_parser!(u32).range(1..=1 << 24))]
    replay_capacity: u32,

    /// How to write the log on standard error (default: text on a terminal, JSON elsewhere)
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

Every request under /api/ is answered with the identity that signed it, with 401
as a real API would, or with 503 while the replay store is full. The page at /
takes a header apart and shows the requests that arrive. Ctrl-C or SIGTERM ends
it, when the requests under way are answered."#;

pub(crate) fn run(args: &ServeArgs) -> Result<()> {
    let address = listen::Address::new(args.listen, args.port, args.allow_remote, &args.allow_host)?;
    let tls = args.tls_cert.as_deref().zip(args.tls_key.as_deref());
    let tls =
        tls.map(|(cert, key)| tls::config(cert, key, args.secret.allow_open_secret_file)).transpose()?;
    memory::hide();
    let secrets = choose::secrets(args)?;
    log::start(args.log_format);
    server::run(args, address, tls, secrets)
}
