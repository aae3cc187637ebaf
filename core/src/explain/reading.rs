//! Reads a header as far as it can be read, and notes on the way what a strict reader stops at.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use chrono::{DateTime, Utc};

use super::{Finding, Part};
use crate::dialect::{Dialect, SchemeWord};
use crate::error::Rejection;
use crate::header::{self, MAX_HEADER, Parameter, SCHEME_WORD};

/// The parameters that could be read, and the faults of the grammar.
pub(super) struct Reading {
    pub(super) parts: Vec<Part>,
    pub(super) findings: Vec<Finding>,
}

impl Reading {
    pub(super) fn of(header: &str, dialect: &Dialect) -> Self {
        let mut reader = Reader { header, at: 0, parts: Vec::new(), findings: Vec::new() };
        if header.len() > MAX_HEADER {
            let problem = format!("the header has {} bytes; {MAX_HEADER} are looked at", header.len());
            reader.note(
                Rejection::HeaderTooLarge,
                problem,
                "send a token and nothing else; it needs about 200",
            );
            return Self { parts: reader.parts, findings: reader.findings };
        }
        reader.scheme_word(dialect.scheme_word);
        reader.parameters();
        reader.presence();
        Self { parts: reader.parts, findings: reader.findings }
    }

    /// The first part with this name.
    pub(super) fn part(&self, parameter: Parameter) -> Option<&Part> {
        self.parts.iter().find(|part| Parameter::of_name(&part.name) == Some(parameter))
    }

    /// The value of this parameter, unless it is empty.
    pub(super) fn value(&self, parameter: Parameter) -> Option<&str> {
        self.part(parameter).map(Part::value).filter(|value| !value.is_empty())
    }

    /// The instant of Created, however it is written.
    pub(super) fn created(&self, dialect: &Dialect) -> Option<DateTime<Utc>> {
        let lenient = Dialect { accept_offset: true, accept_rfc2822: true, ..*dialect };
        lenient.read_created(self.value(Parameter::Created)?).ok()
    }
}

struct Reader<'h> {
    header: &'h str,
    /// Byte offset of what is read next.
    at: usize,
    parts: Vec<Part>,
    findings: Vec<Finding>,
}

