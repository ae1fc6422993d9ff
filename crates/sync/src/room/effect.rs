//! What a room asks its caller to do.

use crate::{
    guard::Refused,
    ids::PeerId,
    wire::{Frame, Payload},
};

/// What the caller of a room shall do, in this order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect<K> {
    /// Send this frame to this connection.
    Send {
        /// The connection.
        to: K,
        /// What to send.
        frame: Frame,
    },
    /// The document has new changes: show them, and save them.
    Changed {
        /// The connection that they came from.
        by: K,
    },
    /// Somebody who looks at the document has said something.
    Heard {
        /// Who said it, as vouched for by the connection that it came through.
        author: PeerId,
        /// What was said, as CBOR.
        data: Payload,
    },
    /// Nobody whom we asked has the document. It may still come later.
    Unavailable,
    /// Close this connection. It is out of the room already.
    Close {
        /// The connection.
        to: K,
        /// Why.
        reason: Rejected,
    },
}

/// How much one frame may bring, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Space {
    /// Changes one by one, which come on top of what is here.
    pub changes: usize,
    /// A whole document, as peers send one again where they lack much: most of it is here already.
    pub document: usize,
}

impl Space {
    /// No limit.
    pub const ENDLESS: Self = Self { changes: usize::MAX, document: usize::MAX };
}

/// Why a sync message was not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Rejected {
    /// It is no sync message of Automerge.
    #[error("not a sync message")]
    Malformed,
    /// It would take more room than is allowed.
    #[error("sync message too large when unpacked")]
    TooLarge,
    /// The document would outgrow what the room has space for.
    #[error("the document is as large as it may be")]
    Full,
    /// Its changes contradict those that are here.
    #[error("cannot be merged: {0}")]
    Unmergeable(String),
}

impl From<Refused> for Rejected {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Malformed => Self::Malformed,
            Refused::TooLarge => Self::TooLarge,
        }
    }
}
