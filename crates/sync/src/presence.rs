//! Who else is looking at this document, and where.
//!
//! The messages are those of automerge-repo's `Presence`: a state of named channels, told whole
//! to newcomers and channel by channel after that, a heartbeat in silence, and a goodbye. Ours has
//! the channels of [`Portrait`]; of stock clients with channels of their own we know that
//! they are there.
//!
//! An author's name is shown as the connection vouched for it, never as the payload claims.

mod machine;
mod portrait;
mod wire;

#[cfg(test)]
mod tests;

pub use machine::{EXPIRY_MS, Effect, Event, HEARTBEAT_MS, Presence, Present};
pub use portrait::{Area, Point, Portrait, Pull, Typing};
