//! The relay's embedded store: one redb file.
//!
//! Reads run on the blocking pool. Writes go to one thread, which commits all that wait together:
//! a commit costs one flush to the disk, however many documents are in it.

mod file;
mod tables;
mod writer;

use std::path::Path;
use std::sync::Arc;

use causeway_sync::chunks::{Chunk, ChunkKey};
use causeway_sync::ids::DocumentId;
use causeway_sync::store::{Holding, SharedChunkStore, StoreError};
use redb::{Database, ReadTransaction};

pub use crate::redb_store::file::OpenError;
use crate::redb_store::file::StoreFile;
use crate::redb_store::tables::Write;
use crate::redb_store::writer::Writer;

/// Bytes of the file that are kept in memory. The library's own choice, 1 GiB, is more than a
/// relay should ever take.
const CACHE: usize = 64 << 20;

/// Keeps chunks in a redb file. Clones share it; the file is let go when the last one is dropped.
#[derive(Debug, Clone)]
pub struct RedbStore {
    file: Arc<StoreFile>,
    writer: Arc<Writer>,
}

impl RedbStore {
    /// Opens the file, or makes it. It is locked: a second process is refused.
    ///
    /// Blocks while a file that wasn't closed properly is checked.
    ///
    /// # Errors
    /// If another process has it open, or if it can't be read, written, or isn't redb's.
    pub fn open(path: &Path) -> Result<Self, OpenError> {
        let path = path.to_owned();
        Self::open_with(move || Database::builder().set_cache_size(CACHE).create(&path))
    }

    fn open_with(
        open: impl Fn() -> Result<Database, redb::DatabaseError> + Send + Sync + 'static,
    ) -> Result<Self, OpenError> {
        let file = Arc::new(StoreFile::open(open)?);
        let writer = Writer::start(Arc::clone(&file)).map_err(OpenError::Thread)?;
        Ok(Self { file, writer: Arc::new(writer) })
    }

    async fn read<T: Send + 'static>(
        &self,
        read: impl FnOnce(&ReadTransaction) -> Result<T, redb::Error> + Send + 'static,
    ) -> Result<T, StoreError> {
        let file = Arc::clone(&self.file);
        let task = tokio::task::spawn_blocking(move || file.read(read));
        task.await.map_err(|_| StoreError::Closed)?
    }
}

impl SharedChunkStore for RedbStore {
    async fn load(&self, document: DocumentId) -> Result<Vec<Chunk>, StoreError> {
        self.read(move |transaction| tables::load(transaction, document)).await
    }

    async fn put(&self, document: DocumentId, chunk: Chunk) -> Result<(), StoreError> {
        self.writer.write(Write::Put { document, chunk }).await
    }

    async fn compact(
        &self,
        document: DocumentId,
        snapshot: Chunk,
        replaces: Vec<ChunkKey>,
    ) -> Result<(), StoreError> {
        self.writer.write(Write::Compact { document, snapshot, replaces }).await
    }

    async fn quarantine(&self, document: DocumentId, key: ChunkKey) -> Result<(), StoreError> {
        self.writer.write(Write::Quarantine { document, key }).await
    }

    async fn list(&self) -> Result<Vec<Holding>, StoreError> {
        self.read(tables::list).await
    }

    async fn remove(&self, document: DocumentId) -> Result<(), StoreError> {
        self.writer.write(Write::Remove { document }).await
    }
}

#[cfg(test)]
mod tests;
