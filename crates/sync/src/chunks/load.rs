//! From chunks to a document.

use automerge::{AutoCommit, Change};

use crate::{
    chunks::{Chunk, ChunkKey, ChunkKind},
    guard::{self, Allowance},
};

/// What became of the chunks that were loaded.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Loaded {
    /// The chunks whose changes are all in the document now, and their sizes in bytes.
    pub contained: Vec<(ChunkKey, usize)>,
    /// The chunks that Automerge could not read or merge. They stay in the store.
    pub refused: Vec<ChunkKey>,
}

/// Loads chunks into a document, in any order. What one bad chunk holds is missing, no more.
pub fn load_into(doc: &mut AutoCommit, chunks: &[Chunk], allowance: Allowance) -> Loaded {
    let mut loaded = Loaded::default();
    let (snapshots, increments): (Vec<_>, Vec<_>) =
        chunks.iter().partition(|chunk| chunk.key().kind() == ChunkKind::Snapshot);
    for chunk in snapshots {
        let result = load_snapshot(doc, chunk, allowance);
        loaded.note(chunk, &result);
    }
    load_increments(doc, &increments, allowance, &mut loaded);
    loaded
}

/// A chunk that can't be used.
struct Unusable;

impl Loaded {
    fn note(&mut self, chunk: &Chunk, result: &Result<(), Unusable>) {
        match result {
            Ok(()) => self.contained.push((chunk.key(), chunk.bytes().len())),
            Err(Unusable) => self.refused.push(chunk.key()),
        }
    }
}

fn load_snapshot(
    doc: &mut AutoCommit,
    chunk: &Chunk,
    allowance: Allowance,
) -> Result<(), Unusable> {
    guard::check_chunks(chunk.bytes(), allowance).map_err(|_| Unusable)?;
    // Into an empty document it is read directly, which is quick; beside another one, it is read
    // by itself first, since merging bytes passes over errors in silence.
    if doc.get_heads().is_empty() {
        return doc.load_incremental(chunk.bytes()).map(drop).map_err(|_| Unusable);
    }
    let mut other = AutoCommit::load(chunk.bytes()).map_err(|_| Unusable)?;
    // Changes that wait for others are not merged; the chunk that has them must stay.
    let has_orphans = !other.get_missing_deps(&[]).is_empty();
    doc.merge(&mut other).map_err(|_| Unusable)?;
    if has_orphans { Err(Unusable) } else { Ok(()) }
}

/// Applies the changes of all chunks at once, since some may need those of others. Only where that
/// fails, one chunk after another, to find the bad one.
fn load_increments(
    doc: &mut AutoCommit,
    chunks: &[&Chunk],
    allowance: Allowance,
    loaded: &mut Loaded,
) {
    let mut readable = Vec::new();
    for chunk in chunks {
        match read_changes(chunk, allowance) {
            Ok(changes) => readable.push((*chunk, changes)),
            Err(unusable) => loaded.note(chunk, &Err(unusable)),
        }
    }
    let all = readable.iter().flat_map(|(_, changes)| changes.iter().cloned());
    if doc.apply_changes(all).is_ok() {
        for (chunk, _) in readable {
            loaded.note(chunk, &Ok(()));
        }
        return;
    }
    for (chunk, changes) in readable {
        loaded.note(chunk, &doc.apply_changes(changes).map_err(|_| Unusable));
    }
}

fn read_changes(chunk: &Chunk, allowance: Allowance) -> Result<Vec<Change>, Unusable> {
    guard::check_chunks(chunk.bytes(), allowance).map_err(|_| Unusable)?;
    let changes = guard::split_chunks(chunk.bytes()).map_err(|_| Unusable)?;
    changes.into_iter().map(|bytes| Change::try_from(bytes).map_err(|_| Unusable)).collect()
}
