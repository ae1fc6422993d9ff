//! What a reader of publications remembers, in the browser's database: bytes under names.

use causeway_sync::store::StoreError;
use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue};

use crate::platform::indexed_db::PAGES;
use crate::platform::indexed_db::connection::Database;

/// Bytes under names.
#[derive(Clone)]
pub struct PageStore {
    database: Database,
}

impl PageStore {
    /// What a database of publications keeps.
    pub fn new(database: Database) -> Self {
        Self { database }
    }

    /// What is kept under a name; `None` where there is nothing.
    ///
    /// # Errors
    /// If the database can't be read.
    pub async fn get(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let key = JsValue::from_str(name);
        let found = self
            .database
            .read(&[PAGES], |transaction| Ok(vec![transaction.object_store(PAGES)?.get(&key)?]));
        let found = found.await?.into_iter().next().filter(|found| !found.is_undefined());
        let bytes = found.map(JsCast::dyn_into::<Uint8Array>).transpose();
        let bytes = bytes.map_err(|_| StoreError::Failed(format!("{name} holds no bytes")))?;
        Ok(bytes.map(|bytes| bytes.to_vec()))
    }

    /// Keeps some, each in the place of what was there, and forgets others: all of it, or nothing.
    ///
    /// # Errors
    /// If it could not be made durable.
    pub async fn change(
        &self,
        keep: &[(String, &[u8])],
        forget: &[String],
    ) -> Result<(), StoreError> {
        let write = self.database.write(&[PAGES], |transaction| {
            let pages = transaction.object_store(PAGES)?;
            let mut asked = Vec::with_capacity(keep.len() + forget.len());
            for name in forget {
                asked.push(pages.delete(&JsValue::from_str(name))?);
            }
            for (name, bytes) in keep {
                let bytes = Uint8Array::from(*bytes);
                asked.push(pages.put_with_key(&bytes, &JsValue::from_str(name))?);
            }
            Ok(asked)
        });
        write.await
    }
}
