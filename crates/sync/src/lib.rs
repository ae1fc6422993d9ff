//! Sans-IO synchronisation: the automerge-repo wire protocol, sessions, presence and chunk policy.

pub mod chunks;
pub mod ids;
pub mod store;
pub mod wire;
