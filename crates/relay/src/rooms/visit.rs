//! What connections bring to an open document.

use causeway_sync::wire::Frame;

use crate::hub::ConnectionId;
use crate::rooms::guests::Guest;

/// One thing that a connection brings to a document.
#[derive(Debug)]
pub(crate) enum Visit {
    /// It comes; always the first.
    Enter { connection: ConnectionId, guest: Guest },
    /// It has received a frame about the document.
    Frame { connection: ConnectionId, frame: Frame },
    /// It goes.
    Leave { connection: ConnectionId },
    /// The document was deleted: all have to go, and nothing is saved any more.
    Forget,
}
