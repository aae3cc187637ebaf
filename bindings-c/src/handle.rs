//! Objects that C holds by a pointer, and places where C wants a result.

use std::ptr;

use crate::guard::guard_value;
use crate::status::Status;

/// What a pointer of the caller points at.
///
/// # Safety
/// It is NULL, or points at a `T` that lives for `'a` and is only read meanwhile (topics "Handles", "Inputs").
pub(crate) unsafe fn borrow<'a, T>(pointer: *const T) -> Result<&'a T, Status> {
    // SAFETY: that is what the caller of this function vouches for.
    unsafe { pointer.as_ref() }.ok_or(Status::NullArgument)
}

/// Ends the life of an object that went out by [`Out::put_new`]; NULL is allowed.
///
/// # Safety
/// It is NULL, or came from [`Out::put_new`] and was not freed (topic "Handles").
pub(crate) unsafe fn free<T>(pointer: *mut T) {
    if !pointer.is_null() {
        guard_value(|| {
            // SAFETY: the caller of this function vouches that it came out of a box and is not used any more.
            drop(unsafe { Box::from_raw(pointer) });
            Ok(())
        });
    }
}

/// Where a result goes. Nothing is written unless the call succeeds.
pub(crate) struct Out<T>(ptr::NonNull<T>);

impl<T> Out<T> {
    /// The caller's place.
    ///
    /// # Safety
    /// It is NULL, or stays writable as a `T` for as long as this `Out` lives (topic "Outputs").
    pub(crate) unsafe fn new(place: *mut T) -> Result<Self, Status> {
        ptr::NonNull::new(place).map(Self).ok_or(Status::NullArgument)
    }

    pub(crate) fn put(self, value: T) -> Result<(), Status> {
        // SAFETY: `new` was promised that the place is writable. What it held may not be initialised, so it is
        // overwritten and not dropped.
        unsafe { self.0.write(value) };
        Ok(())
    }
}

// What a handle points at is used by all threads at once.
impl<T: Send + Sync> Out<*mut T> {
    /// Hands an object out; it is the caller's to free.
    pub(crate) fn put_new(self, object: T) -> Result<(), Status> {
        self.put(Box::into_raw(Box::new(object)))
    }
}