impl<'h> Reader<'h> {
    fn rest(&self) -> &'h str {
        &self.header[self.at..]
    }

    fn column_of(&self, offset: usize) -> usize {
        self.header[..offset].chars().count() + 1
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

    fn skip_space(&mut self) {
        self.skip(char::is_whitespace);
    }

    fn scheme_word(&mut self, expected: SchemeWord) {
        self.skip_space();
        let mut count = 0;
        while let Some(word) = self.bare_word() {
            if word.eq_ignore_ascii_case(SCHEME_WORD) {
                count += 1;
                if count == 2 {
                    self.doubled(expected);
                }
            } else {
                let remedy =
                    format!("begin the value with {SCHEME_WORD}; WSSE profile=… belongs into Authorization");
                self.malformed(format!("the word {word:?} stands before the parameters"), remedy);
                if let Some(token) = self.rest().find("UsernameToken ") {
                    self.at += token;
                    continue;
                }
            }
            self.at += word.len();
            self.skip_space();
            if self.rest().starts_with(',') {
                self.malformed("there is a comma behind the first word", "put a space there, no comma");
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
        let is_name = behind.trim_start().starts_with(['=', ':']);
        (!word.is_empty() && !is_name).then_some(word)
    }

    fn doubled(&mut self, expected: SchemeWord) {
        let problem = format!("the word {SCHEME_WORD} stands twice");
        let remedy = "leave one out: the client library writes it, and the code around it once more";
        if expected == SchemeWord::Twice {
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
            self.malformed(format!("there is no = behind {name}"), "write Name=\"value\"");
            if !self.rest().starts_with(':') {
                self.skip(|c| c != ',');
                return;
            }
        }
        self.check_name(name, start);
        self.at += 1;
        self.skip_space();
        let (value, start) = self.value();
        self.check_encoding(value, start);
        let part = Part { name: name.to_string(), value: value.to_string(), start, end: start + value.len() };
        self.parts.push(part);
    }

    fn check_name(&mut self, name: &str, start: usize) {
        let column = Some(self.column_of(start));
        let Some(parameter) = Parameter::of_name(name) else {
            self.findings.push(Finding::refused(
                Rejection::ParameterUnknown,
                column,
                format!("the parameter {name} is not one of Username, PasswordDigest, Nonce and Created"),
                "leave it out, or let the verifier ignore unknown parameters",
            ));
            return;
        };
        if self.parts.iter().any(|part| Parameter::of_name(&part.name) == Some(parameter)) {
            let remedy = "send each parameter once, and one token in a header";
            let problem = format!("{} is there twice", parameter.name());
            self.findings.push(Finding::refused(Rejection::ParameterDuplicate, column, problem, remedy));
        }
    }

    /// Reads a value, in whatever quotes; gives it with its byte offset.
    fn value(&mut self) -> (&'h str, usize) {
        let closing = match self.rest().chars().next() {
            Some('"') => '"',
            Some('\'') => '\'',
            Some('“' | '”' | '„') => '”',
            _ => return self.unquoted(),
        };
        if closing != '"' {
            self.malformed("the value is not in double quotes", "put it in double quotes");
        }
        let opening = self.rest().chars().next().map_or(0, char::len_utf8);
        self.at += opening;
        let start = self.at;
        let rest = self.rest();
        let Some(len) = rest.find(closing) else {
            self.at -= opening;
            self.malformed("the quote is not closed", "close each value with a double quote");
            self.at = self.header.len();
            return (rest, start);
        };
        if let Some(place) = rest[..len].find(|c: char| c == '\\' || c.is_ascii_control()) {
            self.at = start + place;
            self.malformed(
                "there is a backslash or a control character in the value",
                "there is no escaping in this header: leave it out",
            );
        }
        self.at = start + len + closing.len_utf8();
        (&rest[..len], start)
    }

    fn unquoted(&mut self) -> (&'h str, usize) {
        self.malformed("the value is not in quotes", "put it in double quotes");
        let start = self.at;
        (self.skip(|c| c != ',' && !c.is_whitespace()), start)
    }

    /// Base64 is where percent-encoding shows: `+`, `/` and `=` are what it replaces.
    fn check_encoding(&mut self, value: &str, start: usize) {
        let upper = value.to_ascii_uppercase();
        if ["%2B", "%2F", "%3D"].iter().any(|code| upper.contains(code)) {
            let column = Some(self.column_of(start));
            let problem = "the value is percent-encoded";
            self.findings.push(Finding::note(column, problem, "send it as it is: a header is no URL"));
        }
    }

    /// Reads what stands between two parameters: a comma, and only one.
    fn separator(&mut self) {
        self.skip_space();
        if self.rest().is_empty() {
            return;
        }
        let start = self.at;
        let commas = self.skip(|c| c == ',' || c.is_whitespace()).matches(',').count();
        let end = core::mem::replace(&mut self.at, start);
        match commas {
            _ if end == self.header.len() => {
                self.malformed("there is a comma behind the last value", "leave it out");
            }
            0 => self.malformed("there is no comma between two parameters", "separate them with a comma"),
            1 => {}
            _ => self.malformed("there is more than one comma", "separate parameters with one comma"),
        }
        self.at = end;
    }

    fn presence(&mut self) {
        for parameter in Parameter::ALL {
            let name = parameter.name();
            let mut parts =
                self.parts.iter().filter(|part| Parameter::of_name(&part.name) == Some(parameter));
            let problem = match parts.next() {
                None => format!("{name} is missing"),
                Some(part) if part.value.is_empty() => format!("{name} is empty"),
                Some(_) => continue,
            };
            let rejection = match parameter {
                Parameter::Username if problem.ends_with("empty") => Rejection::UsernameInvalid,
                Parameter::PasswordDigest if problem.ends_with("empty") => Rejection::DigestInvalid,
                _ => Rejection::ParameterMissing,
            };
            self.findings.push(Finding::refused(rejection, None, problem, "send all four parameters"));
        }
    }
}
