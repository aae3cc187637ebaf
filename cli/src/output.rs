//! Text and JSON that cannot disturb a terminal or a log.

use std::fmt::Write;

use anstyle::{AnsiColor, Style};
use anyhow::Result;
use serde::Serialize;

pub(crate) const GOOD: Style = AnsiColor::Green.on_default().bold();
pub(crate) const BAD: Style = AnsiColor::Red.on_default().bold();

/// Text from a header, in quotes, with escapes.
///
/// `Debug` escapes whatever Unicode does not count as printable: control characters, marks that turn
/// the writing direction, line separators, spaces other than the common one.
pub(crate) fn quoted(text: &str) -> String {
    format!("{text:?}")
}

/// Text from a header in a line of `key=value` pairs: as it is where it is plain, else quoted.
pub(crate) fn word(text: &str) -> String {
    let quoted = quoted(text);
    let plain = quoted.len() == text.len() + 2 && !text.contains(' ');
    if plain { text.to_owned() } else { quoted }
}

/// A text of this length at most, with an ellipsis where it is cut.
pub(crate) fn begin(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// JSON on one line, in ASCII.
pub(crate) fn json(value: &impl Serialize) -> Result<String> {
    let mut line = String::new();
    for c in serde_json::to_string(value)?.chars() {
        if matches!(c, ' '..='~') {
            line.push(c);
        } else {
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(line, "\\u{unit:04x}")?;
            }
        }
    }
    Ok(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_word_stays_as_it_is() {
        for text in ["bob", "jørgen", "o'brien", "a=b==", "秘密"] {
            assert_eq!(word(text), text);
        }
    }

    #[test]
    fn a_word_with_a_space_is_quoted() {
        assert_eq!(word("bob created=never"), r#""bob created=never""#);
    }

    #[test]
    fn what_disturbs_a_terminal_is_escaped() {
        let bidi = ('\u{202a}'..='\u{202e}').chain('\u{2066}'..='\u{2069}');
        let others = "\0\u{1b}\n\r\u{7f}\u{85}\u{9b}\u{61c}\u{200b}\u{200e}\u{200f}\u{2028}\u{2029}\u{feff}\u{a0}\u{e0041}";
        for c in bidi.chain(others.chars()) {
            assert!(word(&format!("a{c}b")).is_ascii(), "U+{:04X}", u32::from(c));
            assert!(!word(&format!("a{c}b")).contains(c), "U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn two_spellings_of_a_name_look_different() {
        assert_eq!(word("jörg"), "jörg");
        assert_eq!(word("jo\u{308}rg"), r#""jo\u{308}rg""#);
    }

    #[test]
    fn json_is_ascii_and_means_the_same() {
        let text = "jørgen \u{202e}\u{7f}\n🔑";
        let line = json(&text).unwrap();
        assert!(line.bytes().all(|byte| matches!(byte, b' '..=b'~')), "{line}");
        assert_eq!(serde_json::from_str::<String>(&line).unwrap(), text);
    }
}
