//! The strict instant: `YYYY-MM-DDThh:mm:ss[.f{1,9}]Z` and, where a scheme says so, an offset in place of the Z.
//!
//! In a digest whose parts run together without a delimiter, this grammar is what keeps them apart: no proper prefix,
//! suffix or extension of a valid instant is valid, because every form begins with a date of fixed width and ends with
//! a zone.

use chrono::{DateTime, Datelike, NaiveDate, Timelike, Utc};

use crate::codes::SignError;

/// Characters of the longest instant: an offset after nine decimals.
const MAX_LEN: usize = "2026-01-02T03:04:05.123456789+02:00".len();

/// The fraction of a second that is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Precision {
    /// `2026-01-02T03:04:05Z`
    Seconds,
    /// `2026-01-02T03:04:05.678Z`
    Millis,
    /// `2026-01-02T03:04:05.678901Z`
    Micros,
    /// `2026-01-02T03:04:05.678901234Z`
    Nanos,
}

crate::words!(Precision { Seconds = "seconds", Millis = "millis", Micros = "micros", Nanos = "nanos" });

/// Reads an instant in the strict form: ASCII `YYYY-MM-DDThh:mm:ss[.f]Z` with one to nine decimals, a real date of the
/// years 1 to 9999 and seconds up to 59; with `accept_offset`, `±hh:mm` up to 14:00 in place of `Z` too.
///
/// ```
/// use xwsse_authn::read_instant;
///
/// let instant = read_instant("2026-03-14T10:00:00.5Z", false).unwrap();
/// assert_eq!(instant.timestamp_millis(), 1_773_482_400_500);
/// assert_eq!(read_instant("2026-03-14T11:00:00.5+01:00", true), Some(instant));
/// assert_eq!(read_instant("2026-03-14 10:00:00Z", false), None);
/// ```
#[must_use]
pub fn read_instant(text: &str, accept_offset: bool) -> Option<DateTime<Utc>> {
    let text = text.as_bytes();
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

/// The number that two ASCII digits write.
pub(crate) const fn two(tens: u8, ones: u8) -> Option<u32> {
    let (tens, ones) = (tens.wrapping_sub(b'0'), ones.wrapping_sub(b'0'));
    if tens > 9 || ones > 9 {
        return None;
    }
    Some(tens as u32 * 10 + ones as u32)
}

/// The date, if the calendar has it. The year 0 is left out: nobody means it.
pub(crate) fn date(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    let year = i32::try_from(year).ok().filter(|&year| year > 0)?;
    NaiveDate::from_ymd_opt(year, month, day)
}

/// Splits `.f{1,9}` off; returns nanoseconds and what follows.
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

pub(crate) fn read_offset(sign: u8, hours: u32, minutes: u32) -> Option<i64> {
    let east = i64::from(hours * 60 + minutes) * 60;
    let known = minutes < 60 && east <= 14 * 3600;
    known.then_some(if sign == b'-' { -east } else { east })
}

pub(crate) fn instant(
    date: NaiveDate,
    [h, m, s]: [u32; 3],
    nanos: u32,
    seconds_east: i64,
) -> Option<DateTime<Utc>> {
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
    ///
    /// # Errors
    /// [`SignError::CreatedOutOfRange`] unless its year is 1 to 9999.
    ///
    /// ```
    /// use xwsse_authn::{DateTime, Precision};
    ///
    /// let instant = DateTime::from_timestamp_millis(1_773_482_400_678).unwrap();
    /// assert_eq!(Precision::Millis.print(instant)?.as_str(), "2026-03-14T10:00:00.678Z");
    /// assert_eq!(Precision::Seconds.print(instant)?.as_str(), "2026-03-14T10:00:00Z");
    /// # Ok::<(), xwsse_authn::SignError>(())
    /// ```
    pub fn print(self, instant: DateTime<Utc>) -> Result<InstantText, SignError> {
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
        Ok(InstantText { text, len: zone + 1 })
    }
}

/// A printed instant, 20 to 30 characters of ASCII.
#[derive(Debug, Clone, Copy)]
pub struct InstantText {
    text: [u8; 30],
    len: usize,
}

impl InstantText {
    /// The characters as bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.text[..self.len]
    }

    /// The characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        core::str::from_utf8(self.bytes()).unwrap_or_default()
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
