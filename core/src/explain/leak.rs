//! The secret itself in a header: hidden before anything is said of it.

use alloc::format;
use alloc::string::String;
use zeroize::Zeroizing;

use super::diagnosis::short;
use super::finding::Finding;
use super::reading::Reading;
use super::values::SHORT_SECRET;
use xwsse_authn::Rejection;
use xwsse_authn::Secret;

/// Writes stars over the secret, and tells whether it was there. A short one is only looked for as a whole
/// value: it may be a part of something else.
pub(super) fn hide(header: &mut String, secret: &Secret) -> bool {
    let Ok(text) = core::str::from_utf8(secret.expose()) else {
        return false;
    };
    let stars = "*".repeat(text.chars().count());
    let hidden = if text.len() < SHORT_SECRET {
        let quoted = Zeroizing::new(format!("\"{text}\""));
        header.replace(quoted.as_str(), &format!("\"{stars}\""))
    } else {
        header.replace(text, &stars)
    };
    let was_there = *header != hidden;
    *header = hidden;
    was_there
}

/// This comes first whatever else is wrong, so it takes the verdict's place.
pub(super) fn finding(reading: &Reading<'_>, verdict: Option<Rejection>) -> Finding {
    let hidden = reading.parts.iter().find(|part| part.is_hidden);
    let place = hidden.map(|part| format!(" as {}", short(&part.name))).unwrap_or_default();
    Finding {
        rejection: verdict,
        column: hidden.map(|part| reading.column_of(part.start)),
        problem: format!("the secret itself was sent{place}"),
        remedy: "replace that secret now, and send the digest in its place".into(),
    }
}
