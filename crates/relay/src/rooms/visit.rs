//! What connections bring to an open document.

use causeway_sync::ids::PeerId;
use causeway_sync::wire::Frame;

use crate::access::Rights;
use crate::hub::ConnectionId;
use crate::session::Outbox;

/// One thing that a connection brings to a document.
#[derive(Debug)]
pub(crate) enum Visit {
    /// It comes; always the first.
    Enter { connection: ConnectionId, peer: PeerId, outbox: Outbox, rights: Rights },
    /// It has received a frame about the document.
    Frame { connection: ConnectionId, frame: Frame },
    /// It goes.
    Leave { connection: ConnectionId },
    /// The document was deleted: all have to go, and nothing is saved any more.
    Forget,
}

impl Visit {
    /// Whether answering may take long enough to keep other tasks of this thread waiting.
    pub(crate) fn is_heavy(&self) -> bool {
        matches!(self, Self::Frame { frame: Frame::Sync(_) | Frame::Request(_), .. })
    }
}
