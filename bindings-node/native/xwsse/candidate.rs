//! A verification that JavaScript takes part in, step by step: read, authenticate, claim.

use napi::bindgen_prelude::External;
use napi_derive::napi;
use xwsse::{Candidate, Credentials, DateTime, Dialect, Rejection, Utc};

use super::dialect::parse;
use crate::authenticated::Authenticated;
use crate::convert::{OrNumber, Text, TextOrBytes, Values, identity_text, instant, secrets, with_header};
use crate::errors::{or_rejection, or_sign_error};
use crate::store::Store;

/// What a header is compared with.
#[derive(Debug)]
pub struct Rules {
    dialect: Dialect,
}

impl Rules {
    fn read<'h>(&self, values: &[&'h [u8]], now: DateTime<Utc>) -> Result<Candidate<'h>, Rejection> {
        Candidate::read(&self.dialect, values.iter().copied(), now)
    }
}

#[napi(catch_unwind)]
pub fn rules_new(dialect: String, ignore_unknown: bool) -> OrNumber<External<Rules>> {
    or_sign_error(parse(&dialect).map(|mut dialect| {
        dialect.ignore_unknown |= ignore_unknown;
        External::new(Rules { dialect })
    }))
}

/// Reads the values and checks the window; returns the username to look up.
#[napi(catch_unwind)]
pub fn rules_read(rules: &External<Rules>, values: Values<'_>, now: f64) -> napi::Result<OrNumber<String>> {
    let now = instant(Some(now))?;
    let username = with_header(&values, |values| {
        rules.read(values, now).map(|candidate| candidate.username().to_owned())
    })?;
    Ok(or_rejection(username))
}

/// What a look-up found. Throws when a secret is empty.
fn credentials(found: &[TextOrBytes], username: Option<String>) -> napi::Result<Credentials<'static>> {
    let found = secrets(found).map_err(|error| napi::Error::from_reason(error.to_string()))?;
    let credentials = Credentials::from(found);
    Ok(match username {
        Some(username) => credentials.canonical(username),
        None => credentials,
    })
}

/// Reads the same values once more, for a fraction of what keeping them would cost, and compares the digest
/// with that of every active secret.
#[napi(catch_unwind)]
pub fn rules_authenticate(
    rules: &External<Rules>,
    values: Values<'_>,
    now: f64,
    found: Vec<TextOrBytes>,
    username: Option<String>,
) -> napi::Result<OrNumber<External<Authenticated>>> {
    let (now, credentials) = (instant(Some(now))?, credentials(&found, username)?);
    let token = with_header(&values, |values| rules.read(values, now)?.authenticate(&credentials))?;
    Ok(or_rejection(token.map(|token| External::new(token.into()))))
}

/// As [`rules_authenticate`], and claims in a store in memory, at another time or now; returns the identity.
#[napi(catch_unwind)]
pub fn rules_accept(
    rules: &External<Rules>,
    values: Values<'_>,
    now: f64,
    found: Vec<TextOrBytes>,
    username: Option<String>,
    store: &External<Store>,
    at: Option<f64>,
) -> napi::Result<OrNumber<Text>> {
    let (now, at, credentials) = (instant(Some(now))?, instant(at)?, credentials(&found, username)?);
    let identity = with_header(&values, |values| {
        rules.read(values, now)?.authenticate(&credentials)?.claim(&***store, at)
    })?;
    Ok(or_rejection(identity.map(|identity| identity_text(&identity))))
}
