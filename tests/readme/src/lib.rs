#![doc = include_str!("../../../README.md")]
#![allow(clippy::doc_markdown, reason = "it is written for people")]
