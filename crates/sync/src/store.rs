//! Where the chunks of documents are kept: the trait, and the store in memory.
//!
//! A store keeps, for each document, a set of chunks named by what they contain. Putting a chunk
//! twice is putting it once, and any number of writers may do so at the same time. What must hold
//! of every store is spelled out by the acceptance suite in `causeway-testkit`.

mod memory;
mod quarantine;

use std::future::Future;

pub use memory::{Fault, MemoryStore};
pub use quarantine::load_intact;

use crate::{
    chunks::{Chunk, ChunkKey},
    ids::DocumentId,
};

/// A place that keeps chunks, on one thread: the browser's database, or memory.
///
/// When a call returns success, what it wrote survives the loss of power. When it returns an
/// error, or is dropped before it returns, the write may have happened or not, but never in part.
pub trait ChunkStore {
    /// All chunks of a document in no particular order; none if the document is unknown.
    /// They are returned as they are found, intact or not: [`load_intact`] sorts them out.
    ///
    /// # Errors
    /// If the store cannot be read.
    fn load(&self, document: DocumentId) -> impl Future<Output = Result<Vec<Chunk>, StoreError>>;

    /// Adds a chunk. It is durable when this returns; a chunk that is there already stays.
    ///
    /// # Errors
    /// If the chunk could not be made durable, such as on a full disk.
    fn put(
        &self,
        document: DocumentId,
        chunk: Chunk,
    ) -> impl Future<Output = Result<(), StoreError>>;

    /// Adds a snapshot and deletes the chunks that it `replaces`, in one transaction: either both
    /// are done, or none. The snapshot itself stays even if it is named among the replaced; keys
    /// that are not there are passed over.
    ///
    /// # Errors
    /// If the transaction could not be made durable; then nothing has changed.
    fn compact(
        &self,
        document: DocumentId,
        snapshot: Chunk,
        replaces: Vec<ChunkKey>,
    ) -> impl Future<Output = Result<(), StoreError>>;

    /// Sets a damaged chunk aside: it is no longer loaded or counted, but its bytes are kept, for
    /// people who try to rescue it. A key that is not there is passed over.
    ///
    /// # Errors
    /// If the store cannot be written.
    fn quarantine(
        &self,
        document: DocumentId,
        key: ChunkKey,
    ) -> impl Future<Output = Result<(), StoreError>>;

    /// All documents that have chunks, ordered by id, and how much room they take.
    ///
    /// # Errors
    /// If the store cannot be read.
    fn list(&self) -> impl Future<Output = Result<Vec<Holding>, StoreError>>;

    /// Forgets a document with all its chunks, those set aside included.
    ///
    /// # Errors
    /// If the store cannot be written; then nothing has changed.
    fn remove(&self, document: DocumentId) -> impl Future<Output = Result<(), StoreError>>;
}

/// A [`ChunkStore`] that tasks on several threads share: the relay's.
///
/// The same calls with the same promises; every one of them is a [`ChunkStore`] as well.
pub trait SharedChunkStore: Send + Sync {
    /// As [`ChunkStore::load`].
    ///
    /// # Errors
    /// As there.
    fn load(
        &self,
        document: DocumentId,
    ) -> impl Future<Output = Result<Vec<Chunk>, StoreError>> + Send;

    /// As [`ChunkStore::put`].
    ///
    /// # Errors
    /// As there.
    fn put(
        &self,
        document: DocumentId,
        chunk: Chunk,
    ) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// As [`ChunkStore::compact`].
    ///
    /// # Errors
    /// As there.
    fn compact(
        &self,
        document: DocumentId,
        snapshot: Chunk,
        replaces: Vec<ChunkKey>,
    ) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// As [`ChunkStore::quarantine`].
    ///
    /// # Errors
    /// As there.
    fn quarantine(
        &self,
        document: DocumentId,
        key: ChunkKey,
    ) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// As [`ChunkStore::list`].
    ///
    /// # Errors
    /// As there.
    fn list(&self) -> impl Future<Output = Result<Vec<Holding>, StoreError>> + Send;

    /// As [`ChunkStore::remove`].
    ///
    /// # Errors
    /// As there.
    fn remove(&self, document: DocumentId) -> impl Future<Output = Result<(), StoreError>> + Send;
}

impl<S: SharedChunkStore> ChunkStore for S {
    async fn load(&self, document: DocumentId) -> Result<Vec<Chunk>, StoreError> {
        SharedChunkStore::load(self, document).await
    }

    async fn put(&self, document: DocumentId, chunk: Chunk) -> Result<(), StoreError> {
        SharedChunkStore::put(self, document, chunk).await
    }

    async fn compact(
        &self,
        document: DocumentId,
        snapshot: Chunk,
        replaces: Vec<ChunkKey>,
    ) -> Result<(), StoreError> {
        SharedChunkStore::compact(self, document, snapshot, replaces).await
    }

    async fn quarantine(&self, document: DocumentId, key: ChunkKey) -> Result<(), StoreError> {
        SharedChunkStore::quarantine(self, document, key).await
    }

    async fn list(&self) -> Result<Vec<Holding>, StoreError> {
        SharedChunkStore::list(self).await
    }

    async fn remove(&self, document: DocumentId) -> Result<(), StoreError> {
        SharedChunkStore::remove(self, document).await
    }
}

/// What a store holds of one document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holding {
    /// The document.
    pub document: DocumentId,
    /// How many chunks it is in.
    pub chunks: usize,
    /// The bytes of all its chunks together.
    pub bytes: u64,
}

/// Why a store did not do what it was asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// There is no more room; people should export what they have.
    #[error("the storage is full")]
    Full,
    /// The store is closed, or could not be opened at all, as in a private window.
    #[error("the storage is not open")]
    Closed,
    /// Anything else, in the words of the platform.
    #[error("the storage failed: {0}")]
    Failed(String),
}
