//! Readers of the header and its values that share no code with the core: a table of states, tables of
//! patterns, arithmetic on days. Slow and plain, so that they are right by a look.

use xwsse::{Dialect, DigestEncoding, Hash, NonceMode, SchemeWord};

/// The four values, in the order Username, PasswordDigest, Nonce, Created.
pub(crate) type Values = [String; 4];

const NAMES: [&str; 4] = ["username", "passworddigest", "nonce", "created"];

/// Reads one header value by the grammar alone.
pub(crate) fn header(bytes: &[u8], word: SchemeWord, ignore_unknown: bool) -> Option<Values> {
    if bytes.len() > 4096 {
        return None;
    }
    let text = std::str::from_utf8(bytes).ok()?;
    let (words, text) = scheme_words(text);
    let most = if word == SchemeWord::Twice { 2 } else { 1 };
    if words > most || (words == 0 && word != SchemeWord::Optional) {
        return None;
    }
    let mut values: [Option<String>; 4] = [None, None, None, None];
    for (name, value) in parameters(text)? {
        match NAMES.iter().position(|&known| known == name.to_lowercase()) {
            Some(place) if values[place].is_none() => values[place] = Some(value),
            Some(_) => return None,
            None if ignore_unknown => {}
            None => return None,
        }
    }
    let [Some(username), Some(digest), Some(nonce), Some(created)] = values else { return None };
    let is_name = (1..=256).contains(&username.len()) && !username.chars().any(char::is_control);
    (is_name && !nonce.is_empty() && !created.is_empty()).then_some([username, digest, nonce, created])
}

/// Counts the scheme words, each with the white space behind it, and gives what follows.
fn scheme_words(text: &str) -> (usize, &str) {
    let mut rest = text.trim_start_matches([' ', '\t']);
    let mut count = 0;
    loop {
        let end = rest.find([' ', '\t']).unwrap_or(rest.len());
        if end == rest.len() || !rest[..end].eq_ignore_ascii_case("usernametoken") {
            return (count, rest);
        }
        count += 1;
        rest = rest[end..].trim_start_matches([' ', '\t']);
    }
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    BeforeName,
    Name,
    BeforeEquals,
    BeforeValue,
    Value,
    AfterValue,
}

/// All names and values; `None` where the grammar is broken.
fn parameters(text: &str) -> Option<Vec<(String, String)>> {
    let mut state = State::BeforeName;
    let mut found: Vec<(String, String)> = Vec::new();
    for c in text.chars() {
        let is_blank = c == ' ' || c == '\t';
        state = match state {
            State::BeforeName if is_blank => State::BeforeName,
            State::BeforeName if is_name(c) => {
                found.push((c.to_string(), String::new()));
                State::Name
            }
            State::Name if is_name(c) => {
                found.last_mut()?.0.push(c);
                State::Name
            }
            State::Name | State::BeforeEquals if is_blank => State::BeforeEquals,
            State::Name | State::BeforeEquals if c == '=' => State::BeforeValue,
            State::BeforeValue if is_blank => State::BeforeValue,
            State::BeforeValue if c == '"' => State::Value,
            State::Value if c == '"' => State::AfterValue,
            State::Value if !c.is_ascii_control() && c != '\\' => {
                found.last_mut()?.1.push(c);
                State::Value
            }
            State::AfterValue if is_blank => State::AfterValue,
            State::AfterValue if c == ',' => State::BeforeName,
            _ => return None,
        };
    }
    (state == State::AfterValue).then_some(found)
}

fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c)
}

/// The bytes of a nonce that the dialect takes.
pub(crate) fn nonce(text: &str, dialect: &Dialect) -> Option<Vec<u8>> {
    if text.is_empty() || text.len() > dialect.max_nonce_len.min(256) {
        return None;
    }
    match dialect.nonce {
        NonceMode::Text => {
            let visible = |byte: u8| (0x21..=0x7e).contains(&byte) && byte != b'"' && byte != b'\\';
            text.bytes().all(visible).then(|| text.as_bytes().to_vec())
        }
        _ => base64(text),
    }
}

/// The bytes of a digest in the dialect's form.
pub(crate) fn digest(text: &str, dialect: &Dialect) -> Option<Vec<u8>> {
    let len = if dialect.hash == Hash::Sha1 { 20 } else { 32 };
    let bytes = base64(text)?;
    let bytes = match dialect.digest {
        DigestEncoding::Base64 => bytes,
        _ => data_encoding::HEXLOWER.decode(&bytes).ok()?,
    };
    (bytes.len() == len).then_some(bytes)
}

/// The digest that a token must have, as text.
pub(crate) fn expected_digest(nonce: &[u8], created: &str, secret: &[u8], dialect: &Dialect) -> String {
    let input = [nonce, created.as_bytes(), secret].concat();
    let hash = match dialect.hash {
        Hash::Sha1 => <sha1::Sha1 as sha1::Digest>::digest(input).to_vec(),
        _ => <sha2::Sha256 as sha2::Digest>::digest(input).to_vec(),
    };
    match dialect.digest {
        DigestEncoding::Base64 => data_encoding::BASE64.encode(&hash),
        _ => data_encoding::BASE64.encode(data_encoding::HEXLOWER.encode(&hash).as_bytes()),
    }
}

