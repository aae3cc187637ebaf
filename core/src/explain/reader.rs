//! Reads a header as far as it can be read, and notes on the way what a strict reader stops at.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::coding;
use super::diagnosis::{Part, short};
use super::finding::{Finding, column};
use crate::dialect::{Dialect, SchemeWord};
use crate::header::{self, MAX_HEADER, Parameter, SCHEME_WORD};
use xwsse_authn::Rejection;

/// The header's own name.
const NAME: &str = "X-WSSE";

/// What HTTP takes for white space.
const fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t')
}

pub(super) struct Reader<'h> {
    header: &'h str,
    /// Byte offset of what is read next.
    at: usize,
    pub(super) parts: Vec<Part>,
    pub(super) findings: Vec<Finding>,
}

impl<'h> Reader<'h> {
    pub(super) fn of(header: &'h str) -> Self {
        Self { header, at: 0, parts: Vec::new(), findings: Vec::new() }
    }

    fn rest(&self) -> &'h str {
        &self.header[self.at..]
    }

    fn column_of(&self, offset: usize) -> usize {
        column(self.header, offset)
    }

    /// Notes a fault at what is read next.
    fn note(&mut self, rejection: Rejection, problem: impl Into<String>, remedy: impl Into<String>) {
        let column = self.column_of(self.at);
        self.findings.push(Finding::refused(rejection, Some(column), problem, remedy));
    }

    fn malformed(&mut self, problem: impl Into<String>, remedy: impl Into<String>) {
        self.note(Rejection::HeaderMalformed, problem, remedy);
    }

    fn skip(&mut self, matches: impl FnMut(char) -> bool) -> &'h str {
        let rest = self.rest();
        let skipped = &rest[..rest.len() - rest.trim_start_matches(matches).len()];
        self.at += skipped.len();
        skipped
    }

    /// Passes over white space, also where it is not what HTTP takes for it.
    fn skip_space(&mut self) {
        self.skip(is_blank);
        while let Some(other) = self.rest().chars().next().filter(|c| c.is_whitespace()) {
            self.malformed(
                format!("there is white space other than space and tab: {}", other.escape_unicode()),
                "write a plain space",
            );
            self.skip(|c| c.is_whitespace() && !is_blank(c));
            self.skip(is_blank);
        }
    }

    pub(super) fn read(&mut self, dialect: &Dialect) {
        if self.header.len() > MAX_HEADER {
            let problem = format!("the header has {} bytes; {MAX_HEADER} are looked at", self.header.len());
            let remedy = "send a token and nothing else; it needs about 200";
            return self.note(Rejection::HeaderTooLarge, problem, remedy);
        }
        if !self.header.contains('"') && coding::is_unfilled(self.header.trim()) {
            return self.malformed("a placeholder was not filled in", "put the token in its place");
        }
        self.skip_space();
        self.outer_quotes();
        self.own_name();
        self.scheme_word(dialect.scheme_word);
        self.parameters();
        self.presence();
    }

    fn outer_quotes(&mut self) {
        if let Some(opening) = self.rest().chars().next().filter(|&c| matches!(c, '"' | '\'' | '`')) {
            self.malformed("the whole value is in quotes", "send it without quotes around it");
            self.at += 1;
            if self.rest().ends_with(opening) && !self.rest().ends_with("=\"") {
                self.header = self.header.strip_suffix(opening).unwrap_or(self.header);
            }
        }
    }

    fn own_name(&mut self) {
        while let Some(rest) = self.rest().get(..NAME.len()).filter(|name| name.eq_ignore_ascii_case(NAME)) {
            let behind = self.rest()[rest.len()..].trim_start_matches(is_blank);
            let Some(value) = behind.strip_prefix(':') else { return };
            self.malformed("the header's name stands in its value", "put only the value there");
            self.at = self.header.len() - value.len();
            self.skip_space();
        }
    }

    fn scheme_word(&mut self, expected: SchemeWord) {
        let mut count = 0;
        while let Some(word) = self.bare_word() {
            if word.eq_ignore_ascii_case(SCHEME_WORD) {
                count += 1;
                if count > 1 {
                    self.another_word(count, expected);
                }
            } else {
                let remedy =
                    format!("begin the value with {SCHEME_WORD}; WSSE profile=… belongs into Authorization");
                self.malformed(format!("the word {:?} stands before the parameters", short(word)), remedy);
                if let Some(token) = self.rest().find("UsernameToken ") {
                    self.at += token;
                    continue;
                }
            }
            self.at += word.len();
            self.skip_space();
            let name = match self.rest().chars().next() {
                Some(',') => Some("comma"),
                Some(';') => Some("semicolon"),
                Some(':') => Some("colon"),
                _ => None,
            };
            if let Some(name) = name {
                self.malformed(
                    format!("there is a {name} after the first word"),
                    format!("put a space there, no {name}"),
                );
                self.at += 1;
                self.skip_space();
            }
        }
        if count == 0 && expected != SchemeWord::Optional {
            let remedy = format!("begin the value with {SCHEME_WORD} and a space");
            self.malformed(format!("the word {SCHEME_WORD} is missing"), remedy);
        }
    }

    /// A word that is not the name of a parameter.
    fn bare_word(&self) -> Option<&'h str> {
        let rest = self.rest();
        let (word, behind) = rest.split_at(rest.bytes().take_while(|&byte| header::is_token(byte)).count());
        let behind = behind.trim_start();
        let is_scheme = word.eq_ignore_ascii_case(SCHEME_WORD);
        let is_name = behind.starts_with('=') || (behind.starts_with(':') && !is_scheme);
        (!word.is_empty() && !is_name).then_some(word)
    }

    fn another_word(&mut self, count: usize, expected: SchemeWord) {
        let stands = if count == 2 { "stands twice" } else { "stands there once more" };
        let problem = format!("the word {SCHEME_WORD} {stands}");
        let remedy = "leave one out: the client library writes it, and the code around it once more";
        if count == 2 && expected == SchemeWord::Twice {
            let column = self.column_of(self.at);
            self.findings.push(Finding::note(
                Some(column),
                problem + ", which this dialect tolerates",
                remedy,
            ));
        } else {
            self.malformed(problem, remedy);
        }
    }

    fn parameters(&mut self) {
        if self.rest().is_empty() {
            self.malformed("no parameter follows", "send all four parameters");
        }
        while !self.rest().is_empty() {
            self.parameter();
            self.separator();
        }
    }

    fn parameter(&mut self) {
        let start = self.at;
        let name = self.skip(|c| u8::try_from(c).is_ok_and(header::is_token));
        if name.is_empty() {
            let found = self.rest().chars().next().unwrap_or(' ');
            self.malformed(format!("there is {found:?} where a name is expected"), "write Name=\"value\"");
            self.skip(|c| c != ',');
            return;
        }
        if name.eq_ignore_ascii_case(SCHEME_WORD) {
            self.at = start;
            self.malformed(
                "a second token begins here",
                "send one token in one header: two were joined on the way",
            );
            self.at += name.len();
            return;
        }
        self.skip_space();
        if !self.rest().starts_with('=') {
            self.malformed(format!("there is no = after {}", short(name)), "write Name=\"value\"");
            if !self.rest().starts_with(':') {
                self.skip(|c| c != ',');
                return;
            }
        }
        self.check_name(name, start);
        self.at += 1;
        self.skip_space();
        let (value, start) = self.value();
        self.parts.push(Part {
            name: name.to_string(),
            value: value.to_string(),
            start,
            end: start + value.len(),
            could_be_digest: false,
            is_hidden: false,
        });
    }

    fn check_name(&mut self, name: &str, start: usize) {
        let column = Some(self.column_of(start));
        let Some(parameter) = Parameter::of_name(name) else {
            self.findings.push(Finding::refused(
                Rejection::ParameterUnknown,
                column,
                format!(
                    "the parameter {} is not one of Username, PasswordDigest, Nonce and Created",
                    short(name)
                ),
                "leave it out, or let the verifier ignore unknown parameters",
            ));
            return;
        };
        if self.parts.iter().any(|part| part.is(parameter)) {
            let remedy = "send each parameter once, and one token in a header";
            let problem = format!("{} is there twice", parameter.name());
            self.findings.push(Finding::refused(Rejection::ParameterDuplicate, column, problem, remedy));
        }
    }

    /// Reads a value, in whatever quotes; returns it with its byte offset.
    fn value(&mut self) -> (&'h str, usize) {
        if self.rest().starts_with("\\\"") {
            return self.escaped();
        }
        let opening = self.rest().chars().next().unwrap_or(' ');
        let closing: &[char] = match opening {
            '"' => &['"'],
            '\'' => &['\''],
            '“' | '”' => &['”'],
            '„' => &['“', '”'],
            _ => return self.unquoted(),
        };
        if opening != '"' {
            self.malformed("the value is not in double quotes", "put it in double quotes");
        }
        self.at += opening.len_utf8();
        let start = self.at;
        let rest = self.rest();
        let Some(len) = rest.find(closing) else {
            self.at -= opening.len_utf8();
            self.malformed("the quote is not closed", "close each value with a double quote");
            self.at = self.header.len();
            return (rest, start);
        };
        if let Some(place) = rest[..len].find(|c: char| c == '\\' || c.is_ascii_control()) {
            self.at = start + place;
            if rest[place..].starts_with(coding::LINE_END) {
                self.malformed(
                    "there is a line end in the value",
                    "leave it out: write base64 without line breaks (Ruby: strict_encode64), and trim what was \
                     read; if only the terminal broke the line, paste it in one piece",
                );
            } else {
                self.malformed(
                    "there is a backslash or a control character in the value",
                    "there is no escaping in this header: leave it out",
                );
            }
        }
        self.at = start + len + rest[len..].chars().next().map_or(0, char::len_utf8);
        (&rest[..len], start)
    }

    /// Reads a value between quotes that have a backslash before them.
    fn escaped(&mut self) -> (&'h str, usize) {
        self.malformed(
            "there is a backslash before the quote",
            "take it away: it escapes the quote in code or in a log, and has no place in the header",
        );
        self.at += 2;
        let start = self.at;
        let value = self.skip(|c| !matches!(c, '\\' | '"'));
        self.skip(|c| c == '\\');
        self.at += usize::from(self.rest().starts_with('"'));
        (value, start)
    }

    fn unquoted(&mut self) -> (&'h str, usize) {
        self.malformed("the value is not in quotes", "put it in double quotes");
        let start = self.at;
        (self.skip(|c| !matches!(c, ',' | ';') && !c.is_whitespace()), start)
    }

    /// Reads what stands between two parameters: a comma, and only one.
    fn separator(&mut self) {
        self.skip_space();
        let start = self.at;
        let mut marks = String::new();
        while let Some(mark) = self.rest().chars().next().filter(|&c| matches!(c, ',' | ';')) {
            marks.push(mark);
            self.at += 1;
            self.skip_space();
        }
        let end = core::mem::replace(&mut self.at, start);
        match marks.as_str() {
            "" if end == self.header.len() => {}
            _ if end == self.header.len() => {
                self.malformed("there is a comma after the last value", "leave it out");
            }
            "" => self.malformed("there is no comma between two parameters", "separate them with a comma"),
            "," => {}
            ";" => {
                self.malformed("there is a semicolon between two parameters", "separate them with a comma");
            }
            _ => self.malformed("there is more than one comma", "separate parameters with one comma"),
        }
        self.at = end;
    }

    fn presence(&mut self) {
        for parameter in Parameter::ALL {
            let part = self.parts.iter().find(|part| part.is(parameter));
            let (is, column) = match part {
                None => ("missing", None),
                Some(part) if part.value.is_empty() => ("empty", Some(self.column_of(part.start))),
                Some(_) => continue,
            };
            let rejection = match (parameter, column) {
                (Parameter::Username, Some(_)) => Rejection::UsernameInvalid,
                (Parameter::PasswordDigest, Some(_)) => Rejection::DigestInvalid,
                _ => Rejection::ParameterMissing,
            };
            let problem = format!("{} is {is}", parameter.name());
            self.findings.push(Finding::refused(rejection, column, problem, "send all four parameters"));
        }
    }
}
