//! The browser's database: the chunks of all documents, and the list of workspaces.
//!
//! Everything is written with strict durability: a write that is confirmed survives the loss of
//! power. A transaction gets all of its requests before it is waited for, so none can commit in part.

mod chunk_store;
mod connection;
mod index_store;
mod page_store;

pub use chunk_store::IndexedDbStore;
pub use connection::Database;
pub use index_store::IndexStore;
pub use page_store::PageStore;

/// Whether the browser has databases for this page at all.
pub fn is_there() -> bool {
    web_sys::window().is_some_and(|window| window.indexed_db().is_ok_and(|found| found.is_some()))
}

/// The chunks, under `[document, chunk]`.
const CHUNKS: &str = "chunks";
/// How long each chunk is, under the same keys, so that a listing reads no chunk.
const SIZES: &str = "sizes";
/// Damaged chunks, under the same keys: never loaded, kept for people who try to rescue them.
const ASIDE: &str = "aside";
/// What is known of each workspace, under its document.
const WORKSPACES: &str = "workspaces";
/// The keys that this device holds for each workspace, under its document.
const KEYS: &str = "keys";
/// What is remembered of publications, under names.
const PAGES: &str = "pages";
