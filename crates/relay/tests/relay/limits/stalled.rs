//! A store that keeps one document waiting.

use causeway_sync::chunks::{Chunk, ChunkKey};
use causeway_sync::ids::DocumentId;
use causeway_sync::store::{Holding, MemoryStore, SharedChunkStore, StoreError};
use tokio::sync::watch;

/// A store in memory that loads this document only when it may go on.
pub(super) struct Stalled {
    pub(super) store: MemoryStore,
    pub(super) document: DocumentId,
    pub(super) is_going_on: watch::Receiver<bool>,
}

impl SharedChunkStore for Stalled {
    async fn load(&self, document: DocumentId) -> Result<Vec<Chunk>, StoreError> {
        if document == self.document {
            // An error means that the test is over.
            let _ = self.is_going_on.clone().wait_for(|is_going_on| *is_going_on).await;
        }
        SharedChunkStore::load(&self.store, document).await
    }

    async fn put(&self, document: DocumentId, chunk: Chunk) -> Result<(), StoreError> {
        SharedChunkStore::put(&self.store, document, chunk).await
    }

    async fn compact(
        &self,
        document: DocumentId,
        snapshot: Chunk,
        replaces: Vec<ChunkKey>,
    ) -> Result<(), StoreError> {
        SharedChunkStore::compact(&self.store, document, snapshot, replaces).await
    }

    async fn quarantine(&self, document: DocumentId, key: ChunkKey) -> Result<(), StoreError> {
        SharedChunkStore::quarantine(&self.store, document, key).await
    }

    async fn list(&self) -> Result<Vec<Holding>, StoreError> {
        SharedChunkStore::list(&self.store).await
    }

    async fn remove(&self, document: DocumentId) -> Result<(), StoreError> {
        SharedChunkStore::remove(&self.store, document).await
    }
}
