//! Texts that C reads for as long as an object lives.

use std::ffi::c_char;
use std::fmt;

use crate::slice::Slice;

/// Some texts in one allocation, each followed by a NUL.
pub(crate) struct Texts<const N: usize> {
    buffer: Box<[u8]>,
    starts: [usize; N],
    ends: [usize; N],
}

impl<const N: usize> Texts<N> {
    pub(crate) fn new(texts: [&str; N]) -> Self {
        let mut buffer = Vec::with_capacity(texts.iter().map(|text| text.len() + 1).sum());
        let (mut starts, mut ends) = ([0; N], [0; N]);
        for (at, text) in texts.into_iter().enumerate() {
            starts[at] = buffer.len();
            buffer.extend_from_slice(text.as_bytes());
            ends[at] = buffer.len();
            buffer.push(0);
        }
        Self { buffer: buffer.into(), starts, ends }
    }

    /// The text at this place. It lives as long as `self`, and does not move.
    pub(crate) fn slice(&self, at: usize) -> Slice {
        let text = &self.buffer[self.starts[at]..self.ends[at]];
        Slice { data: text.as_ptr().cast::<c_char>(), len: text.len() }
    }
}

/// They may be a digest.
impl<const N: usize> fmt::Debug for Texts<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Texts({N})")
    }
}
