//! The age of Created, by the clock that matters, and what it may come from.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use chrono::{DateTime, Datelike, TimeDelta, Utc};

use super::created;
use super::finding::Finding;
use super::reading::Reading;
use crate::dialect::Dialect;
use crate::header::Parameter;
use xwsse_authn::Rejection;

/// How near to a whole number of quarter-hours a skew must be to be one.
const OFFSET_SLACK_SECONDS: i64 = 60;

const CHECK_CLOCK: &str = "check the clock of the client";

pub(super) fn check(
    reading: &Reading<'_>,
    dialect: &Dialect,
    now: DateTime<Utc>,
    server_time: Option<DateTime<Utc>>,
) -> Vec<Finding> {
    let Some(text) = reading.value(Parameter::Created) else {
        return Vec::new();
    };
    let mut findings = Vec::new();
    if dialect.read_created(&text).is_err() {
        let setting = Some(reading.taken_by(dialect)).filter(|taker| taker.read_created(&text).is_ok());
        findings.push(created::fault(&text, setting));
    }
    if let Some(created) = reading.created() {
        let age = Age { created, judged_at: server_time.unwrap_or(now), by_server: server_time.is_some() };
        findings.extend(age.check(dialect, text.ends_with('Z')));
        findings.extend(aged(dialect, age.judged_at, now));
    }
    findings.into_iter().map(|finding| finding.at(reading.column(Parameter::Created))).collect()
}

struct Age {
    created: DateTime<Utc>,
    judged_at: DateTime<Utc>,
    by_server: bool,
}

impl Age {
    fn check(&self, dialect: &Dialect, is_labelled_utc: bool) -> Option<Finding> {
        let rejection = dialect.window.check(self.created, self.judged_at).err()?;
        let skew = self.created - self.judged_at;
        let is_stale = rejection == Rejection::CreatedStale;
        let limit = if is_stale { dialect.window.max_age } else { dialect.window.max_future };
        let clock = if self.by_server { " by the server's Date" } else { "" };
        let distance = seconds(skew.abs(), TimeDelta::from_std(limit).ok());
        let limit = limit.as_secs_f64();
        let side = if is_stale { "old" } else { "ahead" };
        let cause = cause(skew, self.created, self.judged_at).filter(|_| is_labelled_utc);
        let (cause, remedy) = cause.unwrap_or_else(|| (String::new(), CHECK_CLOCK.into()));
        let problem = format!("Created is {distance} s {side}{clock}; the window is {limit} s{cause}");
        let late = is_stale.then_some("sign each request when it is sent");
        let learn = self.by_server.then_some("let the signer learn its offset from that Date");
        let remedies: Vec<_> = [late, Some(&remedy), learn].into_iter().flatten().collect();
        Some(Finding::refused(rejection, None, problem, remedies.join(", and ")))
    }
}

/// What a skew looks like, unless it may be any, and what to do then.
fn cause(skew: TimeDelta, created: DateTime<Utc>, judged_at: DateTime<Utc>) -> Option<(String, String)> {
    offset(skew).or_else(|| {
        let this_year = created.with_year(judged_at.year())?;
        let is_other_year =
            created.year() != judged_at.year() && (this_year - judged_at).abs().num_minutes() <= 5;
        let problem = format!("; it would be right but for the year, {}", created.year());
        is_other_year
            .then(|| (problem, "print the calendar year (yyyy, not the year of the week, YYYY)".into()))
    })
}

/// Every zone on Earth is off by whole quarter-hours, from -12:00 to +14:00; not every such offset is a zone's.
fn offset(skew: TimeDelta) -> Option<(String, String)> {
    let minutes = (skew.num_seconds() + 450).div_euclid(900) * 15;
    let is_near = (skew.num_seconds() - minutes * 60).abs() <= OFFSET_SLACK_SECONDS;
    if !is_near || minutes == 0 || !(-12 * 60..=14 * 60).contains(&minutes) {
        return None;
    }
    let sign = if minutes < 0 { '-' } else { '+' };
    let (hours, rest) = (minutes.abs() / 60, minutes.abs() % 60);
    let mut problem = format!(
        "; it is off by whole quarter-hours, as the local time of UTC{sign}{hours:02}:{rest:02} labelled Z would be"
    );
    let mut remedy = String::new();
    if minutes.abs() == 12 * 60 {
        problem += ", or that of a 12-hour clock (hh where HH is meant)";
        remedy += "print the hour from 00 to 23 (HH, or %H of strftime), or ";
    }
    remedy += "print the time in UTC: Z says that it is UTC, it does not make it so; if it is, ";
    Some((problem, remedy + CHECK_CLOCK))
}

/// Asked later, the token is older than when it was judged.
fn aged(dialect: &Dialect, judged_at: DateTime<Utc>, now: DateTime<Utc>) -> Option<Finding> {
    dialect.window.check(judged_at, now).err().filter(|&rejection| rejection == Rejection::CreatedStale)?;
    let problem = format!("the token has aged {} s since the server's Date", seconds(now - judged_at, None));
    Some(Finding::note(None, problem, "sign afresh for another attempt"))
}

/// Seconds with as many decimals as say something: milliseconds, unless that makes it look like the limit.
fn seconds(distance: TimeDelta, limit: Option<TimeDelta>) -> String {
    let millis = distance.num_milliseconds();
    let nanos = distance.subsec_nanos();
    let is_like_limit = limit.is_some_and(|limit| limit.num_milliseconds() == millis);
    let text = match is_like_limit {
        true => format!("{}.{nanos:09}", distance.num_seconds()),
        false => format!("{}.{:03}", millis / 1000, millis % 1000),
    };
    text.trim_end_matches('0').trim_end_matches('.').into()
}
