//! A store in memory, for tests and for browsers whose database does not open.

use std::{
    collections::{BTreeMap, VecDeque},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use crate::{
    chunks::{Chunk, ChunkKey},
    ids::DocumentId,
    store::{Holding, SharedChunkStore, StoreError},
};

/// Keeps chunks in memory. Clones share what they hold, as windows share a database.
#[derive(Debug, Clone, Default)]
pub struct MemoryStore(Arc<Mutex<Shelves>>);

/// What goes wrong in one of the next writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The write is refused with this error; the store goes on.
    Refuse(StoreError),
    /// The power fails before the write: nothing is kept, nothing is confirmed, and the store
    /// is closed until it is reopened.
    CrashBefore,
    /// The power fails after the write: all is kept, but nothing is confirmed, and the store
    /// is closed until it is reopened.
    CrashAfter,
}

#[derive(Debug, Default)]
struct Shelves {
    chunks: BTreeMap<DocumentId, BTreeMap<ChunkKey, Chunk>>,
    aside: BTreeMap<DocumentId, BTreeMap<ChunkKey, Chunk>>,
    faults: VecDeque<Fault>,
    is_closed: bool,
}

impl MemoryStore {
    /// An empty store.
    pub fn new() -> Self {
        Self::default()
    }

    /// Lets the next write that has no fault yet fail in this way.
    pub fn inject(&self, fault: Fault) {
        self.shelves().faults.push_back(fault);
    }

    /// Opens the store again after a crash, and forgets faults that have not happened yet.
    pub fn reopen(&self) {
        let mut shelves = self.shelves();
        shelves.is_closed = false;
        shelves.faults.clear();
    }

    /// Turns over bits in a stored chunk, as a failing disk does. False if it is not there.
    pub fn damage(&self, document: DocumentId, key: ChunkKey) -> bool {
        let mut shelves = self.shelves();
        let found = shelves.chunks.get_mut(&document).and_then(|chunks| chunks.get_mut(&key));
        let Some(chunk) = found else { return false };
        let bytes = chunk.bytes().iter().map(|byte| !byte).collect();
        *chunk = Chunk::stored(key, bytes);
        true
    }

    fn shelves(&self) -> MutexGuard<'_, Shelves> {
        // Every write below is complete in itself, so what a panicking thread left is sound.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn read<T>(&self, read: impl FnOnce(&Shelves) -> T) -> Result<T, StoreError> {
        let shelves = self.shelves();
        if shelves.is_closed { Err(StoreError::Closed) } else { Ok(read(&shelves)) }
    }

    fn write(&self, write: impl FnOnce(&mut Shelves)) -> Result<(), StoreError> {
        let mut shelves = self.shelves();
        if shelves.is_closed {
            return Err(StoreError::Closed);
        }
        match shelves.faults.pop_front() {
            None => {
                write(&mut shelves);
                Ok(())
            }
            Some(Fault::Refuse(error)) => Err(error),
            Some(Fault::CrashBefore) => {
                shelves.is_closed = true;
                Err(StoreError::Closed)
            }
            Some(Fault::CrashAfter) => {
                write(&mut shelves);
                shelves.is_closed = true;
                Err(StoreError::Closed)
            }
        }
    }
}

impl SharedChunkStore for MemoryStore {
    async fn load(&self, document: DocumentId) -> Result<Vec<Chunk>, StoreError> {
        self.read(|shelves| {
            let chunks = shelves.chunks.get(&document);
            chunks.map(|chunks| chunks.values().cloned().collect()).unwrap_or_default()
        })
    }

    async fn put(&self, document: DocumentId, chunk: Chunk) -> Result<(), StoreError> {
        self.write(|shelves| {
            shelves.chunks.entry(document).or_default().entry(chunk.key()).or_insert(chunk);
        })
    }

    async fn compact(
        &self,
        document: DocumentId,
        snapshot: Chunk,
        replaces: Vec<ChunkKey>,
    ) -> Result<(), StoreError> {
        self.write(|shelves| {
            let chunks = shelves.chunks.entry(document).or_default();
            chunks.retain(|key, _| !replaces.contains(key));
            chunks.insert(snapshot.key(), snapshot);
        })
    }

    async fn quarantine(&self, document: DocumentId, key: ChunkKey) -> Result<(), StoreError> {
        self.write(|shelves| {
            let Some(chunks) = shelves.chunks.get_mut(&document) else { return };
            if let Some(chunk) = chunks.remove(&key) {
                shelves.aside.entry(document).or_default().insert(key, chunk);
            }
        })
    }

    async fn list(&self) -> Result<Vec<Holding>, StoreError> {
        self.read(|shelves| {
            let held = shelves.chunks.iter().filter(|(_, chunks)| !chunks.is_empty());
            held.map(|(document, chunks)| Holding {
                document: *document,
                chunks: chunks.len(),
                bytes: chunks.values().map(|chunk| chunk.bytes().len() as u64).sum(),
            })
            .collect()
        })
    }

    async fn remove(&self, document: DocumentId) -> Result<(), StoreError> {
        self.write(|shelves| {
            shelves.chunks.remove(&document);
            shelves.aside.remove(&document);
        })
    }
}
