//! Where a device keeps what it remembers of publications.

use std::pin::pin;

use causeway_publish::Known;
use futures_util::future::{Either, select};

use crate::platform::indexed_db::{self, Database, PageStore};
use crate::platform::{location, timer};
use crate::state::published::memory::Memory;

/// The name of the database; publications of many ages and hands share it.
const DATABASE: &str = "causeway-publications";

/// How long remembering may take, in milliseconds: it must not keep anybody from reading.
const PATIENCE_MS: i32 = 8_000;

/// What a device remembers of one publication.
#[derive(Clone)]
pub struct Archive {
    store: PageStore,
    publication: String,
    address: String,
}

/// What is remembered can't be read now: nothing can be compared with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unread;

impl Archive {
    /// Opens it; `None` where the browser keeps nothing for this page, and for a page in one file: copies of
    /// it lie anywhere, and whoever can put one beside a publication must not have a say in what is remembered of that.
    /// `address` is where the publication lies.
    ///
    /// # Errors
    /// If the browser keeps something and doesn't give it out.
    pub async fn open(publication: &str, address: Option<String>) -> Result<Option<Self>, Unread> {
        let Some(address) = address else { return Ok(None) };
        // All files of a device that are opened without a server share one database, so that any of
        // them could read what this one keeps.
        if location::origin().protocol == "file:" || !indexed_db::is_there() {
            return Ok(None);
        }
        let opened = in_time(Database::open_for_publications(DATABASE)).await.ok_or(Unread)?;
        let store = PageStore::new(opened.map_err(|_| Unread)?);
        Ok(Some(Self { store, publication: publication.to_owned(), address }))
    }

    /// What is remembered, if anything.
    ///
    /// # Errors
    /// If that can't be read.
    pub async fn memory(&self) -> Result<Option<Memory>, Unread> {
        let found = self.get(&self.name("memory")).await?;
        found.map(|found| Memory::read(&found).ok_or(Unread)).transpose()
    }

    /// What is known of this address, whatever publication lies there now.
    ///
    /// # Errors
    /// If that can't be read.
    pub async fn known_here(&self) -> Result<Option<Known>, Unread> {
        let found = self.get(&here(&self.address)).await?;
        let read = |found: Vec<u8>| Known::parse(std::str::from_utf8(&found).ok()?);
        found.map(|found| read(found).ok_or(Unread)).transpose()
    }

    async fn get(&self, name: &str) -> Result<Option<Vec<u8>>, Unread> {
        in_time(self.store.get(name)).await.ok_or(Unread)?.map_err(|_| Unread)
    }

    /// A snapshot that was looked at.
    pub async fn snapshot(&self, sha256: &str) -> Option<Vec<u8>> {
        self.get(&self.name(sha256)).await.ok().flatten()
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
        keep.extend(known.map(|known| (here(&self.address), known.as_bytes())));
        // A full disk remembers nothing, and one that hangs nothing in time; the page is read all the same.
        let _ = in_time(self.store.change(&keep, &forget)).await;
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
