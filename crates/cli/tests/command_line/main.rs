//! The binary `causeway`, as people run it.
#![allow(clippy::unwrap_used, reason = "a test that can't go on fails")]

mod convert;
mod run;
mod serve;
