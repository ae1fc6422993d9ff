//! What a document promises, through its public face.

#![allow(
    clippy::unwrap_used,
    reason = "a test that finds nothing where something must be has failed"
)]

mod command;
mod concurrent;
mod event;
mod genesis;
mod import;
mod scene;
mod undo;
