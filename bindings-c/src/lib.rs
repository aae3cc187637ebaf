//! The bridge between the crate `xwsse` and C: it converts, and decides nothing.
//!
//! The comments of what is exported are those of `include/xwsse.h`, which `tests/header.rs` writes. Why the
//! `unsafe` blocks are sound is in `SAFETY.md`, by topic; each block names its topic.

#![warn(clippy::unnecessary_safety_comment)]
#![allow(clippy::doc_markdown, reason = "the comments are C's, which has no links")]
#![allow(unreachable_pub, reason = "it is reached from C")]
#![allow(clippy::missing_safety_doc, reason = "xwsse.h says it once for all, in the words of C")]

// The header has its functions in the order of these lines.
mod version;

mod status;
mod status_table;

// Each scheme has a folder, and imports none of the others.
mod xwsse;

// What all schemes share.
mod store;

mod claims;

mod secrets;

mod identity;

mod authenticated;

// What the bridge is made of.
mod buffer;
mod guard;
mod handle;
mod slice;
mod texts;
mod time;

#[cfg(feature = "panic-for-tests")]
mod panic_for_tests;
