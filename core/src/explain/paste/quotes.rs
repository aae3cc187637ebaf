//! Takes quotes away, as the languages do that a header is pasted from.

use alloc::vec::Vec;

/// The byte of a quote, if this is one.
pub(super) fn quote(byte: u8) -> Option<u8> {
    matches!(byte, b'"' | b'\'' | b'`').then_some(byte)
}

/// A text that was cut out, and how many bytes it took.
pub(super) struct Cut {
    pub(super) text: Vec<u8>,
    pub(super) len: usize,
    /// Whether it ends where a value should begin: its inner quotes are like the outer ones.
    pub(super) is_torn: bool,
}

/// Reads up to the quote that closes, and takes escapes away: `\"`, `\/` and, of PowerShell, `` `" ``.
pub(super) fn quoted(text: &[u8], closing: u8) -> Cut {
    let mut cut = Cut { text: Vec::new(), len: text.len(), is_torn: false };
    let mut at = 0;
    while let Some(&byte) = text.get(at) {
        let next = text.get(at + 1).copied();
        if byte == closing {
            cut.len = at + 1;
            break;
        }
        let escapes = match byte {
            b'\\' => next.is_some_and(|next| !next.is_ascii_alphanumeric()),
            b'`' => next == Some(b'"'),
            _ => false,
        };
        at += usize::from(escapes);
        cut.text.push(if escapes { next.unwrap_or(byte) } else { byte });
        at += 1;
    }
    cut.is_torn = cut.text.trim_ascii_end().ends_with(b"=");
    cut
}

/// Reads what a shell makes of an argument whose quote is open: quotes that follow open and close again.
pub(super) fn shell_word(text: &[u8], opening: u8) -> Cut {
    let mut cut = Cut { text: Vec::new(), len: text.len(), is_torn: true };
    let mut open = Some(opening);
    let mut bytes = text.iter().copied().enumerate();
    while let Some((at, byte)) = bytes.next() {
        match (open, byte) {
            (Some(closing), byte) if byte == closing => open = None,
            (None, b'"' | b'\'') => open = Some(byte),
            (None, byte) if byte.is_ascii_whitespace() => {
                cut.len = at;
                break;
            }
            (None | Some(b'"'), b'\\') => cut.text.extend(bytes.next().map(|(_, byte)| byte)),
            _ => cut.text.push(byte),
        }
    }
    cut
}

/// Reads up to the last of these quotes in the line.
pub(super) fn up_to_last(text: &[u8], closing: u8) -> Cut {
    let line = text.split(|&byte| byte == b'\n').next().unwrap_or(text);
    let len = line.iter().rposition(|&byte| byte == closing).unwrap_or(line.len());
    Cut { text: line[..len].to_vec(), len: (len + 1).min(text.len()), is_torn: true }
}

/// Reads a header that may be broken over lines, up to a line that does not go on with it; tells whether
/// it was broken between two values.
///
/// A line goes on with the one before if it begins with white space, if `greedy`, or if it is what a line's end within
/// a value has torn off.
pub(super) fn unfolded(text: &[u8], greedy: bool) -> (Cut, bool) {
    let mut cut = Cut { text: Vec::new(), len: 0, is_torn: false };
    let (mut was_broken, mut is_open) = (false, false);
    for (nth, line) in text.split(|&byte| byte == b'\n').enumerate() {
        let goes_on = greedy || line.starts_with(b" ") || line.starts_with(b"\t");
        if nth > 0 && !goes_on && !(is_open && is_torn_off(line)) {
            break;
        }
        cut.len = (cut.len + line.len() + usize::from(nth > 0)).min(text.len());
        let mut line = line;
        if is_open {
            // Whoever gets the value gets this.
            cut.text.push(b'\n');
        } else {
            line = line.trim_ascii_start();
            if nth > 0 && !line.is_empty() {
                was_broken = true;
                cut.text.push(b' ');
            }
        }
        is_open ^= line.iter().filter(|&&byte| byte == b'"').count() % 2 == 1;
        cut.text.extend_from_slice(if is_open { line } else { line.trim_ascii_end() });
    }
    (cut, was_broken)
}

/// Whether a line begins with the rest of a value in base64, or with the quote that closes one.
fn is_torn_off(line: &[u8]) -> bool {
    let is_base64 = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=');
    !line.is_empty() && line.iter().take_while(|&&byte| byte != b'"').all(is_base64)
}
