//! Who signed, as text.

use napi::bindgen_prelude::Either;
use xwsse_authn::Identity;

use crate::convert::Text;

/// The fields of an `Identity` as one text in columns: Created in milliseconds (rounded down) in 16 characters, the
/// index of the secret in 8, and the username.
pub(crate) fn identity_text(identity: &Identity) -> Text {
    let mut numbers = itoa::Buffer::new();
    let username = identity.username();
    let mut text = String::with_capacity(24 + username.len());
    push_right(&mut text, numbers.format(identity.created().timestamp_millis()), 16);
    push_right(&mut text, numbers.format(identity.secret_index()), 8);
    text.push_str(username);
    // Node takes ASCII faster as Latin-1.
    if username.is_ascii() { Either::A(text.into()) } else { Either::B(text) }
}

fn push_right(text: &mut String, number: &str, width: usize) {
    text.extend(std::iter::repeat_n(' ', width.saturating_sub(number.len())));
    text.push_str(number);
}
