//! Codings that a header does not have, and that it is sent in all the same.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use super::encodings::base64_fault;
use super::encodings::from_hex;
use crate::header::Parameter;

/// The header without the coding that it is in as a whole, and how to say so.
pub(super) fn of_header(header: &str) -> Option<(String, &'static str)> {
    if header.contains('"') {
        return None;
    }
    if header.contains("%22") {
        return Some((percent_decoded(header)?, "the header is percent-encoded"));
    }
    let is_html = header.contains("&quot;");
    is_html.then(|| (header.replace("&quot;", "\""), "the header is escaped for HTML"))
}

/// What ends a line.
pub(super) const LINE_END: [char; 2] = ['\r', '\n'];

/// The value without line ends, and without the blanks at which it was folded.
pub(super) fn unbroken(value: &str) -> Cow<'_, str> {
    if !value.contains(LINE_END) {
        return value.into();
    }
    value.split(LINE_END).map(|line| line.trim_matches([' ', '\t'])).collect()
}

/// The value without the coding that it is in, how to say so, and what to do. A Username may well have such
/// characters.
pub(super) fn of_value(parameter: Parameter, value: &str) -> Option<(String, &'static str, &'static str)> {
    if parameter == Parameter::Username {
        return None;
    }
    let percent = || {
        percent_decoded(value)
            .map(|plain| (plain, "is percent-encoded", "send it as it is: a header is not a URL"))
    };
    let plus = || {
        with_plus(value).map(|plain| {
            let remedy = "send it as it is, and let nothing on the way decode it as a form";
            (plain, "holds a space: a + was turned into a space", remedy)
        })
    };
    percent().or_else(plus)
}

/// The text that percent-encoding stands for, unless it is none.
fn percent_decoded(text: &str) -> Option<String> {
    let mut decoded = Vec::new();
    let mut rest = text.as_bytes();
    while let [byte, behind @ ..] = rest {
        let code = behind.get(..2).filter(|_| *byte == b'%').and_then(from_hex);
        decoded.push(code.as_ref().map_or(*byte, |code| code[0]));
        rest = if code.is_some() { &behind[2..] } else { behind };
    }
    String::from_utf8(decoded).ok().filter(|decoded| decoded != text && !decoded.contains(char::is_control))
}

/// Base64 whose `+` became a space, as in the decoding of a form.
fn with_plus(text: &str) -> Option<String> {
    let plus = text.replace(' ', "+");
    (plus != text && base64_fault(&plus).is_none()).then_some(plus)
}

/// Whether a template's place holder stands where something should have been put in.
pub(super) fn is_unfilled(text: &str) -> bool {
    let names_variable =
        |rest: &str| rest.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '_' | '{' | '('));
    let is_nothing = ["undefined", "null", "None", "nil", "[object Object]"].contains(&text);
    let is_template = ["{{", "}}", "${", "<%", "%>"].iter().any(|mark| text.contains(mark));
    is_nothing || is_template || text.strip_prefix('$').is_some_and(names_variable)
}
