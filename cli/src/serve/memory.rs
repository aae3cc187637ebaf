//! What is in the memory of a process that runs for long.

/// Keeps this process out of core dumps, and its environment from other processes of the same user.
pub(super) fn hide() {
    // Only a further fence: where there is none, the process runs as any other does.
    #[cfg(target_os = "linux")]
    let _ = rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable);
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn a_process_that_hides_is_in_no_core_dump() {
        use rustix::process::{DumpableBehavior, dumpable_behavior};
        hide();
        assert_eq!(dumpable_behavior().unwrap(), DumpableBehavior::NotDumpable);
    }
}
