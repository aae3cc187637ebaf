//! How a server asks for a token.

use std::ffi::c_char;

use crate::buffer::Buffer;
use crate::guard::guard;
use crate::slice::text;
use crate::status::Status;

/// Writes the value of `WWW-Authenticate`, the same for every 401, into a buffer.
///
/// `realm` is your own text; what cannot stand in a quoted string of a header is left out.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_challenge(
    realm: *const c_char,
    realm_len: usize,
    buffer: *mut c_char,
    capacity: usize,
    len: *mut usize,
) -> Status {
    guard(|| {
        // SAFETY: topics "Inputs" and "Buffers".
        let (realm, buffer) = unsafe { (text(realm, realm_len)?, Buffer::new(buffer, capacity, len)?) };
        buffer.write(&xwsse::challenge(realm))
    })
}
