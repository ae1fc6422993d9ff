//! The names that travel on the wire: documents, peers and their sessions.
//!
//! Nothing here draws randomness; where an id is new, its random bytes are an argument.

mod document;
mod peer;

pub use document::{BadDocumentId, DocumentId};
pub use peer::{PeerId, SessionId};
