//! The tables of the file, and what is done to them within a transaction.

use causeway_sync::chunks::{BadChunkKey, Chunk, ChunkKey};
use causeway_sync::ids::DocumentId;
use causeway_sync::store::Holding;
use redb::{ReadTransaction, ReadableTable, StorageError, TableDefinition, WriteTransaction};

/// A document's bytes, and the bytes of a chunk's key.
type Key = (&'static [u8; 16], &'static [u8; ChunkKey::BYTES]);

const CHUNKS: TableDefinition<'_, Key, &[u8]> = TableDefinition::new("chunks");

/// Damaged chunks, kept for those who try to rescue them.
const ASIDE: TableDefinition<'_, Key, &[u8]> = TableDefinition::new("aside");

const FIRST: [u8; ChunkKey::BYTES] = [0; ChunkKey::BYTES];
const LAST: [u8; ChunkKey::BYTES] = [u8::MAX; ChunkKey::BYTES];

/// One change of the store.
#[derive(Debug)]
pub(crate) enum Write {
    Put { document: DocumentId, chunk: Chunk },
    Compact { document: DocumentId, snapshot: Chunk, replaces: Vec<ChunkKey> },
    Quarantine { document: DocumentId, key: ChunkKey },
    Remove { document: DocumentId },
}

/// Makes the tables, so that reading an empty file finds them.
pub(crate) fn create(transaction: &WriteTransaction) -> Result<(), redb::Error> {
    transaction.open_table(CHUNKS)?;
    transaction.open_table(ASIDE)?;
    Ok(())
}

/// Does one change.
pub(crate) fn write(transaction: &WriteTransaction, write: &Write) -> Result<(), redb::Error> {
    let mut chunks = transaction.open_table(CHUNKS)?;
    match write {
        Write::Put { document, chunk } => {
            let key = chunk.key().to_bytes();
            let key = (document.as_bytes(), &key);
            if chunks.get(key)?.is_none() {
                chunks.insert(key, chunk.bytes())?;
            }
        }
        Write::Compact { document, snapshot, replaces } => {
            for key in replaces {
                chunks.remove((document.as_bytes(), &key.to_bytes()))?;
            }
            chunks.insert((document.as_bytes(), &snapshot.key().to_bytes()), snapshot.bytes())?;
        }
        Write::Quarantine { document, key } => {
            let key = key.to_bytes();
            let key = (document.as_bytes(), &key);
            if let Some(bytes) = chunks.remove(key)? {
                transaction.open_table(ASIDE)?.insert(key, bytes.value())?;
            }
        }
        Write::Remove { document } => {
            let of_document = (document.as_bytes(), &FIRST)..=(document.as_bytes(), &LAST);
            chunks.retain_in(of_document.clone(), |_, _| false)?;
            transaction.open_table(ASIDE)?.retain_in(of_document, |_, _| false)?;
        }
    }
    Ok(())
}

/// All chunks of a document.
pub(crate) fn load(
    transaction: &ReadTransaction,
    document: DocumentId,
) -> Result<Vec<Chunk>, redb::Error> {
    let chunks = transaction.open_table(CHUNKS)?;
    let of_document = (document.as_bytes(), &FIRST)..=(document.as_bytes(), &LAST);
    let found = chunks.range(of_document)?.map(|entry| {
        let (key, bytes) = entry?;
        let key = ChunkKey::from_bytes(key.value().1).map_err(not_ours)?;
        Ok(Chunk::stored(key, bytes.value().to_vec()))
    });
    found.collect()
}

/// What is held of each document, ordered by id.
pub(crate) fn list(transaction: &ReadTransaction) -> Result<Vec<Holding>, redb::Error> {
    let mut holdings: Vec<Holding> = Vec::new();
    for entry in transaction.open_table(CHUNKS)?.iter()? {
        let (key, bytes) = entry?;
        let document = DocumentId::from_bytes(*key.value().0);
        let bytes = bytes.value().len() as u64;
        match holdings.last_mut().filter(|holding| holding.document == document) {
            Some(holding) => {
                holding.chunks += 1;
                holding.bytes += bytes;
            }
            None => holdings.push(Holding { document, chunks: 1, bytes }),
        }
    }
    Ok(holdings)
}

fn not_ours(error: BadChunkKey) -> redb::Error {
    StorageError::Corrupted(error.to_string()).into()
}
