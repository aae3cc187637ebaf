//! Dialects: text in, fields out.

use napi_derive::napi;
use serde_json::json;
use xwsse::{Dialect, SignError};

use crate::convert::OrNumber;
use crate::errors::or_sign_error;

/// The fields of a dialect's text, as JSON.
#[napi(catch_unwind)]
pub fn dialect(text: String) -> OrNumber<String> {
    or_sign_error(parse(&text).map(|dialect| fields(&dialect)))
}

/// The presets, as JSON, the default first.
#[napi(catch_unwind)]
pub fn presets() -> String {
    let presets: Vec<String> = Dialect::PRESETS.iter().map(fields).collect();
    format!("[{}]", presets.join(","))
}

fn fields(dialect: &Dialect) -> String {
    json!({
        "name": dialect.name,
        "nonce": dialect.nonce.word(),
        "hash": dialect.hash.word(),
        "digest": dialect.digest.word(),
        "created": dialect.created.word(),
        "accept": dialect.accept_word(),
        "maxAge": dialect.window.max_age.as_secs_f64(),
        "maxFuture": dialect.window.max_future.as_secs_f64(),
        "maxNonce": dialect.max_nonce_len,
        "unique": dialect.unique_word(),
        "word": dialect.scheme_word.word(),
    })
    .to_string()
}

/// A dialect's text with no more in it than differs from the preset.
#[napi(catch_unwind)]
pub fn dialect_text(text: String) -> OrNumber<String> {
    or_sign_error(parse(&text).map(|dialect| dialect.to_string()))
}

pub(crate) fn parse(text: &str) -> Result<Dialect, SignError> {
    Ok(text.parse::<Dialect>()?)
}
