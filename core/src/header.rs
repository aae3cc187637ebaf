//! The grammar of the X-WSSE header: text to the four values.
//!
//! There is no formal specification; the strict common part of the published descriptions is read
//! (see `SchemeWord` for the one liberty that a dialect may take).

use alloc::string::String;
use core::iter;
use xwsse_authn::{MAX_USERNAME, Rejection};

use crate::dialect::SchemeWord;

/// Bytes of the longest header that is looked at.
pub(crate) const MAX_HEADER: usize = 4096;

pub(crate) const SCHEME_WORD: &str = "UsernameToken";

/// The four values as they stand in the header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Fields<'h> {
    pub(crate) username: &'h str,
    pub(crate) digest: &'h str,
    pub(crate) nonce: &'h str,
    pub(crate) created: &'h str,
}

/// The value of `WWW-Authenticate` for a 401.
///
/// It is the same for every reason, so that a stranger learns nothing from it. `realm` is the operator's own text; what
/// cannot stand in a quoted string of a header is left out.
///
/// ```
/// assert_eq!(xwsse::challenge("api"), r#"WSSE realm="api", profile="UsernameToken""#);
/// ```
#[must_use]
pub fn challenge(realm: &str) -> String {
    let realm: String =
        realm.chars().filter(|c| matches!(c, ' '..='~') && !matches!(c, '"' | '\\')).collect();
    alloc::format!(r#"WSSE realm="{realm}", profile="UsernameToken""#)
}

/// The one value among all values of the header, bounded and as text.
pub(crate) fn only_value<'h, T>(values: impl IntoIterator<Item = &'h T>) -> Result<&'h str, Rejection>
where
    T: AsRef<[u8]> + ?Sized + 'h,
{
    let mut values = values.into_iter();
    let value = values.next().ok_or(Rejection::HeaderMissing)?.as_ref();
    if values.next().is_some() {
        return Err(Rejection::HeaderMalformed);
    }
    if value.len() > MAX_HEADER {
        return Err(Rejection::HeaderTooLarge);
    }
    core::str::from_utf8(value).map_err(|_| Rejection::HeaderMalformed)
}

impl<'h> Fields<'h> {
    /// Reads a header value. The first thing that is wrong, from left to right, is what is told.
    pub(crate) fn read(text: &'h str, word: SchemeWord, ignore_unknown: bool) -> Result<Self, Rejection> {
        let mut rest = Rest(text);
        rest.skip_space();
        rest.skip_scheme_word(word)?;
        let mut found: [Option<&'h str>; 4] = [None; 4];
        for expected in Parameter::ALL.into_iter().map(Some).chain(iter::repeat(None)) {
            let name = rest.take_name(expected)?;
            if name.is_some_and(|name| found[name as usize].is_some()) {
                return Err(Rejection::ParameterDuplicate);
            }
            if name.is_none() && !ignore_unknown {
                return Err(Rejection::ParameterUnknown);
            }
            let value = rest.take_value()?;
            if let Some(name) = name {
                found[name as usize] = Some(value);
            }
            rest.skip_space();
            if rest.0.is_empty() {
                break;
            }
            rest.take(b',')?;
            rest.skip_space();
        }
        match found {
            [Some(username), Some(digest), Some(nonce), Some(created)] => {
                let fields = Self { username, digest, nonce, created };
                fields.check_presence()
            }
            _ => Err(Rejection::ParameterMissing),
        }
    }

    /// An empty Nonce or Created would switch off what it is there for, so it counts as missing.
    fn check_presence(self) -> Result<Self, Rejection> {
        if self.nonce.is_empty() || self.created.is_empty() {
            return Err(Rejection::ParameterMissing);
        }
        if self.username.is_empty() || self.username.len() > MAX_USERNAME || has_control(self.username) {
            return Err(Rejection::UsernameInvalid);
        }
        Ok(self)
    }
}

/// Control characters in ASCII have no place in any value; those beyond it (U+0080 to U+009F) none in a
/// name that goes to a log.
fn has_control(username: &str) -> bool {
    !username.is_ascii() && username.chars().any(char::is_control)
}

/// The parameters, in the order in which they are written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Parameter {
    Username,
    PasswordDigest,
    Nonce,
    Created,
}

