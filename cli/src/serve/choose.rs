//! Which secrets the sandbox takes: those that it is given, or fresh ones for this session.

use std::fmt::Write as _;

use anyhow::{Result, anyhow};
use xwsse::Secret;
use zeroize::Zeroizing;

use super::ServeArgs;
use crate::credentials::Known;
use crate::secret::Stdin;
use crate::sign;

/// The secrets to verify with, and what was made up, to be shown once.
pub(super) struct Chosen {
    pub(super) known: Known,
    pub(super) made_up: Option<MadeUp>,
}

pub(super) struct MadeUp {
    pub(super) username: String,
    pub(super) secret: Zeroizing<String>,
}

pub(super) fn secrets(args: &ServeArgs) -> Result<Chosen> {
    if let Some(known) = args.credentials.read(&args.secret)? {
        return Ok(Chosen { known, made_up: None });
    }
    let secret = match args.secret.read_given(Stdin::Free)? {
        // Without --username, standard input is left alone: a server that a script starts must not wait for it.
        None if args.username.username.is_none() => return make_up(args.username.read()?),
        None => args.secret.read(Stdin::Free)?,
        Some(secret) => secret,
    };
    let known = Known::One { username: args.username.read()?, secret: Secret::new(&*secret)? };
    Ok(Chosen { known, made_up: None })
}

fn make_up(username: Option<String>) -> Result<Chosen> {
    let username = match username {
        Some(username) => username,
        None => format!("sandbox-{}", random_hex(4)?.as_str()),
    };
    let secret = random_hex(32)?;
    let known = Known::One { username: Some(username.clone()), secret: Secret::new(secret.as_bytes())? };
    Ok(Chosen { known, made_up: Some(MadeUp { username, secret }) })
}

/// A word of a command that is shown: quoted where a shell would see more in it.
pub(super) fn shell_word(text: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.,:@=+/".contains(&byte);
    if !text.is_empty() && text.bytes().all(is_plain) { text.to_owned() } else { sign::quoted(text) }
}

/// As many random bytes from the operating system, as hex digits.
pub(super) fn random_hex(bytes: usize) -> Result<Zeroizing<String>> {
    let mut random = Zeroizing::new(vec![0; bytes]);
    getrandom::fill(&mut random)
        .map_err(|error| anyhow!("the operating system returned no random bytes ({error}); check it"))?;
    let mut text = Zeroizing::new(String::with_capacity(bytes * 2));
    for byte in random.iter() {
        write!(text, "{byte:02x}")?;
    }
    Ok(text)
}