/// Base64 by two libraries, neither of them in the mode that the core uses. What they decode must encode to the
/// same text again: the one is told to be lenient, the other takes padding in the middle of a text.
fn base64(text: &str) -> Option<Vec<u8>> {
    use ::base64::{Engine, engine};
    let lenient = engine::GeneralPurpose::new(
        &::base64::alphabet::STANDARD,
        engine::GeneralPurposeConfig::new()
            .with_decode_allow_trailing_bits(true)
            .with_decode_padding_mode(engine::DecodePaddingMode::Indifferent),
    );
    let again = lenient.decode(text).ok().filter(|bytes| lenient.encode(bytes) == text);
    let other = data_encoding::BASE64.decode(text.as_bytes()).ok();
    let other = other.filter(|bytes| data_encoding::BASE64.encode(bytes) == text);
    assert_eq!(again, other, "the references differ on {text:?}");
    again
}

/// A Created: Unix seconds and nanoseconds.
pub(crate) fn created(text: &str, offset: bool, rfc2822: bool) -> Option<(i64, u32)> {
    iso(text, offset).or_else(|| mail_date(text).filter(|_| rfc2822))
}

/// `0` in a pattern is any digit, `a` any letter, everything else itself.
fn matches(pattern: &str, text: &str) -> bool {
    let fits = |(pattern, byte): (u8, u8)| match pattern {
        b'0' => byte.is_ascii_digit(),
        b'a' => byte.is_ascii_alphabetic(),
        _ => pattern == byte,
    };
    pattern.len() == text.len() && pattern.bytes().zip(text.bytes()).all(fits)
}

fn iso(text: &str, offset: bool) -> Option<(i64, u32)> {
    const DATE: &str = "0000-00-00T00:00:00";
    for decimals in 0..=9 {
        let fraction = if decimals == 0 { String::new() } else { format!(".{}", "0".repeat(decimals)) };
        for zone in ["Z", "+00:00", "-00:00"] {
            if !matches(&format!("{DATE}{fraction}{zone}"), text) || (zone != "Z" && !offset) {
                continue;
            }
            let number = |at: usize, len: usize| text[at..at + len].parse::<i64>().ok();
            let zone_at = DATE.len() + fraction.len();
            let east = if zone == "Z" {
                0
            } else {
                east_seconds(zone, number(zone_at + 1, 2)?, number(zone_at + 4, 2)?)?
            };
            let seconds = unix(
                [number(0, 4)?, number(5, 2)?, number(8, 2)?],
                [number(11, 2)?, number(14, 2)?, number(17, 2)?],
            )?;
            let nanos = format!("{:0<9}", &text[DATE.len() + usize::from(decimals > 0)..zone_at]);
            return Some((seconds - east, nanos.parse().ok()?));
        }
    }
    None
}

fn mail_date(text: &str) -> Option<(i64, u32)> {
    let zone = ["+0000", "-0000"]
        .into_iter()
        .find(|zone| matches(&format!("aaa, 00 aaa 0000 00:00:00 {zone}"), text))?;
    let number = |at: usize, len: usize| text[at..at + len].parse::<i64>().ok();
    let months = "JanFebMarAprMayJunJulAugSepOctNovDec";
    let month = (0..12).find(|month| months[month * 3..month * 3 + 3] == text[8..11])? as i64 + 1;
    let seconds =
        unix([number(12, 4)?, month, number(5, 2)?], [number(17, 2)?, number(20, 2)?, number(23, 2)?])?;
    // 1 January 1970 was a Thursday.
    let weekday = "ThuFriSatSunMonTueWed";
    let day = usize::try_from(seconds.div_euclid(86_400).rem_euclid(7)).ok()? * 3;
    let east = east_seconds(zone, number(27, 2)?, number(29, 2)?)?;
    (weekday[day..day + 3] == text[..3]).then_some((seconds - east, 0))
}

fn east_seconds(zone: &str, hours: i64, minutes: i64) -> Option<i64> {
    let minutes_east = hours * 60 + minutes;
    let sign = if zone.starts_with('-') { -60 } else { 60 };
    (minutes < 60 && minutes_east <= 14 * 60).then_some(minutes_east * sign)
}

/// Seconds since 1970 of a real date and time.
fn unix([year, month, day]: [i64; 3], [hour, minute, second]: [i64; 3]) -> Option<i64> {
    let is_leap = |year: i64| (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    let february = if is_leap(year) { 29 } else { 28 };
    let days_of = [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let month_index = usize::try_from(month - 1).ok()?;
    let real = year >= 1
        && (1..=*days_of.get(month_index)?).contains(&day)
        && hour < 24
        && minute < 60
        && second < 60;
    if !real {
        return None;
    }
    // Days before this year, counted from the year 1, and then from 1970.
    let before = |year: i64| (year - 1) * 365 + (year - 1) / 4 - (year - 1) / 100 + (year - 1) / 400;
    let days = before(year) - before(1970) + days_of[..month_index].iter().sum::<i64>() + day - 1;
    Some(((days * 24 + hour) * 60 + minute) * 60 + second)
}
