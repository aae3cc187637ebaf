//! Bytes with a length.

use std::ffi::{c_char, c_void};
use std::{ptr, slice, str};

use crate::guard::Nothing;
use crate::status::Status;

/// Bytes and their number.
///
/// What you pass needs no NUL at its end, and `{NULL, 0}` is empty. What you get is followed by a
/// NUL that `len` does not count, belongs to the object that it was asked of, and lives as long.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct Slice {
    /// The first byte.
    pub data: *const c_char,
    /// Their number.
    pub len: usize,
}

impl Nothing for Slice {
    const NOTHING: Self = Self { data: ptr::null(), len: 0 };
}

/// The elements of an array of the caller.
///
/// # Safety
/// It is NULL, or points at `len` elements that live for `'a` and are only read meanwhile (topic "Inputs").
pub(crate) unsafe fn array<'a, T>(data: *const T, len: usize) -> Result<&'a [T], Status> {
    if len == 0 {
        return Ok(&[]);
    }
    if data.is_null() {
        return Err(Status::NullArgument);
    }
    // A slice must not be larger than half of the address space.
    let size = len.checked_mul(size_of::<T>()).and_then(|size| isize::try_from(size).ok());
    size.ok_or(Status::LengthInvalid)?;
    // SAFETY: it is not NULL and not too long, and the caller of this function vouches for the rest.
    Ok(unsafe { slice::from_raw_parts(data, len) })
}

/// The bytes of the caller.
///
/// # Safety
/// As [`array`].
pub(crate) unsafe fn bytes<'a>(data: *const c_void, len: usize) -> Result<&'a [u8], Status> {
    // SAFETY: the caller of this function vouches for it; bytes have no alignment.
    unsafe { array(data.cast::<u8>(), len) }
}

/// The text of the caller.
///
/// # Safety
/// As [`array`].
pub(crate) unsafe fn text<'a>(data: *const c_char, len: usize) -> Result<&'a str, Status> {
    // SAFETY: the caller of this function vouches for it.
    let bytes = unsafe { array(data.cast::<u8>(), len) }?;
    str::from_utf8(bytes).map_err(|_| Status::TextInvalid)
}

/// An array of slices of the caller, each of which has been checked.
#[derive(Clone, Copy)]
pub(crate) struct Slices<'a>(&'a [Slice]);

impl<'a> Slices<'a> {
    /// # Safety
    /// As [`array`], for the array and for each slice in it.
    pub(crate) unsafe fn new(data: *const Slice, len: usize) -> Result<Self, Status> {
        // SAFETY: the caller of this function vouches for it.
        let slices = unsafe { array(data, len) }?;
        for slice in slices {
            // SAFETY: likewise, for each of them.
            unsafe { array(slice.data, slice.len) }?;
        }
        Ok(Self(slices))
    }

    pub(crate) fn iter(self) -> impl Iterator<Item = &'a [u8]> {
        // SAFETY: `new` was promised that each is good for `'a`, and found no fault in any.
        self.0.iter().map(|slice| unsafe { array(slice.data.cast::<u8>(), slice.len) }.unwrap_or_default())
    }
}
