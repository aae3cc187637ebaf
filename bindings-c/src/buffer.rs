//! Texts that go into a buffer of the caller.

use std::ffi::c_char;
use std::ptr;

use crate::handle::Out;
use crate::status::Status;

/// A buffer for a text and the NUL after it, and the place for the text's length.
pub(crate) struct Buffer {
    data: *mut u8,
    capacity: usize,
    len: Out<usize>,
}

impl Buffer {
    /// # Safety
    /// `data` is writable for `capacity` bytes, or NULL with a capacity of 0, and `len` is NULL or writable,
    /// for as long as this `Buffer` lives (topic "Buffers").
    pub(crate) unsafe fn new(data: *mut c_char, capacity: usize, len: *mut usize) -> Result<Self, Status> {
        if data.is_null() && capacity > 0 {
            return Err(Status::NullArgument);
        }
        // SAFETY: the caller of this function vouches for it.
        let len = unsafe { Out::new(len) }?;
        Ok(Self { data: data.cast(), capacity, len })
    }

    /// Writes text, NUL and length, or only the length when there is no room for the text and the NUL.
    pub(crate) fn write(self, text: &str) -> Result<(), Status> {
        self.len.put(text.len())?;
        if self.capacity <= text.len() {
            return Err(Status::BufferTooSmall);
        }
        // SAFETY: `new` was promised that `capacity` bytes are writable, and the text and the NUL are no more.
        // The text is an object of ours, so that the two do not overlap.
        unsafe {
            ptr::copy_nonoverlapping(text.as_ptr(), self.data, text.len());
            self.data.add(text.len()).write(0);
        }
        Ok(())
    }
}
