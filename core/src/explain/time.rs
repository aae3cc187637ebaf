//! Created: its form, its age, and the local time that was labelled Z.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use chrono::{DateTime, TimeDelta, Utc};

use super::Finding;
use super::reading::Reading;
use crate::dialect::Dialect;
use crate::error::Rejection;
use crate::header::Parameter;

const FORM: &str = "print it in UTC like 2026-01-02T03:04:05.678Z";

/// How near to a whole quarter of an hour a skew must be to come from a time zone.
const ZONE_SLACK_SECONDS: i64 = 60;

pub(super) fn check(
    reading: &Reading,
    dialect: &Dialect,
    now: DateTime<Utc>,
    server_time: Option<DateTime<Utc>>,
) -> Vec<Finding> {
    let Some(text) = reading.value(Parameter::Created) else {
        return Vec::new();
    };
    let mut findings = Vec::new();
    let judged = dialect.read_created(text);
    if judged.is_err() {
        findings.push(form(text, reading.created(dialect).is_some()));
    }
    if let Some(created) = reading.created(dialect) {
        let labelled_utc = text.ends_with('Z');
        findings.extend(window(dialect, created, now, labelled_utc));
        findings.extend(server_time.and_then(|time| by_server(dialect, created, time, now)));
    }
    findings
}

fn form(text: &str, is_instant: bool) -> Finding {
    let (problem, remedy) = form_fault(text, is_instant);
    Finding::refused(Rejection::CreatedInvalid, None, format!("Created {problem}"), remedy)
}

/// The first thing about a text that keeps it from being a strict Created.
fn form_fault(text: &str, is_instant: bool) -> (&'static str, &'static str) {
    let bytes = text.as_bytes();
    let at = |place: usize| bytes.get(place).copied().unwrap_or(0);
    let time = text.get(19..).unwrap_or_default();
    let zone = time.trim_start_matches(|c: char| c == '.' || c.is_ascii_digit());
    let decimals = time.len() - zone.len();
    if bytes.iter().all(u8::is_ascii_digit) {
        ("is a Unix time", FORM)
    } else if text.trim() != text {
        ("has white space around it", "send it without")
    } else if is_instant && at(3) == b',' {
        (
            "is an RFC 2822 date",
            "print it in UTC like 2026-01-02T03:04:05.678Z, or let the verifier accept=rfc2822",
        )
    } else if is_instant {
        (
            "has an offset in place of Z",
            "convert it to UTC and end it with Z, or let the verifier accept=offset",
        )
    } else if at(10) == b' ' || at(10) == b't' {
        ("has no capital T between date and time", FORM)
    } else if at(10) != b'T' || !text.is_ascii() {
        ("is not in the ISO 8601 form", FORM)
    } else if at(19) == b',' {
        ("has a comma before its fraction", "put a point there")
    } else if at(19) == b'.' && !(2..=10).contains(&decimals) {
        ("has a fraction that is not of one to nine digits", "print milliseconds, three digits")
    } else if zone == "z" {
        ("ends in a small z", "end it with a capital Z")
    } else if zone.is_empty() {
        ("has no time zone", "convert it to UTC and end it with Z")
    } else if zone.starts_with(['+', '-']) {
        ("has an offset that is not ±hh:mm up to 14:00", "convert it to UTC and end it with Z")
    } else if zone != "Z" {
        ("does not end in Z", "convert it to UTC and end it with Z")
    } else {
        ("is no real date and time", "check day, month, hours below 24, minutes and seconds below 60")
    }
}

fn window(
    dialect: &Dialect,
    created: DateTime<Utc>,
    now: DateTime<Utc>,
    labelled_utc: bool,
) -> Option<Finding> {
    let rejection = dialect.window.check(created, now).err()?;
    let (distance, limit, side) = match rejection {
        Rejection::CreatedStale => (now - created, dialect.window.max_age, "old"),
        _ => (created - now, dialect.window.max_future, "ahead"),
    };
    let problem =
        format!("Created is {} s {side}; the window is {} s", seconds(distance), limit.as_secs_f64());
    if let Some(zone) = time_zone(created - now).filter(|_| labelled_utc) {
        // An hour ahead can hardly be anything else; an hour old can be an hour old.
        let (is, or) = match rejection {
            Rejection::CreatedStale => ("may be", ", and sign each request when it is sent"),
            _ => ("is", ""),
        };
        return Some(Finding::refused(
            rejection,
            None,
            format!("{problem}; that {is} the local time of {zone} labelled Z"),
            format!("print the time in UTC: Z says that it is UTC, it does not make it so{or}"),
        ));
    }
    let remedy = match rejection {
        Rejection::CreatedStale => "sign each request when it is sent, and check the clock of the client",
        _ => "check the clock of the client",
    };
    Some(Finding::refused(rejection, None, problem, remedy))
}

/// The zone whose local time is this far from UTC, give or take a minute.
fn time_zone(skew: TimeDelta) -> Option<String> {
    const QUARTER: i64 = 900;
    let seconds = skew.num_seconds();
    let quarters = (seconds + QUARTER / 2).div_euclid(QUARTER);
    let near = (seconds - quarters * QUARTER).abs() <= ZONE_SLACK_SECONDS;
    // Zones go from UTC-12:00 to UTC+14:00.
    let known = (-48..=56).contains(&quarters) && quarters != 0;
    (near && known).then(|| {
        let sign = if quarters < 0 { '-' } else { '+' };
        format!("UTC{sign}{:02}:{:02}", quarters.abs() / 4, quarters.abs() % 4 * 15)
    })
}

/// What the clock that matters says, when the paste has the response.
fn by_server(
    dialect: &Dialect,
    created: DateTime<Utc>,
    server: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Option<Finding> {
    let rejection = dialect.window.check(created, server).err()?;
    // Asked later, everything is old; that is said already.
    if dialect.window.check(created, now).err() == Some(rejection) && rejection == Rejection::CreatedStale {
        return None;
    }
    let side = if created < server { "behind" } else { "ahead of" };
    Some(Finding::refused(
        rejection,
        None,
        format!("Created is {} s {side} the server's Date", seconds((created - server).abs())),
        "set the client's clock, or let the signer learn its offset from that header",
    ))
}

/// Seconds with as many decimals as say something.
fn seconds(distance: TimeDelta) -> String {
    let millis = distance.num_milliseconds();
    match (millis / 1000, millis % 1000) {
        (whole, 0) => format!("{whole}"),
        (whole, fraction) => format!("{whole}.{fraction:03}").trim_end_matches('0').into(),
    }
}
