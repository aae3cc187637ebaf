//! Dates with names in them: RFC 2822, and the `Date` header of HTTP.

use chrono::{DateTime, Datelike, Utc};

use crate::instant::{date, instant, read_offset, two};

/// Reads exactly `Www, dd Mmm yyyy hh:mm:ss ±hhmm` with the weekday of that date: RFC 2822, section 3.3, as `date('r')`
/// of PHP prints it. A form of fixed width, so that a prefix or suffix of it is never valid.
#[must_use]
pub fn read_rfc2822(text: &str) -> Option<DateTime<Utc>> {
    const WEEKDAYS: [&[u8; 3]; 7] = [b"Mon", b"Tue", b"Wed", b"Thu", b"Fri", b"Sat", b"Sun"];

    let text = text.as_bytes();
    let &[
        w1,
        w2,
        w3,
        b',',
        b' ',
        d1,
        d2,
        b' ',
        mo1,
        mo2,
        mo3,
        b' ',
        y1,
        y2,
        y3,
        y4,
        b' ',
        h1,
        h2,
        b':',
        mi1,
        mi2,
        b':',
        s1,
        s2,
        b' ',
        sign @ (b'+' | b'-'),
        zh1,
        zh2,
        zm1,
        zm2,
    ] = text
    else {
        return None;
    };
    let date = date(two(y1, y2)? * 100 + two(y3, y4)?, month_of(&[mo1, mo2, mo3])?, two(d1, d2)?)?;
    let weekday = WEEKDAYS[date.weekday().num_days_from_monday() as usize];
    if *weekday != [w1, w2, w3] {
        return None;
    }
    let seconds_east = read_offset(sign, two(zh1, zh2)?, two(zm1, zm2)?)?;
    instant(date, [two(h1, h2)?, two(mi1, mi2)?, two(s1, s2)?], 0, seconds_east)
}

/// Reads an HTTP date (RFC 9110, section 5.6.7), `Sun, 06 Nov 1994 08:49:37 GMT`: the form above with
/// another word for the zone.
#[must_use]
pub fn read_http_date(text: &str) -> Option<DateTime<Utc>> {
    let utc = text.strip_suffix(" GMT")?;
    read_rfc2822(&alloc::format!("{utc} +0000"))
}

fn month_of(name: &[u8; 3]) -> Option<u32> {
    const MONTHS: [&[u8; 3]; 12] =
        [b"Jan", b"Feb", b"Mar", b"Apr", b"May", b"Jun", b"Jul", b"Aug", b"Sep", b"Oct", b"Nov", b"Dec"];
    (1..).zip(MONTHS).find_map(|(number, month)| (month == name).then_some(number))
}
