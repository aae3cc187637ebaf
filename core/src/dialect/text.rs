//! A dialect as text: `penneo,max_nonce=128,accept=rfc2822`.

use core::fmt::{self, Display, Formatter};
use core::ops::RangeInclusive;
use core::str::FromStr;
use core::time::Duration;
use xwsse_authn::{Hash, Precision, Window, words};

use super::error::{Allowed, DialectError};
use super::{Dialect, DigestEncoding, NonceMode, SchemeWord};
use crate::dialect::MAX_NONCE;

const MAX_SECONDS: u64 = 366 * 24 * 3600;

words!(NonceMode { Raw = "raw", Letters = "letters", Text = "text" });
words!(DigestEncoding { Base64 = "base64", Base64Hex = "base64hex" });
words!(SchemeWord { Required = "required", Optional = "optional", Twice = "twice" });

impl Dialect {
    /// What a verifier takes for Created beside the strict form, as the word in a dialect's text.
    #[must_use]
    pub const fn accept_word(&self) -> &'static str {
        word_of_both(ACCEPT, self.accept_offset, self.accept_rfc2822)
    }

    /// What may be used only once beside the token itself, as the word in a dialect's text.
    #[must_use]
    pub const fn unique_word(&self) -> &'static str {
        word_of_both(UNIQUE, self.unique_nonce, self.unique_created)
    }

    /// What is done with parameters that the scheme does not have, as the word in a dialect's text.
    #[must_use]
    pub const fn unknown_word(&self) -> &'static str {
        UNKNOWN[self.ignore_unknown as usize]
    }

    /// Changes one setting, of [`KEYS`]; `None` when it does not have this value.
    fn set(&mut self, key: &str, value: &str) -> Option<()> {
        match key {
            "nonce" => self.nonce = NonceMode::of_word(value)?,
            "hash" => self.hash = Hash::of_word(value)?,
            "digest" => self.digest = DigestEncoding::of_word(value)?,
            "created" => self.created = Precision::of_word(value)?,
            "accept" => {
                let (offset, rfc2822) = both_of(ACCEPT, value)?;
                (self.accept_offset, self.accept_rfc2822) = (offset, rfc2822);
            }
            "max_age" => self.window = Window::new(read_seconds(value)?, self.window.max_future),
            "max_future" => self.window = Window::new(self.window.max_age, read_seconds(value)?),
            "max_nonce" => self.max_nonce_len = read_number(value, 1..=MAX_NONCE)?,
            "unique" => {
                let (nonce, created) = both_of(UNIQUE, value)?;
                (self.unique_nonce, self.unique_created) = (nonce, created);
            }
            "word" => self.scheme_word = SchemeWord::of_word(value)?,
            "unknown" => self.ignore_unknown = UNKNOWN.iter().position(|word| *word == value)? == 1,
            _ => return None,
        }
        Some(())
    }
}

