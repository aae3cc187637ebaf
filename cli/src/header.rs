//! The header to judge: an argument, or standard input.

use std::ffi::OsString;
use std::io::{self, BufRead, IsTerminal, Read, Write};

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::line_end;
use crate::secret::Stdin;

/// Far more than the longest header that is looked at, and than what `curl -v` prints about one request.
const MAX_TEXT: u64 = 64 * 1024;

/// The argument that says which header.
#[derive(Args)]
pub(crate) struct HeaderArgument {
    /// The header value, or a whole `X-WSSE: …` line; omit it, or pass -, to read standard input
    header: Option<OsString>,
}

impl HeaderArgument {
    /// What is left of standard input when the header has been read.
    pub(crate) fn stdin(&self) -> Stdin {
        match &self.header {
            Some(text) if text != "-" => Stdin::Free,
            _ => Stdin::Header,
        }
    }

    /// Reads the text that was given; any bytes may be in it.
    pub(crate) fn read(&self) -> Result<Vec<u8>> {
        match &self.header {
            Some(text) if text != "-" => Ok(text.as_encoded_bytes().to_vec()),
            _ => read_stdin(),
        }
    }
}

fn read_stdin() -> Result<Vec<u8>> {
    let stdin = io::stdin().lock();
    if stdin.is_terminal() {
        // Only a hint; nothing is lost when it cannot be shown.
        let _ = writeln!(anstream::stderr(), "Paste the header, then press Enter and Ctrl-D:");
    }
    let mut text = Vec::new();
    stdin.take(MAX_TEXT + 1).read_to_end(&mut text).context("standard input cannot be read")?;
    if text.len() as u64 > MAX_TEXT {
        bail!("standard input holds more than 64 KiB; give one header");
    }
    Ok(text)
}

/// All values of the header X-WSSE: those of the lines with its name, or else the whole text as one.
pub(crate) fn values(text: &[u8]) -> Vec<&[u8]> {
    let named: Vec<_> = text.split_inclusive(|&byte| byte == b'\n').filter_map(value_of_line).collect();
    match line_end::cut(text) {
        _ if !named.is_empty() => named,
        b"" => vec![],
        value => vec![value],
    }
}

/// What follows the name X-WSSE.
fn value_of_line(line: &[u8]) -> Option<&[u8]> {
    const NAME: &[u8] = b"X-WSSE:";
    let (name, value) = line.split_at_checked(NAME.len())?;
    name.eq_ignore_ascii_case(NAME).then_some(line_end::cut(value))
}

/// The lines of a source, each cut off far beyond the longest header.
pub(crate) fn lines(mut source: impl BufRead) -> impl Iterator<Item = io::Result<Vec<u8>>> {
    std::iter::from_fn(move || read_line(&mut source).transpose())
}

fn read_line(source: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let mut line = Vec::new();
    source.by_ref().take(MAX_TEXT).read_until(b'\n', &mut line)?;
    if line.len() as u64 == MAX_TEXT && !line.ends_with(b"\n") {
        source.skip_until(b'\n')?;
    }
    Ok((!line.is_empty()).then_some(line))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_values(text: &str, expected: &[&str]) {
        let expected: Vec<_> = expected.iter().map(|value| value.as_bytes()).collect();
        assert_eq!(values(text.as_bytes()), expected, "{text:?}");
    }

    #[test]
    fn a_bare_value_is_taken_whole() {
        assert_values("UsernameToken …", &["UsernameToken …"]);
        assert_values("UsernameToken …\r\n", &["UsernameToken …"]);
        assert_values("X-WSSE", &["X-WSSE"]);
    }

    #[test]
    fn the_lines_with_the_name_are_taken() {
        assert_values("X-WSSE: a", &[" a"]);
        assert_values("x-wsse:a\r\n", &["a"]);
        assert_values("Authorization: WSSE\nX-Wsse: a\nAccept: */*\n", &[" a"]);
        assert_values("X-WSSE: a\nX-WSSE: b\n", &[" a", " b"]);
        assert_values("X-WSSE:\n", &[""]);
    }

    #[test]
    fn nothing_is_no_header() {
        assert_values("", &[]);
        assert_values("\n", &[]);
    }

    #[test]
    fn an_endless_line_is_cut_and_the_next_one_is_whole() {
        let text = [vec![b'x'; 200_000], b"\n\nnext".to_vec()].concat();
        let lines: Vec<_> = lines(&text[..]).map(Result::unwrap).collect();
        assert_eq!(lines.len(), 3);
        assert_eq!(lines[0].len() as u64, MAX_TEXT);
        assert_eq!(lines[1..], [b"\n".to_vec(), b"next".to_vec()]);
    }
}
