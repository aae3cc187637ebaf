//! Wrong usage that clap would not explain well.

use anyhow::anyhow;
use clap::error::{ContextKind, ErrorKind};

/// What to say in place of clap, which would show an argument that may be a secret, or hint at
/// `--secret-file` alone and so have the secret taken for a path.
pub(crate) fn advice(usage: &clap::Error) -> Option<anyhow::Error> {
    const SECRET: &str = "put the secret in XWSSE_SECRET, or in a file for --secret-file";
    let argument =
        usage.get(ContextKind::InvalidArg).filter(|_| usage.kind() == ErrorKind::UnknownArgument)?;
    let (wrong, remedy) = match argument.to_string().as_str() {
        "--secret" => {
            ("the secret cannot be an argument, which other users and the shell's history see", SECRET)
        }
        "--ignore-unknown" => (
            "there is no option --ignore-unknown",
            "say it in the dialect, as in --dialect penneo,unknown=ignore",
        ),
        "--json" => ("there is no option --json", "write --format json"),
        value if !value.starts_with('-') => {
            ("there is an argument too many, not shown here in case it is the secret", SECRET)
        }
        _ => return None,
    };
    Some(anyhow!("{wrong}; {remedy}"))
}
