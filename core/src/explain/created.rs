//! Created: what keeps a text from being a strict instant.

use alloc::format;
use alloc::string::String;

use super::finding::Finding;
use crate::dialect::Dialect;
use xwsse_authn::Rejection;

const FORM: &str = "print it in UTC like 2026-01-02T03:04:05.678Z (JavaScript: toISOString)";
const UTC: &str = "convert it to UTC and end it with Z";

/// Before the setting with which a verifier takes what was sent.
pub(super) const OR_LET: &str = ", or give the verifier the dialect ";

/// Where digits stand (`0`), and what stands between them.
const PATTERN: &str = "0000-00-00T00:00:00";

/// `setting` is the dialect that takes this form, if one does.
pub(super) fn fault(text: &str, setting: Option<Dialect>) -> Finding {
    let (problem, remedy) = form(text, setting);
    Finding::refused(Rejection::CreatedInvalid, None, format!("Created {problem}"), remedy)
}

fn form(text: &str, setting: Option<Dialect>) -> (&'static str, String) {
    let is_dated = text.as_bytes().get(3) == Some(&b',');
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        ("is a Unix time", FORM.into())
    } else if text.trim() != text {
        ("has white space around it", "send it without".into())
    } else if let Some(setting) = setting {
        let (problem, how) = match is_dated {
            true => ("is an RFC 2822 date", FORM),
            false => ("has an offset in place of Z", UTC),
        };
        (problem, format!("{how}{OR_LET}{setting}"))
    } else if is_dated && has_wrong_weekday(text) {
        let remedy = format!("take the weekday from the date, or {FORM}");
        ("has a weekday that is not that of its date", remedy)
    } else if text.starts_with("0000-") {
        ("is in the year 0", "set the time before it is printed: this is what an empty date gives".into())
    } else if is_dated && text.ends_with("GMT") {
        ("is an HTTP date", FORM.into())
    } else if matches(text, "0000-00-00 00:00") || matches(text, "0000-00-00t00:00") {
        ("has no capital T between date and time", FORM.into())
    } else if matches(text, "0000-00-00T00:00") && !matches(text, "0000-00-00T00:00:") {
        let is_short = matches!(text.as_bytes().get(16), None | Some(b'Z' | b'z' | b'+' | b'-'));
        (if is_short { "has no seconds" } else { "is in another format" }, FORM.into())
    } else if !matches(text, PATTERN) || !text.is_ascii() {
        ("is in another format", FORM.into())
    } else {
        let (problem, remedy) = end(&text[PATTERN.len()..]);
        (problem, remedy.into())
    }
}

/// Whether it is an RFC 2822 date but for its weekday, of which it has three letters.
fn has_wrong_weekday(text: &str) -> bool {
    let lenient = Dialect { accept_rfc2822: true, ..Dialect::default() };
    let with = |day: &str| format!("{day}{}", &text[3..]);
    ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        .into_iter()
        .any(|day| lenient.read_created(&with(day)).is_ok())
}

/// What is wrong behind the seconds, or with the numbers before.
fn end(end: &str) -> (&'static str, &'static str) {
    let zone = behind_decimals(end);
    let decimals = end.len() - zone.len();
    let begins = |c: char| end.starts_with(c);
    if begins(',') {
        ("has a comma before its fraction", "put a point there")
    } else if begins('.') && !(2..=10).contains(&decimals) {
        ("has a fraction that is not of one to nine digits", "print milliseconds, three digits")
    } else if zone == "z" {
        ("ends in a small z", "end it with a capital Z")
    } else if zone.is_empty() {
        ("has no time zone", UTC)
    } else if zone.starts_with('Z') && zone[1..].starts_with(['+', '-']) {
        ("has two zones", UTC)
    } else if zone.starts_with(['+', '-']) {
        ("has an offset that is not ±hh:mm up to 14:00", UTC)
    } else if zone != "Z" {
        ("does not end in Z", UTC)
    } else {
        ("is no real date and time", "check day, month, hours below 24, minutes and seconds below 60")
    }
}

fn behind_decimals(end: &str) -> &str {
    end.trim_start_matches(|c: char| c == '.' || c.is_ascii_digit())
}

/// What stands behind seconds and decimals, where it is a date of this kind at all.
pub(super) fn zone(text: &str) -> Option<&str> {
    matches(text, PATTERN).then(|| behind_decimals(&text[PATTERN.len()..]))
}

/// Whether a text begins like this, `0` standing for any digit.
fn matches(text: &str, pattern: &str) -> bool {
    let fits = |(byte, wanted): (u8, u8)| if wanted == b'0' { byte.is_ascii_digit() } else { byte == wanted };
    text.len() >= pattern.len() && text.bytes().zip(pattern.bytes()).all(fits)
}
