//! One simulated peer.

use causeway_document::{ActorSeed, Document};
use causeway_sync::{
    Heads,
    chunks::{Saver, Write, load_into},
    guard::Allowance,
    ids::{PeerId, SessionId},
    room::{Effect, Room},
    store::{ChunkStore as _, MemoryStore, StoreError, load_intact},
};

use crate::network::{DOCUMENT, Edit};

/// A connection, for the rooms: the cable and the number of the connection on it.
pub(super) type Key = (usize, u64);

/// One simulated peer: what survives the loss of power, and what doesn't.
pub(super) struct Peer {
    pub(super) name: String,
    pub(super) store: MemoryStore,
    /// When the power comes back.
    pub(super) restarts_ms: Option<u64>,
    pub(super) desk: Option<Desk>,
    /// How many times it was switched on.
    pub(super) starts: u64,
    index: usize,
    seed: u64,
}

/// What is in the memory of a peer.
pub(super) struct Desk {
    pub(super) document: Document,
    pub(super) room: Room<Key>,
    pub(super) saver: Saver,
    pub(super) writing: Option<Writing>,
    /// Own edits that are neither saved nor acknowledged.
    pub(super) unsafe_edits: Vec<Edit>,
}

/// A write that takes its time.
pub(super) struct Writing {
    /// The write itself, if it happens only at the end of that time; its outcome otherwise.
    pub(super) stage: Result<Write, Result<(), StoreError>>,
    pub(super) done_ms: u64,
    /// The edits that it makes safe.
    pub(super) edits: Vec<Edit>,
}

impl Peer {
    pub(super) fn new(index: usize, name: &str, seed: u64) -> Self {
        let mut peer = Self {
            name: name.to_owned(),
            store: MemoryStore::new(),
            restarts_ms: None,
            desk: None,
            starts: 0,
            index,
            seed,
        };
        peer.start(0);
        peer
    }

    /// The name on the wire: a new one for every start, as a tab has.
    pub(super) fn id(&self) -> PeerId {
        let Some(id) = PeerId::new(&format!("{}-{}", self.name, self.starts)) else {
            panic!("{} is no name", self.name)
        };
        id
    }

    /// Switches on, and loads what was saved.
    pub(super) fn start(&mut self, now_ms: u64) {
        self.store.reopen();
        self.restarts_ms = None;
        self.starts += 1;
        let mut document = Document::empty(self.actor());
        let (chunks, damaged) = match at_once(load_intact(&self.store, DOCUMENT)) {
            Ok(loaded) => loaded,
            Err(error) => panic!("{}'s store does not load: {error}", self.name),
        };
        let loaded = load_into(document.automerge_mut(), &chunks, Allowance::ORDINARY);
        assert!(
            damaged.is_empty() && loaded.refused.is_empty(),
            "{}'s store is damaged",
            self.name
        );
        let seed = self.seed.wrapping_add(self.starts);
        let saver = Saver::new(&loaded, document.automerge_mut(), now_ms, seed);
        let Some(session) = SessionId::new(&format!("{}-{}", self.name, self.starts)) else {
            panic!("{} is no name", self.name)
        };
        let room = Room::new(DOCUMENT, self.id(), session, saver.durable().clone());
        self.desk = Some(Desk { document, room, saver, writing: None, unsafe_edits: Vec::new() });
    }

    /// Never the same actor twice: that would make two histories of one.
    fn actor(&self) -> ActorSeed {
        let mut bytes = [0; 16];
        bytes[..8].copy_from_slice(&(self.index as u64 + 1).to_be_bytes());
        bytes[8..].copy_from_slice(&self.starts.to_be_bytes());
        ActorSeed(bytes)
    }

    /// Lets the document be edited, and sends what has changed.
    pub(super) fn edit<T>(
        &mut self,
        number: Edit,
        now_ms: u64,
        edit: impl FnOnce(&mut Document) -> T,
    ) -> Option<(T, Vec<Effect<Key>>)> {
        let desk = self.desk.as_mut()?;
        let before = Heads::of(desk.document.automerge_mut());
        let value = edit(&mut desk.document);
        if Heads::of(desk.document.automerge_mut()) == before {
            return Some((value, Vec::new()));
        }
        desk.unsafe_edits.push(number);
        desk.saver.changed(now_ms);
        Some((value, desk.room.local_change(desk.document.automerge_mut())))
    }

    /// Carries a write out.
    pub(super) fn write(&self, write: Write) -> Result<(), StoreError> {
        match write {
            Write::Put(chunk) => at_once(self.store.put(DOCUMENT, chunk)),
            Write::Compact { snapshot, replaces } => {
                at_once(self.store.compact(DOCUMENT, snapshot, replaces))
            }
        }
    }
}

/// Runs a future of the memory store, which never waits.
fn at_once<T>(future: impl Future<Output = T>) -> T {
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    match std::pin::pin!(future).poll(&mut context) {
        std::task::Poll::Ready(value) => value,
        std::task::Poll::Pending => panic!("the memory store waits"),
    }
}
