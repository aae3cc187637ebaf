//! The age of Created, by the clock that matters, and what it may come from.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use chrono::{DateTime, Datelike, TimeDelta, Utc};

use super::created;
use super::finding::Finding;
use super::reading::Reading;
use crate::dialect::Dialect;
use crate::error::Rejection;
use crate::header::Parameter;

/// How near to the skew of a time zone a skew must be to come from it.
const ZONE_SLACK_SECONDS: i64 = 60;

/// Minutes of the offsets that are no whole hours and that some place keeps.
const ODD_OFFSETS: [i64; 13] = [-570, -210, -150, 210, 270, 330, 345, 390, 525, 570, 630, 765, 825];

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
        findings.push(created::fault(&text, reading.created(dialect).is_some()));
    }
    if let Some(created) = reading.created(dialect) {
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
        let cause = Cause::of(skew, self.created, self.judged_at).filter(|_| is_labelled_utc);
        // Ahead, it can hardly be anything else; old, it can just be old.
        let (comment, remedy) = match cause {
            Some(cause) if is_stale => (format!(", which is what {} would give", cause.text), cause.remedy),
            Some(cause) => (format!("; that is {}", cause.text), cause.remedy),
            None => (String::new(), "check the clock of the client"),
        };
        let limit = limit.as_secs_f64();
        let problem = match is_stale {
            true => format!("Created is {distance} s old{clock}{comment}; the window is {limit} s"),
            false => format!("Created is {distance} s ahead{clock}; the window is {limit} s{comment}"),
        };
        let mut remedies = Vec::new();
        if is_stale {
            remedies.push("sign each request when it is sent");
        }
        remedies.push(remedy);
        if self.by_server {
            remedies.push("let the signer learn its offset from that Date");
        }
        Some(Finding::refused(rejection, None, problem, remedies.join(", and ")))
    }
}

/// What a skew may come from.
struct Cause {
    text: String,
    remedy: &'static str,
}

impl Cause {
    fn of(skew: TimeDelta, created: DateTime<Utc>, judged_at: DateTime<Utc>) -> Option<Self> {
        let near = |minutes: i64| (skew.num_seconds() - minutes * 60).abs() <= ZONE_SLACK_SECONDS;
        if near(720) || near(-720) {
            return Some(Self {
                text: "the time of a 12-hour clock (hh where HH is meant)".into(),
                remedy: "print the hour from 00 to 23 (HH, or %H of strftime)",
            });
        }
        let whole_hours = (-11..=14).map(|hours| hours * 60);
        let is_zone = |minutes: &i64| *minutes != 0 && near(*minutes);
        if let Some(minutes) = whole_hours.chain(ODD_OFFSETS).find(is_zone) {
            let sign = if minutes < 0 { '-' } else { '+' };
            let (hours, minutes) = (minutes.abs() / 60, minutes.abs() % 60);
            return Some(Self {
                text: format!("the local time of UTC{sign}{hours:02}:{minutes:02} labelled Z"),
                remedy: "print the time in UTC: Z says that it is UTC, it does not make it so",
            });
        }
        let this_year = created.with_year(judged_at.year())?;
        let is_other_year =
            created.year() != judged_at.year() && (this_year - judged_at).abs().num_minutes() <= 5;
        is_other_year.then(|| Self {
            text: format!("the right time in a wrong year (the year is {})", created.year()),
            remedy: "print the calendar year (yyyy, not the year of the week, YYYY)",
        })
    }
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
