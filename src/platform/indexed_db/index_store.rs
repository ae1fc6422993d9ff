//! What is known of each workspace on this device, in the browser's database.

use causeway_sync::ids::DocumentId;
use causeway_sync::store::StoreError;
use js_sys::Array;
use wasm_bindgen::JsValue;

use crate::platform::indexed_db::WORKSPACES;
use crate::platform::indexed_db::connection::Database;

/// One text for each document.
#[derive(Clone)]
pub struct IndexStore {
    database: Database,
}

impl IndexStore {
    /// The list that a database keeps.
    pub fn new(database: Database) -> Self {
        Self { database }
    }

    /// Every entry, ordered by the document's id as text.
    ///
    /// # Errors
    /// If the database can't be read.
    pub async fn all(&self) -> Result<Vec<(DocumentId, String)>, StoreError> {
        let found = self.database.read(&[WORKSPACES], |transaction| {
            let index = transaction.object_store(WORKSPACES)?;
            Ok(vec![index.get_all_keys()?, index.get_all()?])
        });
        let found = found.await?;
        let [keys, texts] = found.as_slice() else { return Ok(Vec::new()) };
        let (keys, texts) = (Array::from(keys), Array::from(texts));
        let entries = keys.iter().zip(texts.iter());
        let read = |(key, text): (JsValue, JsValue)| {
            Some((key.as_string()?.parse().ok()?, text.as_string()?))
        };
        Ok(entries.filter_map(read).collect())
    }

    /// Writes an entry, in the place of an earlier one.
    ///
    /// # Errors
    /// If it could not be made durable.
    pub async fn put(&self, document: DocumentId, text: &str) -> Result<(), StoreError> {
        let (key, text) = (JsValue::from(document.to_string()), JsValue::from_str(text));
        let write = self.database.write(&[WORKSPACES], |transaction| {
            Ok(vec![transaction.object_store(WORKSPACES)?.put_with_key(&text, &key)?])
        });
        write.await
    }

    /// Forgets an entry.
    ///
    /// # Errors
    /// If the database can't be written; then it is still there.
    pub async fn remove(&self, document: DocumentId) -> Result<(), StoreError> {
        let key = JsValue::from(document.to_string());
        let write = self.database.write(&[WORKSPACES], |transaction| {
            Ok(vec![transaction.object_store(WORKSPACES)?.delete(&key)?])
        });
        write.await
    }
}
