//! What changed in a document, in the words of the map.

use causeway_model::{FunctionId, LinkId, NodeId, PersonId};

/// A record that is not as it was, by whoever's hand.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Event {
    /// The title, the summary or a setting of the workspace.
    WorkspaceChanged,
    /// A person is new, or not as they were.
    PersonChanged(PersonId),
    /// A person is deleted.
    PersonGone(PersonId),
    /// A function is new, or not as it was.
    FunctionChanged(FunctionId),
    /// A function is deleted.
    FunctionGone(FunctionId),
    /// A node is new, restored, or not as it was.
    NodeChanged(NodeId),
    /// A node is deleted. Its record can still be read, and restored.
    NodeGone(NodeId),
    /// A link is new, restored, or not as it was.
    LinkChanged(LinkId),
    /// A link is deleted. Its record can still be read, and restored.
    LinkGone(LinkId),
    /// A record of another map of the workspace changed or is gone.
    RecordChanged {
        /// The map: `actions`, `decisions`, `comments` and so on, or one that only a newer version knows.
        map: String,
        /// The record's id.
        id: String,
    },
}
