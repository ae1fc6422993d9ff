//! Loading what is whole, and setting aside what is not.

use crate::{
    chunks::{Chunk, ChunkKey},
    ids::DocumentId,
    store::{ChunkStore, StoreError},
};

/// Loads the chunks of a document whose bytes are what their names say. The others are set aside
/// in the store, and their keys returned beside, so that the person can be told.
///
/// # Errors
/// If the store cannot be read. That a damaged chunk could not be set aside is no error: it is
/// left out all the same, and found again next time.
pub async fn load_intact(
    store: &impl ChunkStore,
    document: DocumentId,
) -> Result<(Vec<Chunk>, Vec<ChunkKey>), StoreError> {
    let chunks = store.load(document).await?;
    let (intact, damaged): (Vec<_>, Vec<_>) = chunks.into_iter().partition(Chunk::is_intact);
    let damaged: Vec<_> = damaged.iter().map(Chunk::key).collect();
    for key in &damaged {
        // A store that cannot set it aside now will meet it again at the next load.
        let _ = store.quarantine(document, *key).await;
    }
    Ok((intact, damaged))
}
