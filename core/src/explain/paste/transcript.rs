//! Requests and responses in what was pasted, told apart.

use alloc::vec;
use alloc::vec::Vec;
use chrono::{DateTime, Utc};

use xwsse_authn::read_http_date;

/// What was sent in one request; or a text that is no exchange, as a whole.
#[derive(Default)]
pub(super) struct Request {
    pub(super) text: Vec<u8>,
    /// Whether the lines are what was sent, rather than the code or command that was to send it.
    pub(super) is_sent: bool,
}

impl Request {
    fn push(&mut self, line: &[u8]) {
        self.text.extend_from_slice(line);
        self.text.push(b'\n');
    }
}

/// All that was pasted.
pub(super) struct Transcript {
    pub(super) requests: Vec<Request>,
    /// `Date` of the last response.
    pub(super) date: Option<DateTime<Utc>>,
    /// Whether it has lines as HTTP or curl writes them, so that it cannot be one value.
    pub(super) is_exchange: bool,
}

impl Transcript {
    pub(super) fn read(pasted: &[u8]) -> Self {
        let lines =
            || pasted.split(|&byte| byte == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line));
        // curl says what it sent, so the command that is pasted along says the same once more.
        let only_marked = lines().any(|line| Line::read(line).0 == Line::Sent);
        let mut transcript = Self { requests: vec![Request::default()], date: None, is_exchange: false };
        let mut in_response = false;
        for line in lines() {
            let (kind, line) = Line::read(line);
            let starts = Start::of(line);
            transcript.is_exchange |=
                kind != Line::Bare || starts.is_some_and(|start| start != Start::Command);
            if kind == Line::Bare && starts.is_some() {
                in_response = starts == Some(Start::Response);
            }
            match kind {
                Line::Received => transcript.response(line),
                Line::Bare if in_response => transcript.response(line),
                Line::Sent => transcript.request(line, starts, true),
                Line::Bare if !only_marked => transcript.request(line, starts, false),
                Line::Bare | Line::Told => {}
            }
        }
        transcript
    }

    fn request(&mut self, line: &[u8], starts: Option<Start>, is_sent: bool) {
        if starts.is_some() {
            self.requests.push(Request::default());
        }
        if let Some(request) = self.requests.last_mut() {
            request.is_sent |= is_sent || starts == Some(Start::Request);
            request.push(line);
        }
    }

    fn response(&mut self, line: &[u8]) {
        let Some((name, value)) = core::str::from_utf8(line).ok().and_then(|line| line.split_once(':'))
        else {
            return;
        };
        if name.trim().eq_ignore_ascii_case("date") {
            self.date = read_http_date(value.trim()).or(self.date);
        }
    }
}

/// How curl marks a line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    Sent,
    Received,
    Told,
    Bare,
}

impl Line {
    /// The kind of a line, and the line without its mark.
    fn read(line: &[u8]) -> (Self, &[u8]) {
        let kind = match line {
            [b'>'] | [b'>', b' ', ..] => Self::Sent,
            [b'<'] | [b'<', b' ', ..] => Self::Received,
            [b'*'] | [b'*', b' ', ..] => Self::Told,
            _ => return (Self::Bare, line),
        };
        (kind, line.get(2..).unwrap_or_default())
    }
}

/// What a line begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Start {
    Request,
    Response,
    Command,
}

impl Start {
    fn of(line: &[u8]) -> Option<Self> {
        let mut words = line.split(|&byte| byte == b' ').filter(|word| !word.is_empty());
        let first = words.next()?;
        let is_protocol = |word: &[u8]| word.starts_with(b"HTTP/");
        if is_protocol(first) {
            return Some(Self::Response);
        }
        let is_method = first.iter().all(u8::is_ascii_uppercase);
        if is_method && words.clone().nth(1).is_some_and(is_protocol) {
            return Some(Self::Request);
        }
        let command = if first == b"$" { words.next()? } else { first };
        (command == b"curl").then_some(Self::Command)
    }
}
