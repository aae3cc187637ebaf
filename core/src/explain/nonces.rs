//! The nonce in a digest: as a dialect wants it, and what is digested in its place.

use alloc::borrow::Cow;
use alloc::vec;
use alloc::vec::Vec;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::encodings::{base64_fault, decode_leniently, from_hex};
use super::values::is_hex;
use super::ways::{Slip, hex};
use crate::dialect::NonceMode;

/// Bytes that may have been digested for the nonce.
pub(super) struct Nonce<'a> {
    pub(super) bytes: Cow<'a, [u8]>,
    /// The mode of the dialects in which this is right, if there is one.
    pub(super) mode: Option<NonceMode>,
    /// How they were made, and what the dialect wants done, unless this is what it wants.
    pub(super) slip: Option<Slip>,
}

impl<'a> Nonce<'a> {
    fn new(bytes: impl Into<Cow<'a, [u8]>>, mode: Option<NonceMode>, slip: Option<Slip>) -> Self {
        Self { bytes: bytes.into(), mode, slip }
    }
}

const BYTES: &str = "digest the random bytes, and put their base64 into the header";
const THESE_BYTES: &str = "put the base64 of these bytes into the header";
const TEXT: &str = "digest the nonce as it stands in the header";
const HEX_TEXT: &str = "put the hex digits into the header, and digest them as they stand there";

/// All that may be made of the nonce in a header, what a dialect of this mode wants first.
pub(super) fn of(text: &str, wanted: NonceMode) -> Vec<Nonce<'_>> {
    let is_text = wanted == NonceMode::Text;
    let decoded = decode_leniently(text);
    let text_mode = Some(NonceMode::Text);
    let raw_mode = Some(NonceMode::Raw);
    let mut nonces = if is_text {
        let problem = "of the bytes that the nonce decodes to, not of its text, which this dialect uses";
        vec![
            Nonce::new(text.as_bytes(), text_mode, None),
            Nonce::new(decoded.clone(), raw_mode, Some((problem, TEXT))),
        ]
    } else {
        let problem = "of the nonce's base64 text, not of the decoded bytes, which this dialect uses";
        vec![
            Nonce::new(decoded.clone(), raw_mode, None),
            Nonce::new(text.as_bytes(), text_mode, Some((problem, BYTES))),
        ]
    };

    // What is to be done is another thing where the decoded bytes are wanted, and where the text is.
    let mut add = |bytes: Option<Vec<u8>>, problem, for_raw, for_text| {
        let slip = (problem, if is_text { for_text } else { for_raw });
        nonces.extend(bytes.map(|bytes| Nonce::new(bytes, None, Some(slip))));
    };
    let digits = "of the nonce's hex digits, while the base64 of its bytes is in the header";
    add(Some(hex(&decoded)), digits, BYTES, HEX_TEXT);
    add(Some(hex(&decoded).to_ascii_uppercase()), digits, BYTES, HEX_TEXT);
    add(from_hex(text.as_bytes()), "of the bytes that the nonce's hex digits stand for", THESE_BYTES, TEXT);
    let problem = "of the base64 of the nonce, while its text is in the header";
    add(Some(STANDARD.encode(text).into_bytes()), problem, BYTES, TEXT);
    let other_case = "of the nonce's hex digits in the other case";
    add(in_other_case(text), other_case, BYTES, TEXT);
    if let Ok(inner) = core::str::from_utf8(&decoded) {
        let problem = "of a nonce that is encoded twice in the header";
        let twice = base64_fault(inner).is_none().then(|| decode_leniently(inner));
        add(twice, problem, "encode the nonce once for the header", TEXT);
        let problem = "of the bytes that the hex digits in the nonce's base64 stand for";
        add(from_hex(&decoded), problem, THESE_BYTES, HEX_TEXT);
        add(in_other_case(inner), other_case, BYTES, HEX_TEXT);
    }
    nonces
}

fn in_other_case(digits: &str) -> Option<Vec<u8>> {
    let (lower, upper) = (digits.to_ascii_lowercase(), digits.to_ascii_uppercase());
    let other = if digits == lower { upper } else { lower };
    is_hex(digits).then(|| other.into_bytes())
}
