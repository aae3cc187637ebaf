//! The strict instant: `YYYY-MM-DDThh:mm:ss[.f{1,9}]Z` and nothing else, unless the dialect says so.
//!
//! Nonce, Created and secret run together in the digest without a delimiter. They stay apart because no
//! proper prefix, suffix or extension of a valid Created is valid: every form begins with a date of fixed
//! width and ends with a zone.

use chrono::{DateTime, Datelike, NaiveDate, Timelike, Utc};

use crate::dialect::{Dialect, Precision};
use crate::error::{Rejection, SignError};

/// Characters of the longest Created: an offset behind nine decimals.
const MAX_LEN: usize = "2026-01-02T03:04:05.123456789+02:00".len();

impl Dialect {
    /// Reads a Created by the dialect's grammar.
    ///
    /// The strict form is ASCII `YYYY-MM-DDThh:mm:ss[.f]Z` with one to nine decimals, a real date of the
    /// years 1 to 9999 and seconds up to 59. [`accept_offset`](Self::accept_offset) adds `±hh:mm` up to
    /// 14:00 in place of `Z`; [`accept_rfc2822`](Self::accept_rfc2822) adds exactly
    /// `Www, dd Mmm yyyy hh:mm:ss ±hhmm` with the weekday of that date.
    ///
    /// # Errors
    /// [`Rejection::CreatedInvalid`].
    ///
    /// ```
    /// use xwsse::{Dialect, Rejection};
    ///
    /// let created = Dialect::PENNEO.read_created("2026-03-14T10:00:00.5Z").unwrap();
    /// assert_eq!(created.timestamp_millis(), 1_773_482_400_500);
    /// let error = Dialect::PENNEO.read_created("2026-03-14 10:00:00Z").unwrap_err();
    /// assert_eq!(error, Rejection::CreatedInvalid);
    /// ```
    pub fn read_created(&self, text: &str) -> Result<DateTime<Utc>, Rejection> {
        let text = text.as_bytes();
        read_iso(text, self.accept_offset)
            .or_else(|| read_rfc2822(text).filter(|_| self.accept_rfc2822))
            .ok_or(Rejection::CreatedInvalid)
    }
}

fn read_iso(text: &[u8], accept_offset: bool) -> Option<DateTime<Utc>> {
    if text.len() > MAX_LEN {
        return None;
    }
    let (&[y1, y2, y3, y4, b'-', mo1, mo2, b'-', d1, d2, b'T', h1, h2, b':', mi1, mi2, b':', s1, s2], rest) =
        text.split_first_chunk::<19>()?
    else {
        return None;
    };
    let date = date(two(y1, y2)? * 100 + two(y3, y4)?, two(mo1, mo2)?, two(d1, d2)?)?;
    let (nanos, zone) = read_fraction(rest)?;
    let seconds_east = match *zone {
        [b'Z'] => 0,
        [sign @ (b'+' | b'-'), h1, h2, b':', m1, m2] if accept_offset => {
            read_offset(sign, two(h1, h2)?, two(m1, m2)?)?
        }
        _ => return None,
    };
    instant(date, [two(h1, h2)?, two(mi1, mi2)?, two(s1, s2)?], nanos, seconds_east)
}

