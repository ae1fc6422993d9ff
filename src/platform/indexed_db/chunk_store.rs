//! Chunks in the browser's database.

use std::collections::BTreeMap;

use causeway_sync::chunks::{Chunk, ChunkKey};
use causeway_sync::ids::DocumentId;
use causeway_sync::store::{ChunkStore, Holding, StoreError};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{IdbKeyRange, IdbRequest, IdbTransaction};

use crate::platform::indexed_db::connection::Database;
use crate::platform::indexed_db::{ASIDE, CHUNKS, SIZES};

/// The store of chunks in a database.
#[derive(Clone)]
pub struct IndexedDbStore {
    database: Database,
}

impl IndexedDbStore {
    /// The chunks that a database keeps.
    pub fn new(database: Database) -> Self {
        Self { database }
    }

    /// The bytes stored under a key, intact or not.
    async fn bytes(&self, key: &JsValue) -> Result<Option<JsValue>, StoreError> {
        let found = self
            .database
            .read(&[CHUNKS], |transaction| Ok(vec![transaction.object_store(CHUNKS)?.get(key)?]));
        Ok(found.await?.into_iter().find(|bytes| !bytes.is_undefined()))
    }
}

impl ChunkStore for IndexedDbStore {
    async fn load(&self, document: DocumentId) -> Result<Vec<Chunk>, StoreError> {
        let range = all_of(document)?;
        let found = self.database.read(&[CHUNKS], |transaction| {
            let chunks = transaction.object_store(CHUNKS)?;
            Ok(vec![chunks.get_all_keys_with_key(&range)?, chunks.get_all_with_key(&range)?])
        });
        let found = found.await?;
        let [keys, chunks] = found.as_slice() else { return Ok(Vec::new()) };
        let keys = Array::from(keys);
        let chunks = Array::from(chunks);
        Ok(keys.iter().zip(chunks.iter()).filter_map(|(key, bytes)| chunk(&key, &bytes)).collect())
    }

    async fn put(&self, document: DocumentId, chunk: Chunk) -> Result<(), StoreError> {
        self.compact(document, chunk, Vec::new()).await
    }

    async fn compact(
        &self,
        document: DocumentId,
        snapshot: Chunk,
        replaces: Vec<ChunkKey>,
    ) -> Result<(), StoreError> {
        let key = key(document, snapshot.key());
        let bytes = Uint8Array::from(snapshot.bytes());
        let size = JsValue::from_f64(f64::from(bytes.length()));
        let write = self.database.write(&[CHUNKS, SIZES], |transaction| {
            let chunks = transaction.object_store(CHUNKS)?;
            let sizes = transaction.object_store(SIZES)?;
            let mut requests =
                vec![chunks.put_with_key(&bytes, &key)?, sizes.put_with_key(&size, &key)?];
            for replaced in replaces.iter().filter(|replaced| **replaced != snapshot.key()) {
                let key = self::key(document, *replaced);
                requests.push(chunks.delete(&key)?);
                requests.push(sizes.delete(&key)?);
            }
            Ok(requests)
        });
        write.await
    }

    async fn quarantine(&self, document: DocumentId, chunk: ChunkKey) -> Result<(), StoreError> {
        let key = key(document, chunk);
        let Some(bytes) = self.bytes(&key).await? else { return Ok(()) };
        let write = self.database.write(&[CHUNKS, SIZES, ASIDE], |transaction| {
            Ok(vec![
                transaction.object_store(ASIDE)?.put_with_key(&bytes, &key)?,
                transaction.object_store(CHUNKS)?.delete(&key)?,
                transaction.object_store(SIZES)?.delete(&key)?,
            ])
        });
        write.await
    }

    async fn list(&self) -> Result<Vec<Holding>, StoreError> {
        let found = self.database.read(&[SIZES], |transaction| {
            let sizes = transaction.object_store(SIZES)?;
            Ok(vec![sizes.get_all_keys()?, sizes.get_all()?])
        });
        let found = found.await?;
        let [keys, sizes] = found.as_slice() else { return Ok(Vec::new()) };
        let mut holdings: BTreeMap<DocumentId, Holding> = BTreeMap::new();
        for (key, size) in Array::from(keys).iter().zip(Array::from(sizes).iter()) {
            let Some(document) = document_of(&key) else { continue };
            let holding =
                holdings.entry(document).or_insert(Holding { document, chunks: 0, bytes: 0 });
            holding.chunks += 1;
            holding.bytes += whole(&size);
        }
        Ok(holdings.into_values().collect())
    }

    async fn remove(&self, document: DocumentId) -> Result<(), StoreError> {
        let range = all_of(document)?;
        let write = self.database.write(&[CHUNKS, SIZES, ASIDE], |transaction| {
            let delete = |shelf| delete_range(transaction, shelf, &range);
            Ok(vec![delete(CHUNKS)?, delete(SIZES)?, delete(ASIDE)?])
        });
        write.await
    }
}

fn delete_range(
    transaction: &IdbTransaction,
    shelf: &str,
    range: &IdbKeyRange,
) -> Result<IdbRequest, JsValue> {
    transaction.object_store(shelf)?.delete(range)
}

/// `[document, chunk]`, as the database orders keys.
fn key(document: DocumentId, chunk: ChunkKey) -> JsValue {
    Array::of2(&document.to_string().into(), &chunk.to_string().into()).into()
}

/// Every key of a document: arrays sort after texts, so an empty one ends the range.
fn all_of(document: DocumentId) -> Result<IdbKeyRange, StoreError> {
    let document = JsValue::from(document.to_string());
    let (first, last) = (Array::of1(&document), Array::of2(&document, &Array::new()));
    let range = IdbKeyRange::bound(&first, &last);
    range.map_err(|error| StoreError::Failed(format!("{error:?}")))
}

fn document_of(key: &JsValue) -> Option<DocumentId> {
    let key: &Array = key.dyn_ref()?;
    key.get(0).as_string()?.parse().ok()
}

fn chunk(key: &JsValue, bytes: &JsValue) -> Option<Chunk> {
    let key: &Array = key.dyn_ref()?;
    let key = key.get(1).as_string()?.parse().ok()?;
    Some(Chunk::stored(key, Uint8Array::new(bytes).to_vec()))
}

/// A size as it was written; what isn't one counts as nothing.
fn whole(size: &JsValue) -> u64 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "casting saturates, and no chunk is near 2^53 bytes"
    )]
    let whole = size.as_f64().unwrap_or_default() as u64;
    whole
}
