//! JavaScript's values as the core's, and back.

use napi::bindgen_prelude::{Either, Uint8Array};
use xwsse::{DateTime, Identity, Secret, SignError, Utc};

/// What an export gives: a value, or the number of a rejection or error.
pub(crate) type OrNumber<T> = Either<T, u32>;

/// Text as its UTF-8, or bytes.
pub(crate) type TextOrBytes = Either<String, Uint8Array>;

/// All values of a header: usually one, of text.
pub(crate) type Values = Either<String, Vec<Uint8Array>>;

pub(crate) fn bytes(value: &TextOrBytes) -> &[u8] {
    match value {
        Either::A(text) => text.as_bytes(),
        Either::B(bytes) => bytes,
    }
}

pub(crate) fn header(values: &Values) -> Vec<&[u8]> {
    match values {
        Either::A(text) => vec![text.as_bytes()],
        Either::B(values) => values.iter().map(|value| &**value).collect(),
    }
}

pub(crate) fn secrets(secrets: &[TextOrBytes]) -> Result<Vec<Secret>, SignError> {
    secrets.iter().map(|secret| Secret::new(bytes(secret))).collect()
}

/// The instant of so many milliseconds since 1970, or now.
pub(crate) fn instant(millis: Option<f64>) -> napi::Result<DateTime<Utc>> {
    let Some(millis) = millis else {
        return Ok(Utc::now());
    };
    // A `Date` holds whole milliseconds, far fewer than an `i64` can, or no number at all.
    #[allow(clippy::cast_possible_truncation, reason = "see above")]
    let whole = millis.is_finite().then_some(millis as i64);
    whole
        .and_then(DateTime::from_timestamp_millis)
        .ok_or_else(|| napi::Error::from_reason("the time is beyond the calendar; give a valid Date"))
}

/// The fields of an `Identity` as one text: the index of the secret, Created in milliseconds (rounded down)
/// and as text, and the username, which may hold spaces.
pub(crate) fn identity_text(identity: &Identity) -> String {
    let created = identity.created();
    format!(
        "{} {} {} {}",
        identity.secret_index(),
        created.timestamp_millis(),
        created.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true),
        identity.username(),
    )
}
