//! Where a device keeps what it remembers of publications.

use std::pin::pin;

use futures_util::future::{Either, select};

use crate::platform::indexed_db::{Database, PageStore};
use crate::platform::{location, timer};
use crate::state::published::memory::Memory;

/// The name of the database; publications of many ages and hands share it.
const DATABASE: &str = "causeway-publications";

/// How long remembering may take, in milliseconds: it must not keep anybody from reading.
const PATIENCE_MS: i32 = 3_000;

/// What a device remembers of one publication.
#[derive(Clone)]
pub struct Archive {
    store: PageStore,
    publication: String,
    address: Option<String>,
}

impl Archive {
    /// Opens it; `None` where the browser keeps nothing for this page, and for a file that was opened
    /// without a server: all such files of a device share one database, so that any of them could read
    /// what this one keeps. `address` is where the page lies, where that says something.
    pub async fn open(publication: &str, address: Option<String>) -> Option<Self> {
        if location::origin().protocol == "file:" {
            return None;
        }
        let database = in_time(Database::open_for_publications(DATABASE)).await?.ok()?;
        let store = PageStore::new(database);
        Some(Self { store, publication: publication.to_owned(), address })
    }

    /// What is remembered.
    pub async fn memory(&self) -> Option<Memory> {
        let found = in_time(self.store.get(&self.name("memory"))).await?;
        Memory::read(&found.ok().flatten()?)
    }

    /// What is known of this address, whatever publication lies there now.
    pub async fn known_here(&self) -> Option<String> {
        let name = here(self.address.as_ref()?);
        let found = in_time(self.store.get(&name)).await?;
        String::from_utf8(found.ok().flatten()?).ok()
    }

    /// A snapshot that was looked at.
    pub async fn snapshot(&self, sha256: &str) -> Option<Vec<u8>> {
        in_time(self.store.get(&self.name(sha256))).await?.ok().flatten()
    }

    /// Remembers, with the snapshot that is looked at now, and forgets those that aren't needed any more.
    ///
    /// `known` is what is known of this address from now on.
    pub async fn remember(
        &self,
        before: Option<&Memory>,
        now: &Memory,
        snapshot: Option<&[u8]>,
        known: Option<&str>,
    ) {
        let needed: Vec<&str> = now.snapshots().collect();
        let forget: Vec<String> = before
            .into_iter()
            .flat_map(Memory::snapshots)
            .filter(|sha256| !needed.contains(sha256))
            .map(|sha256| self.name(sha256))
            .collect();
        let written = now.write();
        let mut keep = vec![(self.name("memory"), written.as_slice())];
        keep.extend(snapshot.map(|bytes| (self.name(&now.sha256), bytes)));
        let address = self.address.as_ref().zip(known);
        keep.extend(address.map(|(address, known)| (here(address), known.as_bytes())));
        // A full disk remembers nothing; the page is read all the same.
        let _ = self.store.change(&keep, &forget).await;
    }

    fn name(&self, what: &str) -> String {
        format!("{}/{what}", self.publication)
    }
}

/// The name of what is known of an address.
fn here(address: &str) -> String {
    format!("at {address}")
}

/// What comes in time; `None` for what doesn't.
async fn in_time<T>(work: impl Future<Output = T>) -> Option<T> {
    match select(pin!(work), pin!(timer::sleep(PATIENCE_MS))).await {
        Either::Left((done, _)) => Some(done),
        Either::Right(_) => None,
    }
}
