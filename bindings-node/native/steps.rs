//! A verification that JavaScript takes part in, step by step: read, authenticate, claim.

use napi::bindgen_prelude::External;
use napi_derive::napi;
use std::fmt::Write;
use std::sync::{Mutex, PoisonError};
use xwsse::{Authenticated, Candidate, Claims, Credentials, DateTime, Dialect, Rejection, ReplayStore, Utc};

use crate::convert::{OrNumber, TextOrBytes, Values, identity_text, instant, secrets, with_header};
use crate::dialect::parse;
use crate::errors::{or_rejection, or_sign_error};
use crate::store::{Store, outcome_of};

/// What a header is held against.
#[derive(Debug)]
pub struct Rules {
    dialect: Dialect,
    ignore_unknown: bool,
}

impl Rules {
    fn read<'h>(&self, values: &[&'h [u8]], now: DateTime<Utc>) -> Result<Candidate<'h>, Rejection> {
        Candidate::read(&self.dialect, values.iter().copied(), now, self.ignore_unknown)
    }
}

/// A token that was made with an active secret. It is let in, once, when its claims are made.
#[derive(Debug)]
pub struct Token {
    claims: Claims,
    authenticated: Mutex<Option<Authenticated>>,
}

impl Token {
    pub(crate) const fn claims(&self) -> &Claims {
        &self.claims
    }

    /// The look-up may have taken so long that a store with a clock of its own has already forgotten the
    /// token's first use: then it must not be asked.
    fn check_time(&self, now: DateTime<Utc>) -> Result<(), Rejection> {
        if now > self.claims.keep_until() { Err(Rejection::CreatedStale) } else { Ok(()) }
    }

    fn accept(&self, outcome: xwsse::ClaimOutcome) -> Result<String, Rejection> {
        let token = self.authenticated.lock().unwrap_or_else(PoisonError::into_inner).take();
        let identity = token.ok_or(Rejection::Replayed)?.accept(outcome)?;
        Ok(identity_text(&identity))
    }
}

#[napi(catch_unwind)]
pub fn rules_new(dialect: String, ignore_unknown: bool) -> OrNumber<External<Rules>> {
    or_sign_error(parse(&dialect).map(|dialect| External::new(Rules { dialect, ignore_unknown })))
}

/// Reads the values and checks the window; gives the username to look up.
#[napi(catch_unwind)]
pub fn rules_read(rules: &External<Rules>, values: Values, now: f64) -> napi::Result<OrNumber<String>> {
    let now = instant(Some(now))?;
    let username = with_header(&values, |values| {
        rules.read(values, now).map(|candidate| candidate.username().to_owned())
    });
    Ok(or_rejection(username))
}

/// Reads the same values once more, for a fraction of what keeping them would cost, and compares the digest
/// with that of every active secret. Throws when a secret is empty.
#[napi(catch_unwind)]
pub fn rules_authenticate(
    rules: &External<Rules>,
    values: Values,
    now: f64,
    found: Vec<TextOrBytes>,
    username: Option<String>,
) -> napi::Result<OrNumber<External<Token>>> {
    let now = instant(Some(now))?;
    let found = secrets(&found).map_err(|error| napi::Error::from_reason(error.to_string()))?;
    let mut credentials = Credentials::from(found);
    if let Some(username) = username {
        credentials = credentials.canonical(username);
    }
    let token = with_header(&values, |values| rules.read(values, now)?.authenticate(&credentials));
    Ok(or_rejection(token.map(|token| {
        External::new(Token { claims: token.claims().clone(), authenticated: Mutex::new(Some(token)) })
    })))
}

/// Claims in a store in memory; gives the identity.
#[napi(catch_unwind)]
pub fn token_claim(
    token: &External<Token>,
    store: &External<Store>,
    now: Option<f64>,
) -> napi::Result<OrNumber<String>> {
    let now = instant(now)?;
    Ok(or_rejection(token.check_time(now).and_then(|()| token.accept(store.claim(&token.claims, now)))))
}

/// What another store must be asked at this time: Created and the end of its window in milliseconds (rounded
/// down and up), the seconds to keep it, then each claim's kind and identity in hex.
#[napi(catch_unwind)]
pub fn token_claims(token: &External<Token>, now: f64) -> napi::Result<OrNumber<String>> {
    let now = instant(Some(now))?;
    Ok(or_rejection(token.check_time(now).map(|()| claims_text(&token.claims))))
}

fn claims_text(claims: &Claims) -> String {
    let until = claims.keep_until();
    let over = until.timestamp_subsec_nanos() % 1_000_000;
    let mut text = format!(
        "{} {} {}",
        claims.created().timestamp_millis(),
        until.timestamp_millis() + i64::from(over > 0),
        claims.keep_for().as_secs_f64(),
    );
    for claim in claims.iter() {
        // Writing to a `String` cannot fail.
        let _ = write!(text, " {} {:032x}", claim.kind().word(), u128::from_be_bytes(claim.id()));
    }
    text
}

/// The identity, if the word for the outcome is that for the first. Throws when there is no such outcome.
#[napi(catch_unwind)]
pub fn token_accept(token: &External<Token>, outcome: String) -> napi::Result<OrNumber<String>> {
    let outcome = outcome_of(&outcome).ok_or_else(|| napi::Error::from_reason("this is no ClaimOutcome"))?;
    Ok(or_rejection(token.accept(outcome)))
}
