//! Documents as sets of content-addressed chunks.
//!
//! A *snapshot* is a whole document, an *incremental* chunk the changes since. Loading any set of
//! them, in any order and with repetitions, gives the document with all the changes in them. So
//! any number of writers may put chunks at the same time, without a word to each other.
//!
//! Deleting needs care: a chunk is deleted only by a writer that has loaded it, or written it, and
//! whose snapshot, which contains it, is durable. Nothing counts as saved before the store has
//! confirmed it.

mod chunk;
mod load;
mod saver;

#[cfg(test)]
mod tests;

pub use chunk::{BadChunkKey, Chunk, ChunkKey, ChunkKind};
pub use load::{Loaded, load_into};
pub use saver::{SaveState, Saver, Write};
