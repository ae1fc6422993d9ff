//! What of a workspace is published, and what isn't.
#![allow(clippy::unwrap_used, reason = "a test that can't go on fails")]

mod findings;
mod named;
mod scene;
mod secret;
mod unnamed;
