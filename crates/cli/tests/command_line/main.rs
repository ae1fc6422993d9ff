//! The binary `causeway`, as people run it.
#![allow(clippy::unwrap_used, reason = "a test that can't go on fails")]

mod cases;
mod convert;
mod diagnose;
mod pages;
mod publish;
mod run;
mod serve;
mod xray;
