//! Sans-IO synchronisation: the automerge-repo wire protocol, sessions, presence and chunk policy.

pub mod backoff;
pub mod chunks;
pub mod connection;
pub mod guard;
mod heads;
pub mod ids;
pub mod room;
pub mod store;
pub mod wire;

pub use heads::Heads;
