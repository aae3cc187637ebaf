//! A dialect as text: `penneo,max_nonce=128,accept=rfc2822`.

use core::fmt::{self, Display, Formatter};
use core::ops::RangeInclusive;
use core::str::FromStr;
use core::time::Duration;

use super::{Dialect, DigestEncoding, Hash, NonceMode, Precision, SchemeWord};
use crate::error::SignError;
use crate::nonce::MAX_TEXT;

const MAX_SECONDS: u64 = 366 * 24 * 3600;

/// Implements the words of an enum both ways.
macro_rules! words {
    ($name:ident { $($variant:ident = $word:literal),* }) => {
        impl $name {
            /// The word for it in a dialect's text.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }

            fn of_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

words!(NonceMode { Raw = "raw", Letters = "letters", Text = "text" });
words!(Hash { Sha1 = "sha1", Sha256 = "sha256" });
words!(DigestEncoding { Base64 = "base64", Base64Hex = "base64hex" });
words!(Precision { Seconds = "seconds", Millis = "millis", Micros = "micros", Nanos = "nanos" });
words!(SchemeWord { Required = "required", Optional = "optional", Twice = "twice" });

impl Dialect {
    /// What a verifier takes for Created beside the strict form, as the word in a dialect's text.
    #[must_use]
    pub const fn accept_word(&self) -> &'static str {
        match (self.accept_offset, self.accept_rfc2822) {
            (false, false) => "strict",
            (true, false) => "offset",
            (false, true) => "rfc2822",
            (true, true) => "offset+rfc2822",
        }
    }

    /// What may be used only once beside the token itself, as the word in a dialect's text.
    #[must_use]
    pub const fn unique_word(&self) -> &'static str {
        match (self.unique_nonce, self.unique_created) {
            (false, false) => "none",
            (true, false) => "nonce",
            (false, true) => "created",
            (true, true) => "nonce+created",
        }
    }

    fn set(&mut self, key: &str, value: &str) -> Option<()> {
        match key {
            "nonce" => self.nonce = NonceMode::of_word(value)?,
            "hash" => self.hash = Hash::of_word(value)?,
            "digest" => self.digest = DigestEncoding::of_word(value)?,
            "created" => self.created = Precision::of_word(value)?,
            "accept" => {
                (self.accept_offset, self.accept_rfc2822) = match value {
                    "strict" => (false, false),
                    "offset" => (true, false),
                    "rfc2822" => (false, true),
                    "offset+rfc2822" => (true, true),
                    _ => return None,
                }
            }
            "max_age" => self.window.max_age = read_seconds(value)?,
            "max_future" => self.window.max_future = read_seconds(value)?,
            "max_nonce" => self.max_nonce_len = read_number(value, 1..=MAX_TEXT)?,
            "unique" => {
                (self.unique_nonce, self.unique_created) = match value {
                    "none" => (false, false),
                    "nonce" => (true, false),
                    "created" => (false, true),
                    "nonce+created" => (true, true),
                    _ => return None,
                }
            }
            "word" => self.scheme_word = SchemeWord::of_word(value)?,
            _ => return None,
        }
        Some(())
    }
}

impl FromStr for Dialect {
    type Err = SignError;

    fn from_str(text: &str) -> Result<Self, SignError> {
        let mut parts = text.split(',');
        let preset = parts.next().and_then(Self::preset);
        let mut dialect = preset.ok_or(SignError::DialectInvalid)?;
        for change in parts {
            change
                .split_once('=')
                .and_then(|(key, value)| dialect.set(key, value))
                .ok_or(SignError::DialectInvalid)?;
        }
        Ok(dialect)
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
            ]
        };
        if self.window.max_age != preset.window.max_age {
            write!(f, ",max_age={}", Seconds::of(self.window.max_age))?;
        }
        if self.window.max_future != preset.window.max_future {
            write!(f, ",max_future={}", Seconds::of(self.window.max_future))?;
        }
        if self.max_nonce_len != preset.max_nonce_len {
            write!(f, ",max_nonce={}", self.max_nonce_len.clamp(1, MAX_TEXT))?;
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

#[cfg(all(test, not(loom)))]
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
