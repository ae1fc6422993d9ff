//! When to save what, and what may be deleted.

use std::collections::BTreeMap;

use automerge::AutoCommit;

use crate::{
    backoff::Backoff,
    chunks::{Chunk, ChunkKey, ChunkKind, Loaded},
    heads::Heads,
};

/// Changes wait this long for others to be saved with, in milliseconds.
const GATHER_MS: u64 = 200;

/// With more incremental chunks than this, the next save is a snapshot.
const MOST_INCREMENTS: usize = 64;

/// Below this size together, incremental chunks are never worth a snapshot for their size.
const SMALL_BYTES: usize = 16 << 10;

/// Decides about one document's saves.
///
/// The caller tells it what happens and what time it is, and carries out one [`Write`] after
/// another. What is not confirmed is not saved; what failed is tried again, and meanwhile stays
/// in the document, which must not be dropped.
#[derive(Debug)]
pub struct Saver {
    durable: Heads,
    known: BTreeMap<ChunkKey, usize>,
    is_dirty: bool,
    due_ms: u64,
    writing: Option<Writing>,
    failures: u32,
    backoff: Backoff,
    compacts: bool,
    snapshots: Snapshots,
}

/// Whether snapshots of the document are of use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Snapshots {
    /// They are made when they pay.
    Useful,
    /// The store has refused the last one. On a full disk there may still be room for changes alone.
    Refused,
    /// They can't be loaded.
    Unsound,
}

/// A write that is under way.
#[derive(Debug)]
struct Writing {
    heads: Heads,
    key: ChunkKey,
    bytes: usize,
    replaces: Vec<ChunkKey>,
}

/// What the caller shall write, with [`crate::store::ChunkStore`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Write {
    /// Add this chunk.
    Put(Chunk),
    /// Add this snapshot and delete these chunks, in one transaction.
    Compact {
        /// The snapshot.
        snapshot: Chunk,
        /// The chunks whose changes are all in it.
        replaces: Vec<ChunkKey>,
    },
}

/// How safe the document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SaveState {
    /// Everything is durable.
    Saved,
    /// Changes are about to be saved.
    Saving,
    /// The last write failed, or several in a row; it will be tried again.
    Failing {
        /// How many failed since the last that succeeded.
        failures: u32,
    },
}

impl Saver {
    /// Begins with what was loaded. What the document has beyond it, such as a new workspace, is
    /// saved at once. `seed` scatters retries.
    pub fn new(loaded: &Loaded, doc: &mut AutoCommit, now_ms: u64, seed: u64) -> Self {
        let known: BTreeMap<_, _> = loaded.contained.iter().copied().collect();
        let heads = Heads::of(doc);
        let is_stored = !known.is_empty() || heads.is_empty();
        Self {
            durable: if is_stored { heads } else { Heads::default() },
            known,
            is_dirty: !is_stored,
            due_ms: now_ms,
            writing: None,
            failures: 0,
            backoff: Backoff::for_store(seed),
            compacts: true,
            snapshots: Snapshots::Useful,
        }
    }

    /// Whether this writer replaces many chunks by one. Of several tabs, only one should.
    pub fn set_compacts(&mut self, compacts: bool) {
        self.compacts = compacts;
    }

    /// Up to where all is durable.
    pub fn durable(&self) -> &Heads {
        &self.durable
    }

    /// How safe the document is.
    pub fn state(&self) -> SaveState {
        match (self.failures, self.is_dirty || self.writing.is_some()) {
            (_, false) => SaveState::Saved,
            (0, true) => SaveState::Saving,
            (failures, true) => SaveState::Failing { failures },
        }
    }

    /// When [`Saver::poll`] should be called next, in the time of `now_ms`; none while there is
    /// nothing to save, or a write is under way.
    pub fn deadline(&self) -> Option<u64> {
        (self.is_dirty && self.writing.is_none()).then_some(self.due_ms)
    }

    /// The document has changed, here or by merging.
    pub fn changed(&mut self, now_ms: u64) {
        if !self.is_dirty {
            self.is_dirty = true;
            self.due_ms = self.due_ms.max(now_ms.saturating_add(GATHER_MS));
        }
    }

