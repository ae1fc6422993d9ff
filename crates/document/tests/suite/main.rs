//! What a document promises, through its public face.

#![allow(
    clippy::unwrap_used,
    reason = "a test that finds nothing where something must be has failed"
)]

mod command;
mod concurrent;
mod event;
mod first_fill;
mod genesis;
mod history;
mod hostile;
mod import;
mod open;
mod property;
mod scene;
mod steps;
mod undo;