/// The settings, in the order of the documentation, and what each can be.
const KEYS: [(&str, Allowed<'static>); 11] = {
    const SECONDS: &str = "seconds, 0 to 31622400, with at most nine decimals";
    [
        ("nonce", Allowed::Words(NonceMode::WORDS)),
        ("hash", Allowed::Words(Hash::WORDS)),
        ("digest", Allowed::Words(DigestEncoding::WORDS)),
        ("created", Allowed::Words(Precision::WORDS)),
        ("accept", Allowed::Words(&ACCEPT)),
        ("max_age", Allowed::Range(SECONDS)),
        ("max_future", Allowed::Range(SECONDS)),
        ("max_nonce", Allowed::Range("1 to 256")),
        ("unique", Allowed::Words(&UNIQUE)),
        ("word", Allowed::Words(SchemeWord::WORDS)),
        ("unknown", Allowed::Words(&UNKNOWN)),
    ]
};

/// Neither of two, the first, the second, both.
const ACCEPT: [&str; 4] = ["strict", "offset", "rfc2822", "offset+rfc2822"];
const UNIQUE: [&str; 4] = ["none", "nonce", "created", "nonce+created"];
const UNKNOWN: [&str; 2] = ["refuse", "ignore"];

const fn word_of_both(words: [&'static str; 4], first: bool, second: bool) -> &'static str {
    words[first as usize + 2 * second as usize]
}

fn both_of(words: [&str; 4], value: &str) -> Option<(bool, bool)> {
    let place = words.iter().position(|word| *word == value)?;
    Some((place & 1 != 0, place & 2 != 0))
}

impl FromStr for Dialect {
    type Err = DialectError;

    fn from_str(text: &str) -> Result<Self, DialectError> {
        let mut parts = text.split(',');
        let name = parts.next().unwrap_or_default();
        let mut dialect = Self::preset(name)
            .ok_or_else(|| DialectError::preset(name, &Self::PRESETS.map(|preset| preset.name)))?;
        let mut position = name.chars().count() + 1;
        for change in parts {
            dialect.change(position, change)?;
            position += change.chars().count() + 1;
        }
        Ok(dialect)
    }
}

impl Dialect {
    /// Makes the change that stands at this place of the text.
    fn change(&mut self, position: usize, change: &str) -> Result<(), DialectError> {
        let (key, value) =
            change.split_once('=').ok_or_else(|| DialectError::not_a_change(position, change))?;
        let known = KEYS.iter().find(|(known, _)| *known == key);
        let (_, allowed) =
            known.ok_or_else(|| DialectError::key(position, key, &KEYS.each_ref().map(|(key, _)| *key)))?;
        self.set(key, value)
            .ok_or_else(|| DialectError::value(position + key.chars().count() + 1, key, value, allowed))
    }
}

impl Display for Dialect {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let preset = Self::preset(self.name).unwrap_or_default();
        f.write_str(preset.name)?;
        let words = |dialect: &Self| {
            [
                ("nonce", dialect.nonce.word()),
                ("hash", dialect.hash.word()),
                ("digest", dialect.digest.word()),
                ("created", dialect.created.word()),
                ("accept", dialect.accept_word()),
                ("unique", dialect.unique_word()),
                ("word", dialect.scheme_word.word()),
                ("unknown", dialect.unknown_word()),
            ]
        };
        if self.window.max_age != preset.window.max_age {
            write!(f, ",max_age={}", Seconds::of(self.window.max_age))?;
        }
        if self.window.max_future != preset.window.max_future {
            write!(f, ",max_future={}", Seconds::of(self.window.max_future))?;
        }
        if self.max_nonce_len != preset.max_nonce_len {
            write!(f, ",max_nonce={}", self.max_nonce_len.clamp(1, MAX_NONCE))?;
        }
        for ((key, word), (_, of_preset)) in words(self).into_iter().zip(words(&preset)) {
            if word != of_preset {
                write!(f, ",{key}={word}")?;
            }
        }
        Ok(())
    }
}

/// Prints a duration as seconds without trailing zeros: `60`, `0.25`.
struct Seconds(Duration);

impl Seconds {
    /// At most what the text may say.
    fn of(duration: Duration) -> Self {
        Self(duration.min(Duration::from_secs(MAX_SECONDS)))
    }
}

impl Display for Seconds {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.as_secs())?;
        let (mut fraction, mut width) = (self.0.subsec_nanos(), 9);
        if fraction == 0 {
            return Ok(());
        }
        while fraction % 10 == 0 {
            (fraction, width) = (fraction / 10, width - 1);
        }
        write!(f, ".{fraction:0width$}")
    }
}

/// Digits only: `parse` alone would take a sign.
fn read_number<N: FromStr + PartialOrd>(text: &str, range: RangeInclusive<N>) -> Option<N> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    let number = text.parse().ok().filter(|_| digits)?;
    range.contains(&number).then_some(number)
}

fn read_seconds(text: &str) -> Option<Duration> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    if !(1..=9).contains(&fraction.len()) {
        return None;
    }
    let whole = read_number(whole, 0..=MAX_SECONDS)?;
    let mut nanos: u32 = read_number(fraction, 0..=999_999_999)?;
    for _ in fraction.len()..9 {
        nanos *= 10;
    }
    Some(Duration::new(whole, nanos))
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    #[test]
    fn fractions_of_a_second_are_kept() {
        for text in ["penneo,max_age=0.25", "penneo,max_future=90.000000001"] {
            let dialect: Dialect = text.parse().unwrap();
            assert_eq!(dialect.to_string(), text);
        }
        assert_eq!(
            "penneo,max_age=0.25".parse::<Dialect>().unwrap().window.max_age,
            Duration::from_millis(250),
        );
    }
}
