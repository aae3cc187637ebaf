//! A verification that JavaScript takes part in, step by step: read, authenticate, claim.

use napi::bindgen_prelude::External;
use napi_derive::napi;
use std::fmt::Write;
use std::sync::{Mutex, MutexGuard, PoisonError};
use xwsse::{Authenticated, Candidate, Claims, Credentials, DateTime, Dialect, Rejection, Utc};

use crate::convert::{OrNumber, Text, TextOrBytes, Values, identity_text, instant, secrets, with_header};
use crate::dialect::parse;
use crate::errors::{or_rejection, or_sign_error};
use crate::store::{Store, outcome_of};

/// What a header is held against.
#[derive(Debug)]
pub struct Rules {
    dialect: Dialect,
}

impl Rules {
    fn read<'h>(&self, values: &[&'h [u8]], now: DateTime<Utc>) -> Result<Candidate<'h>, Rejection> {
        Candidate::read(&self.dialect, values.iter().copied(), now)
    }
}

/// A token that was made with an active secret. It is let in, once, when its claims are made: the core's is used
/// up by that, and what is left of it here is `None`.
#[derive(Debug)]
pub struct Token {
    claims: Claims,
    authenticated: Mutex<Option<Authenticated>>,
}

impl Token {
    /// For a store, which may be asked whenever somebody has the claims in hand.
    pub(crate) const fn claims(&self) -> &Claims {
        &self.claims
    }

    fn authenticated(&self) -> MutexGuard<'_, Option<Authenticated>> {
        self.authenticated.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take(&self) -> Result<Authenticated, Rejection> {
        self.authenticated().take().ok_or(Rejection::Replayed)
    }
}

#[napi(catch_unwind)]
pub fn rules_new(dialect: String, ignore_unknown: bool) -> OrNumber<External<Rules>> {
    or_sign_error(parse(&dialect).map(|mut dialect| {
        dialect.ignore_unknown |= ignore_unknown;
        External::new(Rules { dialect })
    }))
}

/// Reads the values and checks the window; gives the username to look up.
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
) -> napi::Result<OrNumber<External<Token>>> {
    let (now, credentials) = (instant(Some(now))?, credentials(&found, username)?);
    let token = with_header(&values, |values| rules.read(values, now)?.authenticate(&credentials))?;
    Ok(or_rejection(token.map(|token| {
        External::new(Token { claims: token.claims().clone(), authenticated: Mutex::new(Some(token)) })
    })))
}

/// As [`rules_authenticate`], and claims in a store in memory, at another time or now; gives the identity.
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

/// What another store must be asked at this time: Created and the ends of its window in milliseconds (rounded down,
/// down and up), the seconds that it may be ahead and is kept, the claimant in hex, then each claim's kind and
/// identity in hex.
#[napi(catch_unwind)]
pub fn token_claims(token: &External<Token>, now: f64) -> napi::Result<OrNumber<String>> {
    let now = instant(Some(now))?;
    let token = token.authenticated();
    let claims = token.as_ref().ok_or(Rejection::Replayed).and_then(|token| token.claims_at(now));
    Ok(or_rejection(claims.map(claims_text)))
}

fn claims_text(claims: &Claims) -> String {
    let until = claims.keep_until();
    let over = until.timestamp_subsec_nanos() % 1_000_000;
    let mut text = format!(
        "{} {} {} {} {} {:032x}",
        claims.created().timestamp_millis(),
        claims.opens().timestamp_millis(),
        until.timestamp_millis() + i64::from(over > 0),
        claims.lead().as_secs_f64(),
        claims.keep_for().as_secs_f64(),
        u128::from_be_bytes(claims.claimant()),
    );
    for claim in claims.iter() {
        // Writing to a `String` cannot fail.
        let _ = write!(text, " {} {:032x}", claim.kind().word(), u128::from_be_bytes(claim.id()));
    }
    text
}

/// The identity, if the word for the outcome is that for the first. Throws when there is no such outcome.
#[napi(catch_unwind)]
pub fn token_accept(token: &External<Token>, outcome: String) -> napi::Result<OrNumber<Text>> {
    let outcome = outcome_of(&outcome).ok_or_else(|| napi::Error::from_reason("this is no ClaimOutcome"))?;
    let identity = token.take().and_then(|token| token.accept(outcome));
    Ok(or_rejection(identity.map(|identity| identity_text(&identity))))
}
