//! The header cut into pieces: its values, what stands between them, and where the faults are.

use serde::Serialize;
use xwsse::{Diagnosis, Part};

use crate::diagnosis;
use crate::output::begin;

/// A piece of the header's text; all of them make the whole.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Piece {
    text: String,
    /// What it is: one of the four values, another value, or `between` them.
    kind: &'static str,
    /// The findings that begin here, counted from 1.
    findings: Vec<usize>,
}

/// A parameter's value, for the list below the header.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Value {
    name: String,
    value: String,
    kind: &'static str,
}

/// The longest word between the values that cannot be a digest, and the characters of a longer one that are shown.
const WORD: usize = 24;
const BEGIN: usize = 6;

pub(super) fn cut(
    diagnosis: &Diagnosis,
    columns: impl Iterator<Item = Option<usize>>,
    only_begun: bool,
) -> (Vec<Piece>, Vec<Value>) {
    let header = diagnosis.header();
    let faults: Vec<(usize, usize)> =
        columns.zip(1..).filter_map(|(column, number)| Some((offset(header, column?), number))).collect();
    let mut cutter = Cutter { header, faults, only_begun, pieces: Vec::new(), at: 0 };
    for part in diagnosis.parts() {
        cutter.between(part.start());
        cutter.value(part);
    }
    cutter.rest();
    let values = diagnosis.parts().iter().map(|part| Value {
        name: diagnosis::name(part),
        value: shown(part, only_begun),
        kind: kind(part),
    });
    (cutter.pieces, values.collect())
}

/// Where the character with this number begins, in bytes.
fn offset(header: &str, column: usize) -> usize {
    header.char_indices().nth(column.saturating_sub(1)).map_or(header.len(), |(at, _)| at)
}

fn kind(part: &Part) -> &'static str {
    match part.name().to_ascii_lowercase().as_str() {
        "username" => "username",
        "passworddigest" => "digest",
        "nonce" => "nonce",
        "created" => "created",
        _ => "other",
    }
}

fn shown(part: &Part, only_begun: bool) -> String {
    if only_begun && part.could_be_digest() { part.shown() } else { part.value().to_owned() }
}

struct Cutter<'h> {
    header: &'h str,
    /// Byte offset and number of each fault that has a place.
    faults: Vec<(usize, usize)>,
    only_begun: bool,
    pieces: Vec<Piece>,
    at: usize,
}

impl Cutter<'_> {
    /// The text up to a value, cut where a fault begins.
    fn between(&mut self, end: usize) {
        let mut places: Vec<usize> = self.faults.iter().map(|fault| fault.0).collect();
        places.sort_unstable();
        for place in places {
            if (self.at..end).contains(&place) {
                self.push(place, Vec::new());
                let findings = self.take(place, place + 1);
                self.push(self.fault_end(place, end), findings);
            }
        }
        self.push(end, Vec::new());
    }

    /// The text after the last value; a fault at the very end has an empty piece of its own.
    fn rest(&mut self) {
        self.between(self.header.len());
        let findings = self.take(0, usize::MAX);
        self.push(self.header.len(), findings);
    }

    /// Where the word that is at fault ends: at the next white space or mark, one character after it at least.
    fn fault_end(&self, place: usize, end: usize) -> usize {
        let text = &self.header[place..end];
        let first = text.chars().next().map_or(0, char::len_utf8);
        let is_word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
        let word = text.find(|c| !is_word(c)).unwrap_or(text.len());
        place + word.max(first)
    }

    fn value(&mut self, part: &Part) {
        let findings = self.take(part.start(), part.end().max(part.start() + 1));
        let text = shown(part, self.only_begun);
        self.pieces.push(Piece { text, kind: kind(part), findings });
        self.at = part.end();
    }

    /// The faults in this range, each of them once.
    fn take(&mut self, start: usize, end: usize) -> Vec<usize> {
        self.faults.extract_if(.., |fault| (start..end).contains(&fault.0)).map(|fault| fault.1).collect()
    }

    fn push(&mut self, end: usize, findings: Vec<usize>) {
        let text = &self.header[self.at..end];
        if !text.is_empty() || !findings.is_empty() {
            let text = if self.only_begun { without_long_words(text) } else { text.to_owned() };
            self.pieces.push(Piece { text, kind: "between", findings });
        }
        self.at = end;
    }
}

/// What could not be read as a value may hold a digest all the same.
fn without_long_words(text: &str) -> String {
    let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=' | '-' | '_');
    let mut shown = String::new();
    for run in text.split_inclusive(|c| !is_word(c)) {
        let word = run.trim_end_matches(|c| !is_word(c));
        if word.len() > WORD {
            shown += &begin(word, BEGIN);
            shown += &run[word.len()..];
        } else {
            shown += run;
        }
    }
    shown
}
