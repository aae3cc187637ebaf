//! The primitives that the model checker replaces: `--cfg loom` runs the store and the signing clock
//! under every order of their steps.

#[cfg(not(loom))]
pub(crate) use core::sync::atomic::{AtomicI64, Ordering};
#[cfg(loom)]
pub(crate) use loom::sync::{
    Mutex, MutexGuard,
    atomic::{AtomicI64, Ordering},
};
#[cfg(all(not(loom), feature = "std"))]
pub(crate) use std::sync::{Mutex, MutexGuard};
