//! Base64 and hex, as other programs write and read them.

use alloc::string::String;
use alloc::vec::Vec;
use base64::Engine;
use base64::alphabet;
use base64::engine::general_purpose::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

/// What is wrong with a text that should be canonical base64.
pub(super) fn base64_fault(text: &str) -> Option<&'static str> {
    if STANDARD.decode(text).is_ok() {
        return None;
    }
    let unpadded = text.trim_end_matches('=');
    Some(
        if unpadded.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
            && text.contains(['-', '_'])
        {
            "is base64 in the alphabet for URLs"
        } else if !unpadded.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/')) {
            "holds characters that base64 does not have"
        } else if !text.len().is_multiple_of(4) {
            "is base64 with wrong padding: its length is not a multiple of four"
        } else {
            "is not canonical base64: a lenient decoder takes it, and several texts decode to the same bytes"
        },
    )
}

/// Decodes as forgiving decoders do: both alphabets, without padding, passing over what is foreign.
pub(super) fn decode_leniently(text: &str) -> Vec<u8> {
    let config = GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent);
    let known = |c| match c {
        '-' => Some('+'),
        '_' => Some('/'),
        c => (c.is_ascii_alphanumeric() || matches!(c, '+' | '/')).then_some(c),
    };
    let text: String = text.chars().filter_map(known).collect();
    GeneralPurpose::new(&alphabet::STANDARD, config).decode(text).unwrap_or_default()
}

/// The bytes that hex digits of either case write; `None` for anything else.
pub(super) fn from_hex(text: &[u8]) -> Option<Vec<u8>> {
    let nibble = |digit: u8| char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok());
    let byte = |pair: &[u8]| match *pair {
        [high, low] => Some(nibble(high)? << 4 | nibble(low)?),
        _ => None,
    };
    text.chunks(2).map(byte).collect()
}
