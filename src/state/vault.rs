//! Where this page keeps workspaces: the browser's database, or memory if that doesn't open.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use causeway_sync::chunks::{Chunk, ChunkKey};
use causeway_sync::ids::DocumentId;
use causeway_sync::store::{ChunkStore, Holding, MemoryStore, StoreError};

use crate::platform::indexed_db::{Database, IndexStore, IndexedDbStore};
use crate::state::access::Keyring;
use crate::state::status::StorageTrouble;

/// The name of the database; `public/rescue.js` knows it too.
const DATABASE: &str = "causeway";

/// Where workspaces are kept. Clones share what they keep.
#[derive(Clone)]
pub struct Vault {
    home: Home,
}

#[derive(Clone)]
enum Home {
    Disk {
        chunks: IndexedDbStore,
        index: IndexStore,
        keys: IndexStore,
        publishing: Box<IndexStore>,
        aside: Box<IndexStore>,
    },
    Memory {
        chunks: MemoryStore,
        index: Rc<RefCell<Index>>,
        keys: Rc<RefCell<Index>>,
        publishing: Rc<RefCell<Index>>,
        why: StorageTrouble,
    },
}

type Index = BTreeMap<DocumentId, String>;

impl Vault {
    /// Opens the browser's database, or memory in its place.
    pub async fn open() -> Self {
        match Database::open(DATABASE).await {
            Ok(database) => {
                let chunks = IndexedDbStore::new(database.clone());
                let keys = IndexStore::of_keys(database.clone());
                let publishing = Box::new(IndexStore::of_publishing(database.clone()));
                let aside = Box::new(IndexStore::of_publishing_aside(database.clone()));
                let index = IndexStore::new(database);
                Self { home: Home::Disk { chunks, index, keys, publishing, aside } }
            }
            Err(error) => Self::in_memory(StorageTrouble::from(&error)),
        }
    }

    /// A vault that lives as long as the page, and why.
    pub fn in_memory(why: StorageTrouble) -> Self {
        let (index, keys, publishing) = (Rc::default(), Rc::default(), Rc::default());
        Self { home: Home::Memory { chunks: MemoryStore::new(), index, keys, publishing, why } }
    }

    /// Why nothing here outlives the page, if so.
    pub fn trouble(&self) -> Option<StorageTrouble> {
        match &self.home {
            Home::Disk { .. } => None,
            Home::Memory { why, .. } => Some(*why),
        }
    }

    /// What is noted of every workspace.
    ///
    /// # Errors
    /// If the database can't be read.
    pub async fn notes(&self) -> Result<Vec<(DocumentId, String)>, StoreError> {
        match &self.home {
            Home::Disk { index, .. } => index.all().await,
            Home::Memory { index, .. } => {
                Ok(index.borrow().iter().map(|(id, text)| (*id, text.clone())).collect())
            }
        }
    }

    /// Notes something of a workspace, in the place of what was noted before.
    ///
    /// # Errors
    /// If it could not be made durable.
    pub async fn note(&self, document: DocumentId, text: &str) -> Result<(), StoreError> {
        match &self.home {
            Home::Disk { index, .. } => index.put(document, text).await,
            Home::Memory { index, .. } => {
                index.borrow_mut().insert(document, text.to_owned());
                Ok(())
            }
        }
    }

    /// The keys that this device holds for a workspace; an empty ring where there are none, or where
    /// they can't be read.
    pub async fn keyring(&self, document: DocumentId) -> Keyring {
        let text = match &self.home {
            Home::Disk { keys, .. } => keys.get(document).await.unwrap_or_default(),
            Home::Memory { keys, .. } => keys.borrow().get(&document).cloned(),
        };
        text.map(|text| Keyring::read(&text)).unwrap_or_default()
    }

    /// Keeps the keys of a workspace, in the place of those that were kept before.
    ///
    /// # Errors
    /// If they could not be made durable.
    pub async fn keep_keyring(
        &self,
        document: DocumentId,
        keyring: &Keyring,
    ) -> Result<(), StoreError> {
        match &self.home {
            Home::Disk { keys, .. } => keys.put(document, &keyring.write()).await,
            Home::Memory { keys, .. } => {
                keys.borrow_mut().insert(document, keyring.write());
                Ok(())
            }
        }
    }

    /// What is kept of the publishing of a workspace; `None` where there is nothing.
    ///
    /// # Errors
    /// If it can't be read.
    pub async fn publishing(&self, document: DocumentId) -> Result<Option<String>, StoreError> {
        match &self.home {
            Home::Disk { publishing, .. } => publishing.get(document).await,
            Home::Memory { publishing, .. } => Ok(publishing.borrow().get(&document).cloned()),
        }
    }