/// A form of fixed width, so that a prefix or suffix of it is never valid: RFC 2822, section 3.3, as
/// `date('r')` of PHP prints it.
fn read_rfc2822(text: &[u8]) -> Option<DateTime<Utc>> {
    const WEEKDAYS: [&[u8; 3]; 7] = [b"Mon", b"Tue", b"Wed", b"Thu", b"Fri", b"Sat", b"Sun"];

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
pub(crate) fn read_http_date(text: &str) -> Option<DateTime<Utc>> {
    let utc = text.strip_suffix(" GMT")?;
    read_rfc2822(alloc::format!("{utc} +0000").as_bytes())
}

fn month_of(name: &[u8; 3]) -> Option<u32> {
    const MONTHS: [&[u8; 3]; 12] =
        [b"Jan", b"Feb", b"Mar", b"Apr", b"May", b"Jun", b"Jul", b"Aug", b"Sep", b"Oct", b"Nov", b"Dec"];
    (1..).zip(MONTHS).find_map(|(number, month)| (month == name).then_some(number))
}

/// The number that two ASCII digits write.
const fn two(tens: u8, ones: u8) -> Option<u32> {
    let (tens, ones) = (tens.wrapping_sub(b'0'), ones.wrapping_sub(b'0'));
    if tens > 9 || ones > 9 {
        return None;
    }
    Some(tens as u32 * 10 + ones as u32)
}

/// The date, if the calendar has it. The year 0 is left out: nobody means it.
fn date(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    let year = i32::try_from(year).ok().filter(|&year| year > 0)?;
    NaiveDate::from_ymd_opt(year, month, day)
}

/// Splits `.f{1,9}` off; gives nanoseconds and what follows.
fn read_fraction(text: &[u8]) -> Option<(u32, &[u8])> {
    let [b'.', text @ ..] = text else {
        return Some((0, text));
    };
    let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if !(1..=9).contains(&digits) {
        return None;
    }
    let (fraction, zone) = text.split_at(digits);
    let written = fraction.iter().fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0'));
    let nanos = (digits..9).fold(written, |nanos, _| nanos * 10);
    Some((nanos, zone))
}

fn read_offset(sign: u8, hours: u32, minutes: u32) -> Option<i64> {
    let east = i64::from(hours * 60 + minutes) * 60;
    let known = minutes < 60 && east <= 14 * 3600;
    known.then_some(if sign == b'-' { -east } else { east })
}

fn instant(date: NaiveDate, [h, m, s]: [u32; 3], nanos: u32, seconds_east: i64) -> Option<DateTime<Utc>> {
    // `and_hms_nano_opt` takes seconds up to 59 here: it folds a leap second only at 1e9 nanoseconds.
    let local = date.and_hms_nano_opt(h, m, s, nanos)?.and_utc();
    if seconds_east == 0 {
        return Some(local);
    }
    DateTime::from_timestamp(local.timestamp() - seconds_east, nanos)
}

impl Precision {
    /// Whole steps in a part of a second.
    const fn ticks_in(self, nanos: u32) -> u32 {
        match self {
            Self::Seconds => 0,
            Self::Millis => nanos / 1_000_000,
            Self::Micros => nanos / 1_000,
            Self::Nanos => nanos,
        }
    }

    const fn decimals(self) -> usize {
        match self {
            Self::Seconds => 0,
            Self::Millis => 3,
            Self::Micros => 6,
            Self::Nanos => 9,
        }
    }

    /// Writes an instant in the strict form, finer parts cut off.
    pub(crate) fn print(self, instant: DateTime<Utc>) -> Result<CreatedText, SignError> {
        // Its parts are those of UTC, which `DateTime` would find out anew for each.
        let instant = instant.naive_utc();
        let year = u32::try_from(instant.year()).ok();
        let year = year.filter(|year| (1..=9999).contains(year)).ok_or(SignError::CreatedOutOfRange)?;
        let mut text = *b"0000-00-00T00:00:00.000000000Z";
        write_two(&mut text, 0, year / 100);
        write_two(&mut text, 2, year);
        write_two(&mut text, 5, instant.month());
        write_two(&mut text, 8, instant.day());
        write_two(&mut text, 11, instant.hour());
        write_two(&mut text, 14, instant.minute());
        write_two(&mut text, 17, instant.second());
        let decimals = self.decimals();
        let mut fraction = self.ticks_in(instant.nanosecond());
        for place in (20..20 + decimals).rev() {
            text[place] = last_digit(fraction);
            fraction /= 10;
        }
        let zone = if decimals == 0 { 19 } else { 20 + decimals };
        text[zone] = b'Z';
        Ok(CreatedText { text, len: zone + 1 })
    }
}

/// A printed Created, 20 to 30 characters.
pub(crate) struct CreatedText {
    text: [u8; 30],
    len: usize,
}

impl CreatedText {
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.text[..self.len]
    }
}

/// Writes the last two digits of a number.
fn write_two(text: &mut [u8; 30], place: usize, number: u32) {
    text[place] = last_digit(number / 10);
    text[place + 1] = last_digit(number);
}

/// In ASCII.
const fn last_digit(number: u32) -> u8 {
    b'0' + (number % 10) as u8
}
