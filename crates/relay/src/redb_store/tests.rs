use std::fs::{File, OpenOptions};
use std::io;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use causeway_sync::chunks::ChunkKind;
use causeway_testkit::storage_suite::{self, Bench};
use redb::StorageBackend;
use redb::backends::FileBackend;
use tempfile::TempDir;

use super::*;

const DOCUMENT: DocumentId = DocumentId::from_bytes([7; 16]);
const OTHER: DocumentId = DocumentId::from_bytes([8; 16]);

struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn file(&self) -> PathBuf {
        self.0.path().join("documents.redb")
    }

    fn store(&self) -> RedbStore {
        RedbStore::open(&self.file()).unwrap()
    }
}

fn incremental(bytes: &[u8]) -> Chunk {
    Chunk::new(ChunkKind::Incremental, bytes.to_vec())
}

fn snapshot(bytes: &[u8]) -> Chunk {
    Chunk::new(ChunkKind::Snapshot, bytes.to_vec())
}

async fn load(store: &RedbStore, document: DocumentId) -> Vec<Vec<u8>> {
    let chunks = SharedChunkStore::load(store, document).await.unwrap();
    let mut bytes: Vec<_> = chunks.into_iter().map(Chunk::into_bytes).collect();
    bytes.sort();
    bytes
}

async fn put(store: &RedbStore, document: DocumentId, bytes: &[u8]) -> Result<(), StoreError> {
    SharedChunkStore::put(store, document, incremental(bytes)).await
}

#[tokio::test]
async fn what_was_put_is_there_after_opening_again() {
    let folder = Folder::new();
    let store = folder.store();
    put(&store, DOCUMENT, b"one").await.unwrap();
    put(&store, DOCUMENT, b"one").await.unwrap();
    put(&store, OTHER, b"two").await.unwrap();
    drop(store);
    let store = folder.store();
    assert_eq!(load(&store, DOCUMENT).await, [b"one"]);
    assert_eq!(load(&store, OTHER).await, [b"two"]);
}

#[tokio::test]
async fn a_copy_made_while_it_runs_holds_all_that_was_confirmed() {
    let folder = Folder::new();
    let store = folder.store();
    put(&store, DOCUMENT, b"one").await.unwrap();
    // What is in the file now is what a process that is killed now leaves behind.
    let copy = folder.0.path().join("copy.redb");
    std::fs::copy(folder.file(), &copy).unwrap();
    let store = RedbStore::open(&copy).unwrap();
    assert_eq!(load(&store, DOCUMENT).await, [b"one"]);
}

#[tokio::test]
async fn a_second_process_is_refused() {
    let folder = Folder::new();
    let _store = folder.store();
    assert!(matches!(RedbStore::open(&folder.file()), Err(OpenError::InUse)));
}

#[tokio::test]
async fn a_file_of_another_kind_is_refused_and_left_alone() {
    let folder = Folder::new();
    std::fs::write(folder.file(), "a letter to grandmother").unwrap();
    assert!(matches!(RedbStore::open(&folder.file()), Err(OpenError::Failed(_))));
    assert_eq!(std::fs::read(folder.file()).unwrap(), b"a letter to grandmother");
}

#[tokio::test]
async fn compaction_replaces_what_is_named_and_nothing_else() {
    let folder = Folder::new();
    let store = folder.store();
    for bytes in [b"one", b"two"] {
        put(&store, DOCUMENT, bytes).await.unwrap();
    }
    put(&store, OTHER, b"one").await.unwrap();
    let replaces = vec![incremental(b"one").key(), snapshot(b"all").key()];
    SharedChunkStore::compact(&store, DOCUMENT, snapshot(b"all"), replaces).await.unwrap();
    assert_eq!(load(&store, DOCUMENT).await, [b"all", b"two"]);
    assert_eq!(load(&store, OTHER).await, [b"one"]);
}

