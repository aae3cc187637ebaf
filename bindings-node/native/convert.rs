//! JavaScript's values as the core's, and back.

use napi::JsString;
use napi::bindgen_prelude::{Either, Latin1String, Uint8Array};
use xwsse_authn::{DateTime, Utc};

/// What an export returns: a value, or the number of a rejection or error.
pub(crate) type OrNumber<T> = Either<T, u32>;

/// Text for JavaScript, in the encoding that it takes fastest.
pub(crate) type Text = Either<Latin1String, String>;

/// Text as its UTF-8, or bytes.
pub(crate) type TextOrBytes = Either<String, Uint8Array>;

/// All values of a header: usually one, of text.
pub(crate) type Values<'e> = Either<JsString<'e>, Vec<Uint8Array>>;

pub(crate) fn bytes(value: &TextOrBytes) -> &[u8] {
    match value {
        Either::A(text) => text.as_bytes(),
        Either::B(bytes) => bytes,
    }
}

/// Calls `read` with the bytes of all values.
pub(crate) fn with_header<R>(values: &Values<'_>, read: impl FnOnce(&[&[u8]]) -> R) -> napi::Result<R> {
    match values {
        Either::A(text) => with_text(*text, |text| read(&[text])),
        Either::B(values) => Ok(read(&values.iter().map(|value| &**value).collect::<Vec<_>>())),
    }
}

/// Calls `read` with the UTF-8 of a text.
///
/// A header should be ASCII: that is as long in UTF-8 as in Latin-1, which Node converts fastest, and no other
/// text is.
pub(crate) fn with_text<R>(text: JsString<'_>, read: impl FnOnce(&[u8]) -> R) -> napi::Result<R> {
    let latin1 = text.into_latin1()?;
    if latin1.len() == text.utf8_len()? {
        return Ok(read(latin1.as_slice()));
    }
    let utf16 = text.into_utf16()?;
    let units = utf16.as_slice();
    Ok(read(&utf8(units.get(..text.utf16_len()?).unwrap_or(units))))
}

/// Half of a surrogate pair is not text, and becomes a byte that is not UTF-8 either, which the core refuses: Node's own
/// conversion would make a character of it.
fn utf8(text: &[u16]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len() * 2);
    for unit in char::decode_utf16(text.iter().copied()) {
        match unit {
            Ok(char) => bytes.extend_from_slice(char.encode_utf8(&mut [0; 4]).as_bytes()),
            Err(_) => bytes.push(0xff),
        }
    }
    bytes
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
        .ok_or_else(|| napi::Error::from_reason("the time is beyond the calendar; pass a valid Date"))
}
