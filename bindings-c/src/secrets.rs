//! Who has which secrets.

use std::ffi::{c_char, c_void};
use std::ptr;
use xwsse_authn::{Credentials, MAX_USERNAME, Secret, Secrets, SecretsUnavailable};

use crate::guard::guard;
use crate::slice::{Slice, bytes, text};
use crate::status::Status;

/// Takes what a look-up finds.
#[derive(Debug, Default)]
pub struct Found {
    secrets: Vec<Secret>,
    canonical: Option<String>,
    failed: bool,
}

/// Looks the active secrets of a username up: puts each into `found` with xwsse_found_secret(), or none for nobody,
/// and answers 0. Any other answer refuses the request with XWSSE_SECRETS_UNAVAILABLE (503): never answer "nobody"
/// for a look-up that failed.
///
/// `username` comes from a header that is not yet verified. It and `found` are yours until you return. Threads
/// that verify at once call it at once. It must return: do not leave it by longjmp() or by an exception.
pub type SecretsFn =
    Option<unsafe extern "C" fn(context: *mut c_void, username: Slice, found: *mut Found) -> i32>;

/// Adds an active secret, of which a copy is taken; several while they are rotated.
///
/// When it fails, the look-up fails with it: XWSSE_SECRET_EMPTY, XWSSE_NULL_ARGUMENT, XWSSE_LENGTH_INVALID.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_found_secret(
    found: *mut Found,
    secret: *const c_void,
    secret_len: usize,
) -> Status {
    guard(|| {
        // SAFETY: topic "Callbacks": it is lent to one callback, which does not share it.
        let found = unsafe { found.as_mut() }.ok_or(Status::NullArgument)?;
        // SAFETY: topic "Inputs".
        let secret = unsafe { bytes(secret, secret_len) }.and_then(|secret| Ok(Secret::new(secret)?));
        found.failed |= secret.is_err();
        found.secrets.push(secret?);
        Ok(())
    })
}

/// Sets this user's canonical name, if it may differ from the spelling in the header, as with a look-up that takes
/// `Alice` for `alice`: the identity, and the claims on nonce and Created, are made of it. It has 1 to 256 bytes and no
/// control characters, as a header's has; with any other the look-up fails.
///
/// When it fails, the look-up fails with it: XWSSE_TEXT_INVALID, XWSSE_NULL_ARGUMENT, XWSSE_LENGTH_INVALID.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_found_username(
    found: *mut Found,
    username: *const c_char,
    username_len: usize,
) -> Status {
    guard(|| {
        // SAFETY: topic "Callbacks": it is lent to one callback, which does not share it.
        let found = unsafe { found.as_mut() }.ok_or(Status::NullArgument)?;
        // SAFETY: topic "Inputs".
        let username = unsafe { text(username, username_len) };
        found.failed |= username.is_err();
        found.canonical = Some(username?.to_owned());
        Ok(())
    })
}

/// The caller's look-up.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LookUp {
    pub(crate) secrets: unsafe extern "C" fn(*mut c_void, Slice, *mut Found) -> i32,
    pub(crate) context: *mut c_void,
}

// SAFETY: topic "Callbacks": xwsse.h demands that they may be called from all threads.
unsafe impl Send for LookUp {}
// SAFETY: as above.
unsafe impl Sync for LookUp {}

impl Secrets for LookUp {
    fn look_up<'s>(&'s self, username: &'s str) -> Result<Credentials<'s>, SecretsUnavailable> {
        let mut found = Found::default();
        // With a NUL after it, and without an allocation.
        let mut room = [0; MAX_USERNAME + 1];
        let place = room[..MAX_USERNAME].get_mut(..username.len()).ok_or(SecretsUnavailable)?;
        place.copy_from_slice(username.as_bytes());
        let name = Slice { data: room.as_ptr().cast(), len: username.len() };
        // SAFETY: topic "Callbacks".
        let answer = unsafe { (self.secrets)(self.context, name, ptr::from_mut(&mut found)) };
        if answer != 0 || found.failed {
            return Err(SecretsUnavailable);
        }
        let credentials = Credentials::from(found.secrets);
        Ok(match found.canonical {
            Some(username) => credentials.canonical(username),
            None => credentials,
        })
    }
}