#[tokio::test]
async fn a_chunk_set_aside_is_not_loaded_or_counted() {
    let folder = Folder::new();
    let store = folder.store();
    put(&store, DOCUMENT, b"one").await.unwrap();
    put(&store, DOCUMENT, b"three").await.unwrap();
    SharedChunkStore::quarantine(&store, DOCUMENT, incremental(b"one").key()).await.unwrap();
    assert_eq!(load(&store, DOCUMENT).await, [b"three"]);
    let held = SharedChunkStore::list(&store).await.unwrap();
    assert_eq!(held, [Holding { document: DOCUMENT, chunks: 1, bytes: 5 }]);
}

#[tokio::test]
async fn a_removed_document_is_gone_and_its_neighbours_stay() {
    let folder = Folder::new();
    let store = folder.store();
    put(&store, DOCUMENT, b"one").await.unwrap();
    put(&store, OTHER, b"two").await.unwrap();
    SharedChunkStore::remove(&store, DOCUMENT).await.unwrap();
    assert!(load(&store, DOCUMENT).await.is_empty());
    assert_eq!(load(&store, OTHER).await, [b"two"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn many_writers_at_once_all_succeed() {
    let folder = Folder::new();
    let store = folder.store();
    let writers = (0..200_u8).map(|n| {
        let store = store.clone();
        tokio::spawn(async move { put(&store, DOCUMENT, &[n]).await })
    });
    for writer in writers.collect::<Vec<_>>() {
        writer.await.unwrap().unwrap();
    }
    assert_eq!(load(&store, DOCUMENT).await.len(), 200);
}

/// A file on a disk that can be full.
#[derive(Debug)]
struct Disk {
    file: FileBackend,
    is_full: Arc<AtomicBool>,
}

impl Disk {
    fn room(&self) -> io::Result<()> {
        let is_full = self.is_full.load(Ordering::SeqCst);
        if is_full { Err(io::ErrorKind::StorageFull.into()) } else { Ok(()) }
    }
}

impl StorageBackend for Disk {
    fn len(&self) -> io::Result<u64> {
        self.file.len()
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        self.file.read(offset, out)
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        self.room()?;
        self.file.set_len(len)
    }

    fn sync_data(&self) -> io::Result<()> {
        self.file.sync_data()
    }

    fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        self.room()?;
        self.file.write(offset, data)
    }
}

#[tokio::test]
async fn a_full_disk_refuses_and_works_again_when_there_is_room() {
    let folder = Folder::new();
    let is_full = Arc::new(AtomicBool::new(false));
    let (path, full) = (folder.file(), Arc::clone(&is_full));
    let store = RedbStore::open_with(move || {
        let file: File =
            OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path)?;
        let disk = Disk { file: FileBackend::new(file)?, is_full: Arc::clone(&full) };
        Database::builder().create_with_backend(disk)
    })
    .unwrap();
    put(&store, DOCUMENT, b"one").await.unwrap();

    is_full.store(true, Ordering::SeqCst);
    assert_eq!(put(&store, DOCUMENT, b"two").await, Err(StoreError::Full));
    assert!(put(&store, DOCUMENT, b"two").await.is_err());

    is_full.store(false, Ordering::SeqCst);
    put(&store, DOCUMENT, b"two").await.unwrap();
    assert_eq!(load(&store, DOCUMENT).await, [b"one", b"two"]);
}

/// Files in one folder, numbered as they are made.
struct Files(Folder, AtomicUsize);

impl Files {
    fn newest(&self) -> RedbStore {
        let number = self.1.load(Ordering::SeqCst);
        RedbStore::open(&self.0.0.path().join(format!("{number}.redb"))).unwrap()
    }
}

impl Bench for Files {
    type Store = RedbStore;

    async fn fresh(&self) -> RedbStore {
        self.1.fetch_add(1, Ordering::SeqCst);
        self.newest()
    }

    async fn beside(&self, store: &RedbStore) -> RedbStore {
        store.clone()
    }

    async fn reopen(&self, store: RedbStore) -> RedbStore {
        drop(store);
        self.newest()
    }
}

#[tokio::test]
async fn it_does_what_every_store_must() {
    storage_suite::run(&Files(Folder::new(), AtomicUsize::new(0))).await;
}
