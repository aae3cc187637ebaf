//! One line end after a text is not part of it: editors, `echo` and the Enter key put it there.

/// The text without it.
pub(crate) fn cut(text: &[u8]) -> &[u8] {
    match text.strip_suffix(b"\n") {
        Some(line) => line.strip_suffix(b"\r").unwrap_or(line),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_is_cut() {
        for (text, rest) in [("", ""), ("\n", ""), ("a\n", "a"), ("a\r\n", "a"), ("a", "a")] {
            assert_eq!(cut(text.as_bytes()), rest.as_bytes(), "{text:?}");
        }
        for (text, rest) in [("a\n\n", "a\n"), ("a\r\r\n", "a\r"), ("a\r", "a\r"), ("a ", "a ")] {
            assert_eq!(cut(text.as_bytes()), rest.as_bytes(), "{text:?}");
        }
    }
}
