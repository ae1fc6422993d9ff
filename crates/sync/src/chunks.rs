//! Documents as sets of content-addressed chunks.
//!
//! A *snapshot* is a whole document, an *incremental* chunk the changes since. Loading any set of
//! them, in any order and with repetitions, gives the document with all the changes in them.

mod chunk;

pub use chunk::{BadChunkKey, Chunk, ChunkKey, ChunkKind};
