//! JavaScript's values as the core's, and back.

use napi::bindgen_prelude::{Either, Uint8Array, Utf16String};
use xwsse::{DateTime, Identity, Secret, SignError, Utc};

/// What an export gives: a value, or the number of a rejection or error.
pub(crate) type OrNumber<T> = Either<T, u32>;

/// Text as its UTF-8, or bytes.
pub(crate) type TextOrBytes = Either<String, Uint8Array>;

/// All values of a header: usually one, of text.
pub(crate) type Values = Either<Utf16String, Vec<Uint8Array>>;

pub(crate) fn bytes(value: &TextOrBytes) -> &[u8] {
    match value {
        Either::A(text) => text.as_bytes(),
        Either::B(bytes) => bytes,
    }
}

/// Calls `read` with the bytes of all values.
pub(crate) fn with_header<R>(values: &Values, read: impl FnOnce(&[&[u8]]) -> R) -> R {
    match values {
        Either::A(text) => read(&[&utf8(text)]),
        Either::B(values) => read(&values.iter().map(|value| &**value).collect::<Vec<_>>()),
    }
}

/// UTF-8 of a text. It comes as UTF-16 because Node's own conversion takes longer, and makes a character of half
/// a surrogate pair: that is no text, and becomes a byte that is none either, which the core refuses.
pub(crate) fn utf8(text: &[u16]) -> Vec<u8> {
    // All units at once: a test of each that could stop early takes five times as long.
    if text.iter().fold(0, |seen, unit| seen | unit) < 0x80 {
        #[allow(clippy::cast_possible_truncation, reason = "it is ASCII")]
        return text.iter().map(|unit| *unit as u8).collect();
    }
    let mut bytes = Vec::with_capacity(text.len() * 2);
    for unit in char::decode_utf16(text.iter().copied()) {
        match unit {
            Ok(char) => bytes.extend_from_slice(char.encode_utf8(&mut [0; 4]).as_bytes()),
            Err(_) => bytes.push(0xff),
        }
    }
    bytes
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

/// The fields of an `Identity` as one text: the index of the secret, Created in milliseconds (rounded down), and
/// the username, which may hold spaces.
pub(crate) fn identity_text(identity: &Identity) -> String {
    let mut numbers = itoa::Buffer::new();
    let username = identity.username();
    let mut text = String::with_capacity(username.len() + 32);
    text.push_str(numbers.format(identity.secret_index()));
    text.push(' ');
    text.push_str(numbers.format(identity.created().timestamp_millis()));
    text.push(' ');
    text.push_str(username);
    text
}
