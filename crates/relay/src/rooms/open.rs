//! Opening a document: what is stored of it becomes a document in memory.

use std::sync::Arc;

use automerge::{AutoCommit, TextEncoding};
use causeway_sync::Heads;
use causeway_sync::chunks::{Saver, load_into};
use causeway_sync::ids::DocumentId;
use causeway_sync::room::Room;
use causeway_sync::store::{SharedChunkStore, StoreError, load_intact};
use tokio::task::spawn_blocking;
use tokio::time::timeout;

use crate::hub::{self, Hub};
use crate::rooms::core::{Broken, Core};
use crate::rooms::size::Size;

/// Why a document was not opened.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NotOpened {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Broken(#[from] Broken),
}

/// Opens a document, a new and empty one if nothing is stored.
pub(crate) async fn open<S: SharedChunkStore + 'static>(
    hub: &Arc<Hub<S>>,
    document: DocumentId,
) -> Result<Core, NotOpened> {
    let (chunks, damaged) = load_intact(&hub.store, document).await?;
    if !damaged.is_empty() {
        tracing::error!(chunks = damaged.len(), "damaged parts of a document were set aside");
    }
    let hub = Arc::clone(hub);
    let within = hub.limits.work_within;
    let opening = spawn_blocking(move || {
        // The relay reads no texts, but every document of Causeway counts in the same units.
        let mut doc = AutoCommit::new_with_encoding(TextEncoding::Utf16CodeUnit);
        let loaded = load_into(&mut doc, &chunks, hub.limits.allowance());
        if !loaded.refused.is_empty() {
            // They stay where they are: another version may be able to read them.
            tracing::error!(chunks = loaded.refused.len(), "parts of a document are unreadable");
        }
        let saver = Saver::new(&loaded, &mut doc, hub.now_ms(), hub::random_seed());
        let durable = Heads::of(&mut doc);
        let room = Room::new(document, hub.me.clone(), hub::new_session(), durable)
            .with_allowance(hub.limits.allowance());
        let stored = loaded.contained.iter().map(|(_, bytes)| bytes).sum();
        Core {
            doc,
            room,
            saver,
            locks: hub.reader_locks,
            size: Size::new(stored, hub.limits.document_bytes),
            work_within: hub.limits.work_within,
            told_dropped: 0,
        }
    });
    // The pool hands a panic of Automerge on as an error.
    let opened = timeout(within, opening).await.map_err(|_| Broken)?;
    Ok(opened.map_err(|_| Broken)?)
}
