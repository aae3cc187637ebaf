//! A header that was read: its parameters, and what was meant with them.

use alloc::borrow::Cow;
use alloc::vec::Vec;
use chrono::{DateTime, Utc};

use super::coding;
use super::diagnosis::Part;
use super::digest::looks_like_one;
use super::finding::{Finding, column};
use super::reader::Reader;
use crate::dialect::Dialect;
use crate::dialect::MAX_NONCE;
use crate::header::Parameter;

/// The parameters that could be read, and the faults of the grammar.
pub(super) struct Reading<'h> {
    header: &'h str,
    pub(super) parts: Vec<Part>,
    pub(super) findings: Vec<Finding>,
}

impl<'h> Reading<'h> {
    /// `is_starred` tells that stars stand where the secret was.
    pub(super) fn of(header: &'h str, dialect: &Dialect, is_starred: bool) -> Self {
        let mut reader = Reader::of(header);
        reader.read(dialect);
        let Reader { mut parts, findings, .. } = reader;
        let has_digest =
            parts.iter().any(|part| part.is(Parameter::PasswordDigest) && looks_like_one(&part.value));
        for part in &mut parts {
            part.is_hidden =
                is_starred && !part.value.is_empty() && part.value.bytes().all(|byte| byte == b'*');
            let is_as_named = has_digest && Parameter::of_name(&part.name).is_some();
            part.could_be_digest =
                part.is(Parameter::PasswordDigest) || (!is_as_named && looks_like_one(&part.value));
        }
        Self { header, parts, findings }
    }

    /// The first part with this name.
    pub(super) fn part(&self, parameter: Parameter) -> Option<&Part> {
        self.parts.iter().find(|part| part.is(parameter))
    }

    /// The value that is meant with this parameter, any coding taken away; `None` unless there is one.
    pub(super) fn value(&self, parameter: Parameter) -> Option<Cow<'_, str>> {
        let part = self.part(parameter)?;
        let has_one = !part.value.is_empty() && !part.is_hidden && !coding::is_unfilled(&part.value);
        let plain = || coding::of_value(parameter, &part.value).map(|(plain, ..)| plain);
        has_one.then(|| plain().map_or_else(|| coding::unbroken(&part.value), Cow::Owned))
    }

    /// Where the value of this parameter begins.
    pub(super) fn column(&self, parameter: Parameter) -> Option<usize> {
        self.part(parameter).map(|part| self.column_of(part.start))
    }

    pub(super) fn column_of(&self, offset: usize) -> usize {
        column(self.header, offset)
    }

    /// The instant of Created, in every form that a dialect can accept.
    pub(super) fn created(&self) -> Option<DateTime<Utc>> {
        let lenient = Dialect { accept_offset: true, accept_rfc2822: true, ..Dialect::default() };
        lenient.read_created(&self.value(Parameter::Created)?).ok()
    }

    /// The dialect with the settings that let it take the length of this Nonce and the form of this Created, where
    /// there are such settings.
    pub(super) fn taken_by(&self, dialect: &Dialect) -> Dialect {
        let mut dialect = *dialect;
        if let Some(nonce) = self.value(Parameter::Nonce).filter(|nonce| nonce.len() <= MAX_NONCE) {
            dialect.max_nonce_len = dialect.max_nonce_len.max(nonce.len());
        }
        if let Some(created) = self.value(Parameter::Created) {
            let [offset, rfc2822] =
                [Dialect { accept_offset: true, ..dialect }, Dialect { accept_rfc2822: true, ..dialect }];
            let mut settings = [dialect, offset, rfc2822].into_iter();
            dialect = settings.find(|setting| setting.read_created(&created).is_ok()).unwrap_or(dialect);
        }
        dialect
    }
}

impl Part {
    pub(super) fn is(&self, parameter: Parameter) -> bool {
        Parameter::of_name(&self.name) == Some(parameter)
    }
}