impl Parameter {
    pub(crate) const ALL: [Self; 4] = [Self::Username, Self::PasswordDigest, Self::Nonce, Self::Created];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Username => "Username",
            Self::PasswordDigest => "PasswordDigest",
            Self::Nonce => "Nonce",
            Self::Created => "Created",
        }
    }

    pub(crate) fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|parameter| name.eq_ignore_ascii_case(parameter.name()))
    }
}

/// What is still to be read.
struct Rest<'h>(&'h str);

impl<'h> Rest<'h> {
    fn skip_space(&mut self) {
        self.take_while(|byte| matches!(byte, b' ' | b'\t'));
    }

    fn take(&mut self, byte: u8) -> Result<(), Rejection> {
        self.0 = self.0.strip_prefix(char::from(byte)).ok_or(Rejection::HeaderMalformed)?;
        Ok(())
    }

    fn skip_scheme_word(&mut self, word: SchemeWord) -> Result<(), Rejection> {
        let (required, allowed) = match word {
            SchemeWord::Required => (true, 1),
            SchemeWord::Optional => (false, 1),
            SchemeWord::Twice => (true, 2),
        };
        for nth in 0..allowed {
            match self.after_scheme_word() {
                Some(rest) => self.0 = rest,
                None if nth == 0 && required => return Err(Rejection::HeaderMalformed),
                None => break,
            }
            self.skip_space();
        }
        Ok(())
    }

    /// What follows the word and the white space that ends it.
    fn after_scheme_word(&self) -> Option<&'h str> {
        let (word, rest) = self.0.split_at_checked(SCHEME_WORD.len())?;
        let ends = rest.starts_with([' ', '\t']);
        (ends && word.eq_ignore_ascii_case(SCHEME_WORD)).then_some(rest)
    }

    /// Reads a name and its `=`; returns `None` for one that the scheme does not have.
    ///
    /// `expected` is the name that most clients write here, which is found without a look at each byte.
    fn take_name(&mut self, expected: Option<Parameter>) -> Result<Option<Parameter>, Rejection> {
        if let Some(expected) = expected
            && let Some(rest) = self.0.strip_prefix(expected.name())
            && let Some(rest) = rest.strip_prefix('=')
        {
            self.0 = rest;
            return Ok(Some(expected));
        }
        let name = self.take_while(is_token);
        if name.is_empty() {
            return Err(Rejection::HeaderMalformed);
        }
        self.skip_space();
        self.take(b'=')?;
        Ok(Parameter::of_name(name))
    }

    /// Reads a value in double quotes. A control character or a backslash ends it too, where no quote is.
    fn take_value(&mut self) -> Result<&'h str, Rejection> {
        self.skip_space();
        self.take(b'"')?;
        let value = self.take_while(|byte| IN_VALUE[usize::from(byte)]);
        self.take(b'"')?;
        Ok(value)
    }

    /// Takes all bytes up to the first ASCII one that is none of these.
    fn take_while(&mut self, these: impl Fn(u8) -> bool) -> &'h str {
        let len = self.0.bytes().position(|byte| !these(byte)).unwrap_or(self.0.len());
        let (taken, rest) = self.0.split_at(len);
        self.0 = rest;
        taken
    }
}

/// Which bytes may stand in a value: a table, because most of a header is values.
static IN_VALUE: [bool; 256] = {
    let mut may = [true; 256];
    let mut byte = 0;
    while byte < b' ' {
        may[byte as usize] = false;
        byte += 1;
    }
    may[0x7f] = false;
    may[b'"' as usize] = false;
    may[b'\\' as usize] = false;
    may
};

/// The characters of a name: RFC 9110, section 5.6.2.
pub(crate) const fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(byte, b'!' | b'#'..=b'\'' | b'*' | b'+' | b'-' | b'.' | b'^'..=b'`' | b'|' | b'~')
}
