//! Who may open which document.

use causeway_sync::ids::DocumentId;

/// How a relay decides who may open a document.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Access {
    /// Everybody who knows a document's id may read and edit it, as in all of the automerge world.
    #[default]
    Open,
}

impl Access {
    /// Whether a connection may open this document.
    pub(crate) fn permits(self, _document: DocumentId) -> bool {
        match self {
            Self::Open => true,
        }
    }
}
