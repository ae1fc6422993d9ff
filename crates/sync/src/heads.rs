//! The state of a document, as the hashes of its newest changes.

use automerge::{AutoCommit, ChangeHash};

/// The newest changes of a document. Two documents with equal heads have the same history.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Heads(Vec<ChangeHash>);

impl Heads {
    /// The heads of this document as it stands; none if nothing was ever written.
    pub fn of(document: &mut AutoCommit) -> Self {
        Self::from(document.get_heads())
    }

    /// True for a document that nothing was ever written to.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The hashes, in ascending order.
    pub fn as_slice(&self) -> &[ChangeHash] {
        &self.0
    }
}

impl From<Vec<ChangeHash>> for Heads {
    fn from(mut hashes: Vec<ChangeHash>) -> Self {
        hashes.sort_unstable();
        Self(hashes)
    }
}
