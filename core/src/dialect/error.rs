//! Why a text is not a dialect, and where.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::{self, Display, Formatter};
use xwsse_authn::SignError;

/// Why a text is not a [`Dialect`](crate::Dialect): which word, what is allowed, and where it stands.
///
/// ```
/// use xwsse::Dialect;
///
/// let error = "penneo,max_nonce=1000".parse::<Dialect>().unwrap_err();
/// assert_eq!(error.to_string(), r#""1000" is not a value of max_nonce; write 1 to 256"#);
/// assert_eq!(error.position(), 17);
///
/// let error = "penno".parse::<Dialect>().unwrap_err();
/// assert_eq!(error.problem(), r#"there is no preset "penno""#);
/// assert!(error.remedy().starts_with("did you mean penneo?"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DialectError {
    position: usize,
    problem: String,
    remedy: String,
}

impl DialectError {
    /// No preset has this name, with which the text begins. It is shown only where it is like one of them: else it may be
    /// something that was never meant as a dialect, such as a secret.
    pub(super) fn preset(name: &str, presets: &[&str]) -> Self {
        let shown = nearest(name, presets).map_or_else(|| "of this name".into(), |_| quoted(name));
        let all = format!("the presets are {}", listed(presets, "and"));
        Self {
            position: 0,
            problem: format!("there is no preset {shown}"),
            remedy: suggest(name, presets, &all),
        }
    }

    /// There is no such change.
    pub(super) fn key(position: usize, key: &str, keys: &[&str]) -> Self {
        let all = format!("what can be changed is {}", listed(keys, "and"));
        Self {
            position,
            problem: format!("there is no setting {}", quoted(key)),
            remedy: suggest(key, keys, &all),
        }
    }

    /// There is a name and no value.
    pub(super) fn not_a_change(position: usize, change: &str) -> Self {
        let problem = format!("{} is not a change", quoted(change));
        Self { position, problem, remedy: "write a setting and its value, such as max_nonce=128".into() }
    }

    /// The setting does not have this value; `allowed` says which it has.
    pub(super) fn value(position: usize, key: &str, value: &str, allowed: &Allowed<'_>) -> Self {
        let remedy = match allowed {
            Allowed::Range(range) => format!("write {range}"),
            Allowed::Words(words) => suggest(value, words, &format!("write {}", listed(words, "or"))),
        };
        Self { position, problem: format!("{} is not a value of {key}", quoted(value)), remedy }
    }

    /// Where in the text the word begins, in characters from 0.
    #[must_use]
    pub const fn position(&self) -> usize {
        self.position
    }

    /// What is wrong. `Display` prints it, a semicolon and the [`remedy`](Self::remedy).
    #[must_use]
    pub fn problem(&self) -> &str {
        &self.problem
    }

    /// What is allowed, and the nearest of it.
    #[must_use]
    pub fn remedy(&self) -> &str {
        &self.remedy
    }

    /// `dialect_invalid`.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        SignError::DialectInvalid.code()
    }

    /// 108.
    #[must_use]
    pub const fn number(&self) -> u16 {
        SignError::DialectInvalid.number()
    }
}

/// What a setting can be.
pub(super) enum Allowed<'w> {
    Words(&'w [&'w str]),
    Range(&'static str),
}

impl Display for DialectError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.problem, self.remedy)
    }
}

impl core::error::Error for DialectError {}

/// Where only the code matters.
impl From<DialectError> for SignError {
    fn from(_: DialectError) -> Self {
        Self::DialectInvalid
    }
}

/// Characters of a word that are shown: somebody may have put another text here.
const SHOWN: usize = 24;

fn quoted(word: &str) -> String {
    let more = if word.chars().count() > SHOWN { "…" } else { "" };
    let shown: String = word.chars().take(SHOWN).collect();
    format!("\"{}{more}\"", shown.escape_debug())
}

fn listed(words: &[&str], last: &str) -> String {
    match words {
        [] => String::new(),
        [word] => (*word).into(),
        [words @ .., word] => format!("{} {last} {word}", words.join(", ")),
    }
}

fn suggest(word: &str, known: &[&str], all: &str) -> String {
    nearest(word, known).map_or_else(|| all.into(), |nearest| format!("did you mean {nearest}? {all}"))
}

/// The known word that was most likely meant: without regard to case and white space, at most two letters off.
fn nearest<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    let word = word.trim().to_ascii_lowercase();
    if word.len() > SHOWN {
        return None;
    }
    let ranked = known.iter().map(|known| (letters_off(&word, known), *known));
    let (off, nearest) = ranked.min_by_key(|(off, _)| *off)?;
    (off <= 2 && off < nearest.len() / 2 + 1).then_some(nearest)
}

/// The least number of letters that are put in, left out or exchanged (Levenshtein).
fn letters_off(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, letter) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, other) in b.iter().enumerate() {
            let exchanged = diagonal + usize::from(letter != *other);
            diagonal = row[j + 1];
            row[j + 1] = exchanged.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Dialect;
    use alloc::string::ToString;

    fn error(text: &str) -> DialectError {
        text.parse::<Dialect>().unwrap_err()
    }

    #[test]
    fn each_slip_names_the_word_and_what_is_allowed() {
        let presets = "the presets are penneo, atom, emarsys, symfony, huawei and pywsse";
        for (text, position, problem, remedy) in [
            ("Emarsys", 0, r#"there is no preset "Emarsys""#, &*format!("did you mean emarsys? {presets}")),
            ("", 0, "there is no preset of this name", presets),
            ("something-else", 0, "there is no preset of this name", presets),
            (
                "penneo,max_age=60s",
                15,
                r#""60s" is not a value of max_age"#,
                "write seconds, 0 to 31622400, with at most nine decimals",
            ),
            ("penneo,hash=md5", 12, r#""md5" is not a value of hash"#, "write sha1 or sha256"),
            (
                "penneo,hash=SHA1",
                12,
                r#""SHA1" is not a value of hash"#,
                "did you mean sha1? write sha1 or sha256",
            ),
            (
                "penneo,max_nonce",
                7,
                r#""max_nonce" is not a change"#,
                "write a setting and its value, such as max_nonce=128",
            ),
            ("penneo,", 7, r#""" is not a change"#, "write a setting and its value, such as max_nonce=128"),
        ] {
            let error = error(text);
            assert_eq!(
                (error.position(), error.problem(), error.remedy()),
                (position, problem, remedy),
                "{text}"
            );
        }
        let error = error("penneo, max_nonce=64");
        assert_eq!(error.position(), 7);
        assert!(
            error
                .to_string()
                .starts_with(r#"there is no setting " max_nonce"; did you mean max_nonce? what can be"#)
        );
    }

    #[test]
    fn a_long_word_is_only_begun() {
        let error = error(&format!("penneo,{}=1", "x".repeat(1000))).to_string();
        assert!(
            error.starts_with("there is no setting \"xxxxxxxxxxxxxxxxxxxxxxxx…\"; what can be"),
            "{error}"
        );
    }

    #[test]
    fn what_was_never_meant_as_a_dialect_is_not_shown() {
        assert!(!error("s3cr3t-of-somebody").to_string().contains("s3cr3t"));
    }
}
