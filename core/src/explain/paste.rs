//! Finds the header in what a developer pastes: a value, a line, a `-H` argument, a `curl -v` block.

use alloc::string::String;
use alloc::vec::Vec;
use alloc::{format, vec};
use chrono::{DateTime, Utc};

use super::Finding;
use crate::created;
use crate::error::Rejection;

/// What was pasted, taken apart.
pub(super) struct Paste {
    /// The values as bytes, as a verifier would get them.
    values: Vec<Vec<u8>>,
    /// The first of them as text.
    text: String,
    /// `Date` of the response.
    date: Option<DateTime<Utc>>,
    /// Whether there are request headers, and no `Authorization: WSSE` among them.
    lacks_authorization: bool,
}

impl Paste {
    pub(super) fn read(pasted: &[u8]) -> Self {
        let lines: Vec<&[u8]> = pasted.split(|&byte| byte == b'\n').map(<[u8]>::trim_ascii).collect();
        let mut values: Vec<Vec<u8>> =
            lines.iter().filter_map(|line| request_header(line, "x-wsse")).collect();
        let named = !values.is_empty();
        if !named && looks_like_a_value(pasted) {
            values = vec![pasted.trim_ascii().to_vec()];
        }
        let headers = lines.iter().filter(|line| line.starts_with(b"> ")).count();
        let authorized = lines
            .iter()
            .filter_map(|line| request_header(line, "authorization"))
            .any(|value| value.get(..4).is_some_and(|word| word.eq_ignore_ascii_case(b"WSSE")));
        Self {
            text: values.first().map(|value| String::from_utf8_lossy(value).into_owned()).unwrap_or_default(),
            date: lines.iter().find_map(|line| response_date(line)),
            lacks_authorization: named && headers > 1 && !authorized,
            values,
        }
    }

    pub(super) fn values(&self) -> impl Iterator<Item = &[u8]> {
        self.values.iter().map(Vec::as_slice)
    }

    pub(super) fn value(&self) -> &str {
        &self.text
    }

    pub(super) fn server_time(&self) -> Option<DateTime<Utc>> {
        self.date
    }

    pub(super) fn findings(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        match self.values.as_slice() {
            [] => findings.push(Finding::refused(
                Rejection::HeaderMissing,
                None,
                "there is no X-WSSE header in this",
                "paste the header's value, its line, or the whole output of curl -v",
            )),
            [_] => {}
            values => findings.push(Finding::refused(
                Rejection::HeaderMalformed,
                None,
                format!("the request has {} X-WSSE headers", values.len()),
                "send one; replace a header that is already there rather than add another",
            )),
        }
        let not_utf8 = self.values.first().and_then(|value| core::str::from_utf8(value).err());
        if let Some(error) = not_utf8 {
            let column = self.values[0][..error.valid_up_to()]
                .utf8_chunks()
                .map(|c| c.valid().chars().count())
                .sum::<usize>();
            findings.push(Finding::refused(
                Rejection::HeaderMalformed,
                Some(column + 1),
                "the header is not UTF-8",
                "send only ASCII",
            ));
        }
        if self.lacks_authorization {
            findings.push(Finding::note(
                None,
                "there is no Authorization: WSSE header beside it",
                r#"some services want Authorization: WSSE profile="UsernameToken" too"#,
            ));
        }
        findings
    }
}

fn looks_like_a_value(pasted: &[u8]) -> bool {
    let text = String::from_utf8_lossy(pasted).to_ascii_lowercase();
    text.contains("usernametoken") || text.contains("username") || text.contains("passworddigest")
}

/// The value of a request header with this name, if it is in this line.
fn request_header(line: &[u8], name: &str) -> Option<Vec<u8>> {
    if line.starts_with(b"<") || line.starts_with(b"*") {
        return None;
    }
    let start = line.windows(name.len()).position(|part| part.eq_ignore_ascii_case(name.as_bytes()))?;
    let value = line[start + name.len()..].trim_ascii_start().strip_prefix(b":")?.trim_ascii();
    match line[..start].trim_ascii_end() {
        b"" | b">" => Some(value.to_vec()),
        // An argument of a shell command: it ends with the quote that it began with.
        [.., b'\''] => Some(value.split(|&byte| byte == b'\'').next()?.to_vec()),
        [.., b'"'] => Some(unescape(value)),
        _ => None,
    }
}

/// The rest of a double-quoted argument, up to its end.
fn unescape(argument: &[u8]) -> Vec<u8> {
    let mut value = Vec::new();
    let mut bytes = argument.iter();
    while let Some(&byte) = bytes.next() {
        match byte {
            b'"' => break,
            b'\\' => value.extend(bytes.next()),
            _ => value.push(byte),
        }
    }
    value
}

fn response_date(line: &[u8]) -> Option<DateTime<Utc>> {
    let (name, value) = core::str::from_utf8(line.strip_prefix(b"<")?).ok()?.split_once(':')?;
    created::read_http_date(value.trim()).filter(|_| name.trim().eq_ignore_ascii_case("date"))
}
