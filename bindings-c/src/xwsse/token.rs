//! The four values, and the texts that are made of them.

use std::ffi::c_char;

use crate::guard::{Nothing, guard, guard_value};
use crate::handle::{self, Out, borrow};
use crate::slice::{Slice, text};
use crate::status::Status;
use crate::texts::Texts;

/// The four values of a token, which is good for one request. All threads may read one at once.
#[derive(Debug)]
pub struct Token(Texts<6>);

const AUTHORIZATION: &str = "Authorization: ";
const X_WSSE: &str = "X-WSSE: ";

impl Token {
    pub(crate) fn new(token: &xwsse::UsernameToken) -> Self {
        let [(_, authorization), (_, header)] = token.headers();
        Self(Texts::new([
            &[AUTHORIZATION, authorization].concat(),
            &[X_WSSE, header].concat(),
            token.username(),
            token.password_digest(),
            token.nonce(),
            token.created(),
        ]))
    }

    /// A header's value: what stands in its line after the name.
    fn value(&self, line: usize, name: &str) -> Slice {
        let Slice { data, len } = self.0.slice(line);
        Slice { data: data.wrapping_add(name.len()), len: len - name.len() }
    }
}

/// The fields of Penneo's OAuth grant `api_keys`, by the names that they have in its JSON body. `grant_type`,
/// `client_id` and `client_secret` go beside them.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct ApiKeys {
    /// The API key: Username.
    pub key: Slice,
    /// Nonce.
    pub nonce: Slice,
    /// Created.
    pub created_at: Slice,
    /// PasswordDigest.
    pub digest: Slice,
}

/// Reads a header value: the grammar only; a verifier judges the values. Free it with
/// xwsse_token_free(). A rejection when the text does not follow the grammar.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_token_parse(
    header: *const c_char,
    header_len: usize,
    token: *mut *mut Token,
) -> Status {
    guard(|| {
        // SAFETY: topics "Inputs" and "Outputs".
        let (header, token) = unsafe { (text(header, header_len)?, Out::new(token)?) };
        token.put_new(Token::new(&header.parse()?))
    })
}

/// Frees a token; NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_token_free(token: *mut Token) {
    // SAFETY: topic "Handles".
    unsafe { handle::free(token) };
}

/// The lines to set on the request, each `Name: value`, in place of those of the same name: 0 is
/// `Authorization`, 1 is `X-WSSE`, and after the last comes `{NULL, 0}`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_token_header_line(token: *const Token, index: usize) -> Slice {
    guard_value(|| {
        // SAFETY: topic "Handles".
        let token = unsafe { borrow(token) }?;
        Ok(if index < 2 { token.0.slice(index) } else { Slice::NOTHING })
    })
}

/// The value of `X-WSSE`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_token_header(token: *const Token) -> Slice {
    // SAFETY: topic "Handles".
    guard_value(|| unsafe { borrow(token) }.map(|token| token.value(1, X_WSSE)))
}

/// The value of `Authorization` that goes with it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_token_authorization(token: *const Token) -> Slice {
    // SAFETY: topic "Handles".
    guard_value(|| unsafe { borrow(token) }.map(|token| token.value(0, AUTHORIZATION)))
}

/// The API key.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_token_username(token: *const Token) -> Slice {
    // SAFETY: topic "Handles".
    guard_value(|| unsafe { borrow(token) }.map(|token| token.0.slice(2)))
}

/// PasswordDigest as it stands in the header.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_token_password_digest(token: *const Token) -> Slice {
    // SAFETY: topic "Handles".
    guard_value(|| unsafe { borrow(token) }.map(|token| token.0.slice(3)))
}

/// Nonce as it stands in the header.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_token_nonce(token: *const Token) -> Slice {
    // SAFETY: topic "Handles".
    guard_value(|| unsafe { borrow(token) }.map(|token| token.0.slice(4)))
}

/// Created as it stands in the header.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_token_created(token: *const Token) -> Slice {
    // SAFETY: topic "Handles".
    guard_value(|| unsafe { borrow(token) }.map(|token| token.0.slice(5)))
}

/// Writes the fields of Penneo's OAuth grant `api_keys`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_token_api_keys(token: *const Token, fields: *mut ApiKeys) -> Status {
    guard(|| {
        // SAFETY: topics "Handles" and "Outputs".
        let (token, fields) = unsafe { (borrow(token)?, Out::new(fields)?) };
        let [key, digest, nonce, created_at] = [2, 3, 4, 5].map(|at| token.0.slice(at));
        fields.put(ApiKeys { key, nonce, created_at, digest })
    })
}
