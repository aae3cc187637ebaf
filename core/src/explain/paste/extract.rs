//! Finds a header in a text, by its name or by its look.

use alloc::vec::Vec;

use super::quotes::{self, Cut, quote};
use super::transcript::Request;
use crate::explain::finding::Finding;
use crate::header::{Parameter, SCHEME_WORD, is_token};
use xwsse_authn::Rejection;

/// A value, and what was wrong about the way in which it stood there.
#[derive(Clone, Default)]
pub(super) struct Found {
    pub(super) value: Vec<u8>,
    pub(super) findings: Vec<Finding>,
}

impl Found {
    fn new(value: &[u8]) -> Self {
        Self { value: value.trim_ascii().to_vec(), findings: Vec::new() }
    }

    fn with(mut self, finding: Finding) -> Self {
        self.findings.push(finding);
        self
    }

    fn unfolded(text: &[u8], greedy: bool) -> (Self, usize) {
        let (cut, was_broken) = quotes::unfolded(text, greedy);
        let found = Self::new(&cut.text);
        let finding = Finding::note(None, "the header is broken over lines", "send it on one line");
        (if was_broken { found.with(finding) } else { found }, cut.len)
    }
}

/// Every value that stands behind this name.
pub(super) fn headers(request: &Request, name: &str) -> Vec<Found> {
    let text = request.text.as_slice();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = find_name(&text[at..], name).map(|place| at + place) {
        at = start + name.len();
        let header = match request.is_sent {
            true => sent(&text[..start], &text[at..]),
            false => written(&text[..start], &text[at..]),
        };
        if let Some((header, len)) = header {
            found.push(header);
            at += len;
        }
    }
    found
}

/// The token in a request that puts it into `Authorization`.
pub(super) fn token_in_authorization(request: &Request) -> Option<Found> {
    let mut found =
        headers(request, "authorization").into_iter().find(|found| has_parameter(&found.value))?;
    if let Some((word, rest)) = found.value.split_at_checked(5)
        && word.eq_ignore_ascii_case(b"WSSE ")
    {
        found.value = rest.trim_ascii().to_vec();
    }
    Some(found)
}

/// A value that stands there without the header's name.
pub(super) fn bare(text: &[u8]) -> Option<Found> {
    let text = text.trim_ascii();
    let begins_with_word = begins_with(text, SCHEME_WORD) && text.contains(&b'=');
    let is_token = begins_with_word || has_parameter(text);
    if !is_token || find_name(text, "authorization").is_some() {
        return None;
    }
    if let Some(opening) = text.first().copied().and_then(quote) {
        let cut = value_in_quotes(&text[1..], opening);
        if has_parameter(&cut.text) && token_within(&cut.text).is_none() {
            return Some(Found::new(&cut.text));
        }
    }
    match token_within(text) {
        Some(token) => Some(Found::new(&token)),
        None => Some(Found::unfolded(text, true).0),
    }
}

/// Where a name begins: `HTTP_X_WSSE` is X-WSSE too.
fn find_name(text: &[u8], name: &str) -> Option<usize> {
    text.windows(name.len()).position(|part| begins_with(part, name))
}

fn begins_with(text: &[u8], name: &str) -> bool {
    let same = |(&one, other): (&u8, u8)| one.eq_ignore_ascii_case(&other) || (one == b'_' && other == b'-');
    text.len() >= name.len() && text.iter().zip(name.bytes()).all(same)
}

/// A header as it was sent, with its length from the end of its name.
fn sent(before: &[u8], behind: &[u8]) -> Option<(Found, usize)> {
    let starts_line = matches!(before, [] | [.., b'\n']);
    let value = behind.trim_ascii_start().strip_prefix(b":").filter(|_| starts_line)?;
    let (found, len) = Found::unfolded(value, false);
    Some((found, behind.len() - value.len() + len))
}

/// A header as it is written in code, in a command, or in a line, with its length from the end of its name.
fn written(before: &[u8], behind: &[u8]) -> Option<(Found, usize)> {
    if before.ends_with(b"/") {
        return None;
    }
    let before = before.strip_suffix(b"HTTP_").unwrap_or(before);
    let opening = before.last().copied().and_then(quote);
    let mut rest = Rest(behind);
    let name_is_quoted = opening.is_some_and(|opening| rest.take(&[opening]));
    rest.separator(name_is_quoted).then_some(())?;
    let (found, len) = match opening.filter(|_| !name_is_quoted) {
        // `"X-WSSE: " + token`: the value stands elsewhere.
        Some(opening) => Some(argument(rest.0, opening)).filter(|(found, _)| !found.value.is_empty())?,
        None => value(rest.0, matches!(before, [] | [.., b'\n'])),
    };
    Some((found, behind.len() - rest.0.len() + len))
}

