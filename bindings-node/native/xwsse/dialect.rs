//! Dialects: text in, fields out.

use napi::bindgen_prelude::External;
use napi_derive::napi;
use serde_json::json;
use xwsse::{Dialect, SignError};

use crate::convert::OrNumber;
use crate::errors::or_sign_error;

/// The dialect of a text.
#[napi(catch_unwind)]
pub fn dialect_new(text: String) -> OrNumber<External<Dialect>> {
    or_sign_error(text.parse::<Dialect>().map(External::new).map_err(SignError::from))
}

/// Why a text is not a dialect, as JSON: problem, remedy and position. `null` when it is one.
#[napi(catch_unwind)]
pub fn dialect_fault(text: String) -> Option<String> {
    let error = text.parse::<Dialect>().err()?;
    Some(json!([error.problem(), error.remedy(), error.position()]).to_string())
}

/// The fields, as JSON.
#[napi(catch_unwind)]
pub fn dialect_fields(dialect: &External<Dialect>) -> String {
    fields(dialect)
}

/// The text, with no more in it than differs from the preset.
#[napi(catch_unwind)]
pub fn dialect_text(dialect: &External<Dialect>) -> String {
    dialect.to_string()
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
        "unknown": dialect.unknown_word(),
    })
    .to_string()
}
