//! Who signed an accepted request.

use crate::guard::guard_value;
use crate::handle::{self, borrow};
use crate::slice::Slice;
use crate::texts::Texts;
use crate::time::Time;

/// Who signed an accepted request. All threads may read one at once.
#[derive(Debug)]
pub struct Identity {
    core: xwsse_authn::Identity,
    texts: Texts<2>,
}

impl Identity {
    pub(crate) fn new(core: xwsse_authn::Identity) -> Self {
        let texts = Texts::new([core.username(), core.dialect()]);
        Self { core, texts }
    }
}

/// Frees an identity; NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_identity_free(identity: *mut Identity) {
    // SAFETY: topic "Handles".
    unsafe { handle::free(identity) };
}

/// The username: the canonical one where the look-up returned one. It may hold any character but control characters;
/// escape it where you print it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_identity_username(identity: *const Identity) -> Slice {
    // SAFETY: topic "Handles".
    guard_value(|| unsafe { borrow(identity) }.map(|identity| identity.texts.slice(0)))
}

/// When the client says it signed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_identity_created(identity: *const Identity) -> Time {
    // SAFETY: topic "Handles".
    guard_value(|| unsafe { borrow(identity) }.map(|identity| identity.core.created().into()))
}

/// Which of the active secrets it was made with, from 0: shows when an old one is no longer used.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_identity_secret_index(identity: *const Identity) -> usize {
    // SAFETY: topic "Handles".
    guard_value(|| unsafe { borrow(identity) }.map(|identity| identity.core.secret_index()))
}

/// The name of the preset that the verifier's dialect is, or is based on.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_identity_dialect(identity: *const Identity) -> Slice {
    // SAFETY: topic "Handles".
    guard_value(|| unsafe { borrow(identity) }.map(|identity| identity.texts.slice(1)))
}