/// A whole header in quotes, as in `-H '…'`.
fn argument(text: &[u8], opening: u8) -> (Found, usize) {
    let cut = quotes::quoted(text, opening);
    if !cut.is_torn {
        return (Found::new(&cut.text), cut.len);
    }
    let cut = quotes::shell_word(text, opening);
    let finding = Finding::refused(
        Rejection::HeaderMalformed,
        None,
        "the shell takes the inner quotes away",
        "put the whole argument in single quotes, and each value in double quotes",
    );
    (Found::new(&cut.text).with(finding), cut.len)
}

/// What stands behind a name and its separator.
fn value(text: &[u8], is_line: bool) -> (Found, usize) {
    if let Some(opening) = text.first().copied().and_then(quote) {
        let cut = value_in_quotes(&text[1..], opening);
        return (Found::new(&cut.text), cut.len + 1);
    }
    let line = text.split(|&byte| byte == b'\n').next().unwrap_or(text);
    let below = text.trim_ascii_start();
    // As a browser copies its list of headers: the name on one line, the value on the next.
    if line.trim_ascii().is_empty() && begins_with(below, SCHEME_WORD) {
        let (found, len) = Found::unfolded(below, false);
        return (found, text.len() - below.len() + len);
    }
    // In the middle of a line, such quotes are those of a text around it.
    if !is_line && line.windows(3).any(|part| part == b"=\\\"") {
        let cut = quotes::quoted(line, b'"');
        return (Found::new(&cut.text), cut.len);
    }
    Found::unfolded(text, false)
}

fn value_in_quotes(text: &[u8], opening: u8) -> Cut {
    let cut = quotes::quoted(text, opening);
    if cut.is_torn { quotes::up_to_last(text, opening) } else { cut }
}

/// The last resort: from the scheme's word to the end of Created, when there is more before it than one foreign word.
fn token_within(text: &[u8]) -> Option<Vec<u8>> {
    let start = find_name(text, SCHEME_WORD)?;
    let before = text[..start].trim_ascii_end();
    let is_one_word = before.iter().all(|&byte| is_token(byte) || byte == b',');
    if is_one_word && !before.eq_ignore_ascii_case(b"X-WSSE") {
        return None;
    }
    let token = &text[start..];
    let created = (0..token.len()).rev().find(|&at| begins_with(&token[at..], "created"))?;
    let is_value = |byte: u8| !matches!(byte, b'"' | b'\\');
    let opening = created + token[created..].iter().position(|&byte| byte == b'"')? + 1;
    let end = opening + token[opening..].iter().position(|&byte| !is_value(byte))?;
    let mut token = [&token[..end], b"\""].concat();
    // A log may have escaped what was escaped before.
    for _ in 0..3 {
        if token.windows(2).any(|part| part == b"=\\") {
            token = quotes::quoted(&token, 0).text;
        }
    }
    Some(token)
}

/// Whether it has a parameter's name with what belongs behind it.
fn has_parameter(text: &[u8]) -> bool {
    let is_assigned = |rest: &[u8]| {
        let rest = rest.trim_ascii_start();
        rest.starts_with(b"=")
            || rest.starts_with(b":")
            || rest.starts_with(b"%3D")
            || rest.starts_with(b"%3d")
    };
    Parameter::ALL.iter().any(|parameter| {
        let name = parameter.name().as_bytes();
        let mut parts = text.windows(name.len()).enumerate();
        parts.any(|(at, part)| part.eq_ignore_ascii_case(name) && is_assigned(&text[at + name.len()..]))
    })
}

/// What is still to be read.
struct Rest<'p>(&'p [u8]);

impl Rest<'_> {
    fn take(&mut self, text: &[u8]) -> bool {
        let rest = self.0.strip_prefix(text);
        self.0 = rest.unwrap_or(self.0);
        rest.is_some()
    }

    fn skip_blanks(&mut self) {
        while self.take(b" ") || self.take(b"\t") {}
    }

    /// Reads what stands between a name and its value: `:`, `=`, `=>`, `'] =`, a comma, `","value":`.
    fn separator(&mut self, name_is_quoted: bool) -> bool {
        self.take(b"]");
        self.skip_blanks();
        let is_one =
            self.take(b"=>") || self.take(b":") || self.take(b"=") || (name_is_quoted && self.comma());
        self.skip_blanks();
        is_one
    }

    fn comma(&mut self) -> bool {
        if !self.take(b",") {
            return false;
        }
        self.0 = self.0.trim_ascii_start();
        if self.take(b"\"value\"") {
            self.skip_blanks();
            self.take(b":");
            self.skip_blanks();
        }
        self.0.first().is_some_and(|&byte| quote(byte).is_some())
    }
}
