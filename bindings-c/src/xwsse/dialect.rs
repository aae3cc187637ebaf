//! A service's rules.

use std::ffi::c_char;
use std::ptr;
use std::sync::LazyLock;
use xwsse::SignError;

use crate::guard::{guard, guard_value};
use crate::handle::{self, Out, borrow};
use crate::slice::{Slice, text};
use crate::status::Status;
use crate::texts::Texts;
use crate::time::Duration;

/// How a service makes the digest and what it demands of a token: a value that never changes.
///
/// All threads may use one at once. Where a function takes one, NULL is the preset `penneo`, and yours may be
/// freed as soon as the function has returned.
#[derive(Debug)]
pub struct Dialect {
    pub(crate) core: xwsse::Dialect,
    texts: Texts<11>,
}

impl Dialect {
    pub(crate) fn new(core: xwsse::Dialect) -> Self {
        let texts = Texts::new([
            &core.to_string(),
            core.name,
            core.nonce.word(),
            core.hash.word(),
            core.digest.word(),
            core.created.word(),
            core.accept_word(),
            core.unique_word(),
            core.scheme_word.word(),
            core.authorization,
            core.unknown_word(),
        ]);
        Self { core, texts }
    }
}

/// The caller's dialect, or the default for NULL.
///
/// # Safety
/// It is NULL or a handle that is not freed (topic "Handles").
pub(crate) unsafe fn or_default(dialect: *const Dialect) -> xwsse::Dialect {
    // SAFETY: the caller of this function vouches for it.
    unsafe { dialect.as_ref() }.map_or_else(xwsse::Dialect::default, |dialect| dialect.core)
}

/// Reads a dialect from a text: a preset's name, then changes, as in `penneo,max_nonce=128,accept=rfc2822`.
///
/// The keys are `nonce` (raw, letters, text), `hash` (sha1, sha256), `digest` (base64, base64hex), `created`
/// (seconds, millis, micros, nanos), `accept` (strict, offset, rfc2822, offset+rfc2822), `max_age` and
/// `max_future` (seconds), `max_nonce` (characters), `unique` (none, nonce, created, nonce+created), `word`
/// (required, optional, twice) and `unknown` (refuse, ignore). Free it with xwsse_dialect_free().
///
/// XWSSE_DIALECT_INVALID when the text is not a dialect; xwsse_dialect_error_of() says why.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_dialect_new(
    text: *const c_char,
    text_len: usize,
    dialect: *mut *mut Dialect,
) -> Status {
    guard(|| {
        // SAFETY: topics "Inputs" and "Outputs".
        let (text, dialect) = unsafe { (self::text(text, text_len)?, Out::new(dialect)?) };
        let core = text.parse::<xwsse::Dialect>().map_err(SignError::from)?;
        dialect.put_new(Dialect::new(core))
    })
}

/// Frees a dialect; NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_dialect_free(dialect: *mut Dialect) {
    // SAFETY: topic "Handles".
    unsafe { handle::free(dialect) };
}

/// The name of a preset, from 0, the default, on; NULL after the last. The text is never freed.
#[unsafe(no_mangle)]
pub extern "C" fn xwsse_dialect_preset(index: usize) -> *const c_char {
    guard_value(|| Ok(PRESETS.get(index).map_or(ptr::null(), |preset| preset.slice(0).data)))
}

static PRESETS: LazyLock<[Texts<1>; xwsse::Dialect::PRESETS.len()]> =
    LazyLock::new(|| xwsse::Dialect::PRESETS.map(|preset| Texts::new([preset.name])));

/// The text that xwsse_dialect_new() reads as this dialect: the preset and what differs from it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_dialect_text(dialect: *const Dialect) -> Slice {
    // SAFETY: topic "Handles".
    guard_value(|| unsafe { borrow(dialect) }.map(|dialect| dialect.texts.slice(0)))
}

/// The name of the preset that it is, or was made from.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_dialect_name(dialect: *const Dialect) -> Slice {
    // SAFETY: topic "Handles".
    guard_value(|| unsafe { borrow(dialect) }.map(|dialect| dialect.texts.slice(1)))
}

/// What of the nonce enters the digest: `raw`, `letters`, `text`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_dialect_nonce(dialect: *const Dialect) -> Slice {
    // SAFETY: topic "Handles".
    guard_value(|| unsafe { borrow(dialect) }.map(|dialect| dialect.texts.slice(2)))
}

/// The hash function: `sha1`, `sha256`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_dialect_hash(dialect: *const Dialect) -> Slice {
    // SAFETY: topic "Handles".
    guard_value(|| unsafe { borrow(dialect) }.map(|dialect| dialect.texts.slice(3)))
}

/// How the hash is written in the header: `base64`, `base64hex`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_dialect_digest(dialect: *const Dialect) -> Slice {
    // SAFETY: topic "Handles".
    guard_value(|| unsafe { borrow(dialect) }.map(|dialect| dialect.texts.slice(4)))
}

/// The fraction of a second that a signer prints: `seconds`, `millis`, `micros`, `nanos`. A verifier takes any.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_dialect_created(dialect: *const Dialect) -> Slice {
    // SAFETY: topic "Handles".
    guard_value(|| unsafe { borrow(dialect) }.map(|dialect| dialect.texts.slice(5)))
}

/// What a verifier takes for Created beside the strict form: `strict`, `offset`, `rfc2822`, `offset+rfc2822`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_dialect_accept(dialect: *const Dialect) -> Slice {
    // SAFETY: topic "Handles".
    guard_value(|| unsafe { borrow(dialect) }.map(|dialect| dialect.texts.slice(6)))
}

/// What may be used only once by a username: `none`, `nonce`, `created`, `nonce+created`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_dialect_unique(dialect: *const Dialect) -> Slice {
    // SAFETY: topic "Handles".
    guard_value(|| unsafe { borrow(dialect) }.map(|dialect| dialect.texts.slice(7)))
}

/// How often the word `UsernameToken` stands before the parameters: `required`, `optional`, `twice`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_dialect_word(dialect: *const Dialect) -> Slice {
    // SAFETY: topic "Handles".
    guard_value(|| unsafe { borrow(dialect) }.map(|dialect| dialect.texts.slice(8)))
}

/// What a verifier does with parameters that the scheme does not have: `refuse`, `ignore`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_dialect_unknown(dialect: *const Dialect) -> Slice {
    // SAFETY: topic "Handles".
    guard_value(|| unsafe { borrow(dialect) }.map(|dialect| dialect.texts.slice(10)))
}

/// The value of the header `Authorization` that goes with a signer's token.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_dialect_authorization(dialect: *const Dialect) -> Slice {
    // SAFETY: topic "Handles".
    guard_value(|| unsafe { borrow(dialect) }.map(|dialect| dialect.texts.slice(9)))
}

/// How old Created may be.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_dialect_max_age(dialect: *const Dialect) -> Duration {
    // SAFETY: topic "Handles".
    guard_value(|| unsafe { borrow(dialect) }.map(|dialect| dialect.core.window.max_age.into()))
}

/// How far ahead of the verifier's clock Created may be.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_dialect_max_future(dialect: *const Dialect) -> Duration {
    // SAFETY: topic "Handles".
    guard_value(|| unsafe { borrow(dialect) }.map(|dialect| dialect.core.window.max_future.into()))
}

/// Most characters of Nonce in the header.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_dialect_max_nonce(dialect: *const Dialect) -> usize {
    // SAFETY: topic "Handles".
    guard_value(|| unsafe { borrow(dialect) }.map(|dialect| dialect.core.max_nonce_len))
}
