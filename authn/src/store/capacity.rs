//! How many claims a memory store may be asked to hold.

use std::hash::RandomState;

use super::MemoryReplayStore;

/// Why there is no memory store of a capacity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{}; {}", self.problem(), self.remedy())]
#[non_exhaustive]
pub enum CapacityError {
    /// The capacity is not 1 to [`MAX_CAPACITY`](MemoryReplayStore::MAX_CAPACITY) claims.
    OutOfRange,
    /// The system does not have that much memory.
    OutOfMemory,
}

impl CapacityError {
    /// What is wrong.
    #[must_use]
    pub const fn problem(self) -> &'static str {
        // The text has the number.
        const { assert!(MemoryReplayStore::<RandomState>::MAX_CAPACITY == 1_073_741_824) };
        match self {
            Self::OutOfRange => "the capacity is not 1 to 1073741824 claims",
            Self::OutOfMemory => "there is not enough memory for a replay store of this capacity",
        }
    }

    /// What to do about it.
    #[must_use]
    pub const fn remedy(self) -> &'static str {
        match self {
            Self::OutOfRange => "choose one in this range; a claim takes 20 bytes",
            Self::OutOfMemory => "ask for fewer claims, of 20 bytes each",
        }
    }
}
