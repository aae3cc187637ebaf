//! Base64 and hex, strictly.

use alloc::string::String;
use alloc::vec::Vec;
use base64::{Engine, engine::general_purpose::STANDARD};

/// Characters of padded base64 for so many bytes.
#[must_use]
pub const fn base64_len(bytes: usize) -> usize {
    bytes.div_ceil(3) * 4
}

/// Decodes canonical, padded base64 (RFC 4648, section 4) into `buffer`; `None` for anything else and
/// for more than the buffer holds.
#[must_use]
pub fn decode_base64<'b>(text: &str, buffer: &'b mut [u8]) -> Option<&'b [u8]> {
    let len = STANDARD.decode_slice(text, buffer).ok()?;
    Some(&buffer[..len])
}

/// Appends padded base64.
pub fn append_base64(bytes: &[u8], text: &mut Vec<u8>) {
    let start = text.len();
    text.resize(start + base64_len(bytes.len()), b'=');
    let written = STANDARD.encode_slice(bytes, &mut text[start..]);
    debug_assert_eq!(written, Ok(text.len() - start), "there is room for exactly this");
}

/// The text of bytes that are UTF-8 because we wrote them.
#[must_use]
pub fn into_text(written: Vec<u8>) -> String {
    let text = String::from_utf8(written);
    debug_assert!(text.is_ok(), "only text of our own making");
    text.unwrap_or_default()
}

/// Writes up to 32 bytes as lower-case hex.
pub fn lower_hex<'b>(bytes: &[u8], buffer: &'b mut [u8; 64]) -> &'b [u8] {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    for (pair, byte) in buffer.chunks_exact_mut(2).zip(bytes) {
        pair[0] = DIGITS[usize::from(byte >> 4)];
        pair[1] = DIGITS[usize::from(byte & 15)];
    }
    &buffer[..bytes.len() * 2]
}

/// Reads lower-case hex digits, two for each byte of the buffer; `None` for anything else.
pub fn read_lower_hex(text: &[u8], bytes: &mut [u8]) -> Option<()> {
    if text.len() != bytes.len() * 2 {
        return None;
    }
    for (byte, pair) in bytes.iter_mut().zip(text.chunks_exact(2)) {
        *byte = nibble(pair[0])? << 4 | nibble(pair[1])?;
    }
    Some(())
}

const fn nibble(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    }
}