    /// Changes what is kept of the publishing of a workspace, whatever another tab made of it: `change` is given
    /// what is there now, and leaves it with `None`.
    ///
    /// # Errors
    /// If it could not be made durable.
    pub async fn change_publishing(
        &self,
        document: DocumentId,
        change: Rc<dyn Fn(Option<String>) -> Option<String>>,
    ) -> Result<(), StoreError> {
        match &self.home {
            Home::Disk { publishing, .. } => publishing.change(document, change).await,
            Home::Memory { publishing, .. } => {
                let found = publishing.borrow().get(&document).cloned();
                if let Some(text) = change(found) {
                    publishing.borrow_mut().insert(document, text);
                }
                Ok(())
            }
        }
    }

    /// What was kept of the publishing of a workspace and could not be read.
    ///
    /// # Errors
    /// If the database can't be read.
    pub async fn publishing_aside(
        &self,
        document: DocumentId,
    ) -> Result<Option<String>, StoreError> {
        match &self.home {
            Home::Disk { aside, .. } => aside.get(document).await,
            // What is kept here was written by this page.
            Home::Memory { .. } => Ok(None),
        }
    }

    /// Sets such a text aside, beside what lies there already.
    ///
    /// # Errors
    /// If it could not be made durable.
    pub async fn set_publishing_aside(
        &self,
        document: DocumentId,
        text: &str,
    ) -> Result<(), StoreError> {
        let Home::Disk { aside, .. } = &self.home else { return Ok(()) };
        let text = text.to_owned();
        let change = move |before: Option<String>| match before {
            Some(before) if before.contains(&text) => None,
            Some(before) => Some(format!("{before}\n{text}")),
            None => Some(text.clone()),
        };
        aside.change(document, Rc::new(change)).await
    }

    /// Forgets a workspace, with its keys and all that was noted of it.
    ///
    /// # Errors
    /// If the database can't be written.
    pub async fn forget(&self, document: DocumentId) -> Result<(), StoreError> {
        self.remove(document).await?;
        match &self.home {
            Home::Disk { index, keys, publishing, aside, .. } => {
                keys.remove(document).await?;
                publishing.remove(document).await?;
                aside.remove(document).await?;
                index.remove(document).await
            }
            Home::Memory { index, keys, publishing, .. } => {
                keys.borrow_mut().remove(&document);
                publishing.borrow_mut().remove(&document);
                index.borrow_mut().remove(&document);
                Ok(())
            }
        }
    }
}

impl ChunkStore for Vault {
    async fn load(&self, document: DocumentId) -> Result<Vec<Chunk>, StoreError> {
        match &self.home {
            Home::Disk { chunks, .. } => chunks.load(document).await,
            Home::Memory { chunks, .. } => ChunkStore::load(chunks, document).await,
        }
    }

    async fn put(&self, document: DocumentId, chunk: Chunk) -> Result<(), StoreError> {
        match &self.home {
            Home::Disk { chunks, .. } => chunks.put(document, chunk).await,
            Home::Memory { chunks, .. } => ChunkStore::put(chunks, document, chunk).await,
        }
    }

    async fn compact(
        &self,
        document: DocumentId,
        snapshot: Chunk,
        replaces: Vec<ChunkKey>,
    ) -> Result<(), StoreError> {
        match &self.home {
            Home::Disk { chunks, .. } => chunks.compact(document, snapshot, replaces).await,
            Home::Memory { chunks, .. } => {
                ChunkStore::compact(chunks, document, snapshot, replaces).await
            }
        }
    }

    async fn quarantine(&self, document: DocumentId, key: ChunkKey) -> Result<(), StoreError> {
        match &self.home {
            Home::Disk { chunks, .. } => chunks.quarantine(document, key).await,
            Home::Memory { chunks, .. } => ChunkStore::quarantine(chunks, document, key).await,
        }
    }

    async fn list(&self) -> Result<Vec<Holding>, StoreError> {
        match &self.home {
            Home::Disk { chunks, .. } => chunks.list().await,
            Home::Memory { chunks, .. } => ChunkStore::list(chunks).await,
        }
    }

    async fn remove(&self, document: DocumentId) -> Result<(), StoreError> {
        match &self.home {
            Home::Disk { chunks, .. } => chunks.remove(document).await,
            Home::Memory { chunks, .. } => ChunkStore::remove(chunks, document).await,
        }
    }
}

impl From<&StoreError> for StorageTrouble {
    fn from(error: &StoreError) -> Self {
        match error {
            StoreError::Full => Self::Full,
            StoreError::Closed => Self::Closed,
            StoreError::Failed(_) => Self::Broken,
        }
    }
}
