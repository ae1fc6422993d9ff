//! What is known of each workspace on this device, and the keys to it, in the browser's database.

use std::rc::Rc;

use causeway_sync::ids::DocumentId;
use causeway_sync::store::StoreError;
use js_sys::Array;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast as _, JsValue};

use crate::platform::indexed_db::connection::Database;
use crate::platform::indexed_db::{KEYS, WORKSPACES};

/// One text for each document.
#[derive(Clone)]
pub struct IndexStore {
    database: Database,
    shelf: &'static str,
    /// What stands behind a document's id, where a shelf holds several texts of it.
    ending: &'static str,
}

impl IndexStore {
    /// The list of workspaces that a database keeps.
    pub fn new(database: Database) -> Self {
        Self { database, shelf: WORKSPACES, ending: "" }
    }

    /// The keys that a database keeps.
    pub fn of_keys(database: Database) -> Self {
        Self { database, shelf: KEYS, ending: "" }
    }

    /// What a database keeps of the publishing of workspaces, with the keys that sign it.
    pub fn of_publishing(database: Database) -> Self {
        Self { database, shelf: KEYS, ending: "/publishing" }
    }

    /// What a database keeps of the publishing of workspaces and nobody could read.
    pub fn of_publishing_aside(database: Database) -> Self {
        Self { database, shelf: KEYS, ending: "/publishing-aside" }
    }

    fn key(&self, document: DocumentId) -> JsValue {
        JsValue::from(format!("{document}{}", self.ending))
    }

    /// One entry; `None` where there is none.
    ///
    /// # Errors
    /// If the database can't be read.
    pub async fn get(&self, document: DocumentId) -> Result<Option<String>, StoreError> {
        let key = self.key(document);
        let shelves = [self.shelf];
        let found = self.database.read(&shelves, |transaction| {
            Ok(vec![transaction.object_store(self.shelf)?.get(&key)?])
        });
        Ok(found.await?.first().and_then(JsValue::as_string))
    }

    /// Every entry, ordered by the document's id as text.
    ///
    /// # Errors
    /// If the database can't be read.
    pub async fn all(&self) -> Result<Vec<(DocumentId, String)>, StoreError> {
        let shelves = [self.shelf];
        let found = self.database.read(&shelves, |transaction| {
            let index = transaction.object_store(self.shelf)?;
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
        let (key, text) = (self.key(document), JsValue::from_str(text));
        let shelves = [self.shelf];
        let write = self.database.write(&shelves, |transaction| {
            Ok(vec![transaction.object_store(self.shelf)?.put_with_key(&text, &key)?])
        });
        write.await
    }

    /// Writes what `change` makes of an entry as it is now; it stays where that is `None`. No other tab writes
    /// in between.
    ///
    /// # Errors
    /// If it could not be made durable; then it is what it was.
    pub async fn change(
        &self,
        document: DocumentId,
        change: Rc<dyn Fn(Option<String>) -> Option<String>>,
    ) -> Result<(), StoreError> {
        let key = self.key(document);
        let shelves = [self.shelf];
        let write = self.database.write(&shelves, |transaction| {
            let texts = transaction.object_store(self.shelf)?;
            let reading = texts.get(&key)?;
            let (transaction, key) = (transaction.clone(), key.clone());
            let (found, change) = (reading.clone(), change.clone());
            let then = Closure::once_into_js(move || {
                let Ok(found) = found.result() else { return };
                // Whatever is there and is no text of ours stays.
                let text = found.as_string();
                if text.is_none() && !found.is_undefined() {
                    return;
                }
                let Some(text) = change(text) else { return };
                if texts.put_with_key(&JsValue::from_str(&text), &key).is_err() {
                    // Nothing may count as written.
                    let _ = transaction.abort();
                }
            });
            reading.set_onsuccess(Some(then.unchecked_ref()));
            Ok(vec![reading])
        });
        write.await
    }

    /// Forgets an entry.
    ///
    /// # Errors
    /// If the database can't be written; then it is still there.
    pub async fn remove(&self, document: DocumentId) -> Result<(), StoreError> {
        let key = self.key(document);
        let shelves = [self.shelf];
        let write = self.database.write(&shelves, |transaction| {
            Ok(vec![transaction.object_store(self.shelf)?.delete(&key)?])
        });
        write.await
    }
}
