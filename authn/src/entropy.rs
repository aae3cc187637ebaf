//! Random bytes that nobody can guess.

use crate::codes::SignError;

/// Fills the whole slice with bytes that nobody can guess, or fails.
pub type Entropy = dyn Fn(&mut [u8]) -> Result<(), SignError> + Send + Sync;

/// The operating system's generator, each time: a generator of our own would repeat itself after `fork()` and in a
/// cloned virtual machine.
///
/// # Errors
/// [`SignError::RandomnessUnavailable`]: no weaker source is used.
#[cfg(feature = "std")]
pub fn system_entropy(bytes: &mut [u8]) -> Result<(), SignError> {
    use rand::{TryRng, rngs::SysRng};
    SysRng.try_fill_bytes(bytes).map_err(|_| SignError::RandomnessUnavailable)
}