    /// Whatever waits is due now, since the page is being left, or the person asks to try again.
    pub fn hurry(&mut self, now_ms: u64) {
        self.due_ms = now_ms;
    }

    /// The next write, if one is due. It must be followed by [`Saver::confirmed`] or
    /// [`Saver::failed`]; until then there is no other.
    pub fn poll(&mut self, doc: &mut AutoCommit, now_ms: u64) -> Option<Write> {
        if self.deadline().is_none_or(|due| due > now_ms) {
            return None;
        }
        self.is_dirty = false;
        let heads = Heads::of(doc);
        if heads == self.durable {
            return None;
        }
        let (write, chunk) = self.plan(doc);
        let replaces = match &write {
            Write::Put(_) => Vec::new(),
            Write::Compact { replaces, .. } => replaces.clone(),
        };
        self.writing = Some(Writing { heads, key: chunk.0, bytes: chunk.1, replaces });
        Some(write)
    }

    /// The write is durable. Returns up to where all is durable now, for
    /// [`crate::room::Room::committed`].
    pub fn confirmed(&mut self, now_ms: u64) -> &Heads {
        if let Some(writing) = self.writing.take() {
            self.durable = writing.heads;
            self.known.retain(|key, _| !writing.replaces.contains(key));
            self.known.insert(writing.key, writing.bytes);
            self.failures = 0;
            if self.snapshots == Snapshots::Refused {
                self.snapshots = Snapshots::Useful;
            }
            self.backoff.reset();
            self.due_ms = now_ms.saturating_add(GATHER_MS);
        }
        &self.durable
    }

    /// The write failed, or nobody knows whether it did. It will be tried again.
    pub fn failed(&mut self, now_ms: u64) {
        let Some(writing) = self.writing.take() else { return };
        self.is_dirty = true;
        self.failures = self.failures.saturating_add(1);
        if writing.key.kind() == ChunkKind::Snapshot {
            self.snapshots = Snapshots::Refused;
        }
        self.due_ms = now_ms.saturating_add(self.backoff.next_ms());
    }

    /// What to write, and the key and size of its chunk.
    fn plan(&mut self, doc: &mut AutoCommit) -> (Write, (ChunkKey, usize)) {
        if let Some(snapshot) = self.snapshot(doc) {
            let named = (snapshot.key(), snapshot.bytes().len());
            let replaces = self.known.keys().copied().filter(|key| *key != named.0).collect();
            return (Write::Compact { snapshot, replaces }, named);
        }
        let bytes = doc.save_after(self.durable.as_slice());
        let chunk = Chunk::new(ChunkKind::Incremental, bytes);
        let named = (chunk.key(), chunk.bytes().len());
        (Write::Put(chunk), named)
    }

    /// A snapshot of the document, if one is due, and it can be loaded again. A stranger can send
    /// changes that are taken and kept as they are, but that no snapshot holds: then everything
    /// stays in chunks of changes, since nothing may be deleted for a snapshot that is no use.
    fn snapshot(&mut self, doc: &mut AutoCommit) -> Option<Chunk> {
        if !self.wants_snapshot() {
            return None;
        }
        let (bytes, heads) = (doc.save(), Heads::of(doc));
        let is_sound =
            AutoCommit::load(&bytes).is_ok_and(|mut saved| Heads::of(&mut saved) == heads);
        if !is_sound {
            self.snapshots = Snapshots::Unsound;
        }
        is_sound.then(|| Chunk::new(ChunkKind::Snapshot, bytes))
    }

    /// A snapshot is due when loading takes much longer, or much more room, than it would.
    fn wants_snapshot(&self) -> bool {
        if !self.compacts || self.snapshots != Snapshots::Useful {
            return false;
        }
        let of = |kind| self.known.iter().filter(move |(key, _)| key.kind() == kind);
        let increments: usize = of(ChunkKind::Incremental).map(|(_, bytes)| bytes).sum();
        let largest = of(ChunkKind::Snapshot).map(|(_, bytes)| *bytes).max().unwrap_or(0);
        self.known.is_empty()
            || of(ChunkKind::Incremental).count() >= MOST_INCREMENTS
            || increments > largest.max(SMALL_BYTES)
    }
}
