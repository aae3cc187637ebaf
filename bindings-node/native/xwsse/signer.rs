//! The signer.

use napi::Env;
use napi::bindgen_prelude::{External, Function, Latin1String, Uint8Array};
use napi_derive::napi;
use std::cell::Cell;
use xwsse::{DateTime, Dialect, Signer, UsernameToken, Utc};

use crate::convert::{OrNumber, TextOrBytes, bytes, instant};
use crate::errors::{or_rejection, or_sign_error};

thread_local! {
    /// What a signer's own clock said. The core's clock cannot fail and JavaScript's can, so it is asked
    /// before, and its answer waits here for the core to come for it.
    static NOW: Cell<DateTime<Utc>> = const { Cell::new(DateTime::UNIX_EPOCH) };
}

fn set_clock(now: Option<f64>) -> napi::Result<()> {
    if now.is_some() {
        NOW.set(instant(now)?);
    }
    Ok(())
}

/// With `has_clock`, each call must bring the time.
#[napi(catch_unwind)]
pub fn signer_new(
    username: String,
    secret: TextOrBytes,
    dialect: &External<Dialect>,
    has_clock: bool,
) -> OrNumber<External<Signer>> {
    let mut builder = Signer::builder(username, bytes(&secret)).dialect(**dialect);
    if has_clock {
        builder = builder.clock(|| NOW.get());
    }
    or_sign_error(builder.build().map(External::new))
}

/// The `Authorization` that goes with its tokens.
#[napi(catch_unwind)]
pub fn signer_authorization(signer: &External<Signer>) -> String {
    signer.dialect().authorization.to_owned()
}

/// A function that returns a fresh header, by the system's clock.
#[napi(catch_unwind)]
pub fn signer_function<'e>(
    env: &'e Env,
    signer: &External<Signer>,
) -> napi::Result<Function<'e, (), OrNumber<Latin1String>>> {
    let signer = Signer::clone(signer);
    env.create_function_from_closure("sign", move |_| Ok(header(&signer)))
}

/// A fresh header.
#[napi(catch_unwind)]
pub fn signer_header(signer: &External<Signer>, now: f64) -> napi::Result<OrNumber<Latin1String>> {
    set_clock(Some(now))?;
    Ok(header(signer))
}

fn header(signer: &Signer) -> OrNumber<Latin1String> {
    // A header is ASCII, which Node takes faster as Latin-1.
    or_sign_error(signer.sign().map(|token| token.into_header().into()))
}

/// As many fresh headers, all or none.
#[napi(catch_unwind)]
pub fn signer_headers(
    signer: &External<Signer>,
    count: u32,
    now: Option<f64>,
) -> napi::Result<OrNumber<Vec<String>>> {
    set_clock(now)?;
    let tokens = signer.sign_many(count as usize);
    Ok(or_sign_error(tokens.map(|tokens| tokens.into_iter().map(UsernameToken::into_header).collect())))
}

/// A header of a given time, in RFC 3339, and nonce.
#[napi(catch_unwind)]
pub fn signer_header_with(
    signer: &External<Signer>,
    created: String,
    nonce: Uint8Array,
) -> napi::Result<OrNumber<String>> {
    let created: DateTime<Utc> = created.parse().map_err(|_| {
        napi::Error::from_reason("created must be a Date, or a text like 2026-01-02T03:04:05.678901Z")
    })?;
    Ok(or_sign_error(signer.sign_with(created, &nonce).map(UsernameToken::into_header)))
}

/// Milliseconds that are added to the clock.
#[napi(catch_unwind)]
#[allow(clippy::cast_precision_loss, reason = "it is at most 24 hours")]
pub fn signer_offset(signer: &External<Signer>) -> f64 {
    signer.clock_offset_millis() as f64
}

#[napi(catch_unwind)]
#[allow(clippy::cast_possible_truncation, reason = "it is clamped to 24 hours anyway")]
pub fn signer_set_offset(signer: &External<Signer>, millis: f64) {
    signer.set_clock_offset_millis(millis as i64);
}

/// Learns the offset from a `Date` header; `null`, or the number of an error.
#[napi(catch_unwind)]
pub fn signer_learn_offset(
    signer: &External<Signer>,
    date: String,
    now: Option<f64>,
) -> napi::Result<Option<u32>> {
    set_clock(now)?;
    Ok(signer.learn_clock_offset(&date).err().map(|error| error.number().into()))
}

/// Reads a header by its grammar; returns it as a signer lays it out.
#[napi(catch_unwind)]
pub fn parse_token(text: String) -> OrNumber<String> {
    or_rejection(text.parse().map(UsernameToken::into_header))
}
