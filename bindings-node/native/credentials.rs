//! Secrets of JavaScript as the ground's.

use napi_derive::napi;
use xwsse_authn::{Credentials, Secret, SignError};

use crate::convert::{TextOrBytes, bytes};

pub(crate) fn secrets(found: &[TextOrBytes]) -> Result<Vec<Secret>, SignError> {
    found.iter().map(|secret| Secret::new(bytes(secret))).collect()
}

/// What a look-up found. Throws when a secret is empty.
pub(crate) fn credentials(
    found: &[TextOrBytes],
    username: Option<String>,
) -> napi::Result<Credentials<'static>> {
    let found = secrets(found).map_err(|error| napi::Error::from_reason(error.to_string()))?;
    let credentials = Credentials::from(found);
    Ok(match username {
        Some(username) => credentials.canonical(username),
        None => credentials,
    })
}

/// Whether each is a secret; `null`, or the number of an error.
#[napi(catch_unwind)]
pub fn secrets_check(found: Vec<TextOrBytes>) -> Option<u32> {
    secrets(&found).err().map(|error| error.number().into())
}
