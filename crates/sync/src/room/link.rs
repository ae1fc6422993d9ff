//! One connection of a room.

use automerge::{
    AutoCommit, ChangeHash,
    sync::{Message, State, SyncDoc as _},
};

use crate::{
    heads::Heads,
    ids::PeerId,
    room::Effect,
    wire::{Ephemeral, Frame},
};

/// Who is at the other end of a connection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remote {
    /// Its name.
    pub peer: PeerId,
    /// Whether we ask it or it asks us.
    pub direction: Direction,
}

/// Which end of a connection asks for documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// The other end is a server to us: we tell it about the document, and ask for it.
    Up,
    /// The other end is a client of ours, and tells and asks us.
    Down,
}

/// What keeps a client that may only read from writing. Each lock is enough alone; a reader has
/// all of them, so that a mistake in one is no way in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReaderLocks {
    /// Automerge's own state of the exchange takes no changes.
    pub state: bool,
    /// Changes are taken out of messages before Automerge sees them.
    pub filter: bool,
}

impl ReaderLocks {
    /// Both.
    pub const ALL: Self = Self { state: true, filter: true };
}

/// What the other end has said about the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// Nothing yet.
    Unknown,
    /// It has some of it.
    Has,
    /// It asks for it, and was not answered yet.
    Wants,
    /// It has nothing and knows that we haven't either, or has said that it can't get it.
    HasNot,
}

/// What is known of one connection.
#[derive(Debug)]
pub(super) struct Link {
    pub(super) remote: Remote,
    pub(super) state: State,
    pub(super) standing: Standing,
    /// Whether changes that come from here are dropped.
    pub(super) drops_changes: bool,
    /// The heads that we really sent last. Automerge's own note of them is also set when the other
    /// end has the same, which that end doesn't know of us.
    advertised: Vec<ChangeHash>,
    held: Option<Held>,
}

/// Our heads are held back until what the other end sent is durable here.
#[derive(Debug)]
struct Held {
    /// The state that must be durable, as numbered by the ledger.
    until: u64,
    /// What we say until then.
    say: Vec<ChangeHash>,
}

impl Link {
    pub(super) fn new(remote: Remote) -> Self {
        Self {
            remote,
            state: State::new(),
            standing: Standing::Unknown,
            drops_changes: false,
            advertised: Vec::new(),
            held: None,
        }
    }

    /// A connection that may only read.
    pub(super) fn reader(remote: Remote, locks: ReaderLocks) -> Self {
        let state = if locks.state { State::new_read_only() } else { State::new() };
        Self { state, drops_changes: locks.filter, ..Self::new(remote) }
    }

    /// True if nothing came from the other end yet.
    pub(super) fn is_silent(&self) -> bool {
        self.state.their_heads.is_none()
    }

    /// True if the document may yet come from here.
    pub(super) fn may_have_it(&self) -> bool {
        match self.standing {
            Standing::Has => true,
            Standing::Unknown => self.remote.direction == Direction::Up,
            Standing::Wants | Standing::HasNot => false,
        }
    }

    /// True if the other end's heads are these.
    pub(super) fn has_all(&self, heads: &Heads) -> bool {
        self.state.their_heads.as_deref().is_some_and(|theirs| {
            // What a peer sends is in its own order; all implementations sort, none must.
            *heads == Heads::from(theirs.to_vec())
        })
    }

    /// Advertises no newer heads until this state is durable: none but those that were advertised
    /// before, or are durable.
    pub(super) fn hold(&mut self, until: u64, durable: &Heads) {
        if let Some(held) = &mut self.held {
            held.until = until;
            return;
        }
        let said = &self.advertised;
        let say = if said.is_empty() { durable.as_slice().to_vec() } else { said.clone() };
        self.held = Some(Held { until, say });
    }

    /// Holds nothing back any more if all that was waited for is durable. True if that is news.
    pub(super) fn release(&mut self, durable: u64) -> bool {
        let is_released = self.held.take_if(|held| held.until <= durable).is_some();
        if is_released {
            self.state.last_sent_heads.clone_from(&self.advertised);
        }
        is_released
    }

    /// The next sync message, if there is something to say.
    pub(super) fn next_message(&mut self, doc: &mut AutoCommit) -> Option<Message> {
        let mut message = doc.sync().generate_sync_message(&mut self.state)?;
        if let Some(held) = &self.held {
            message.heads.clone_from(&held.say);
            self.state.last_sent_heads.clone_from(&held.say);
            // Nothing but heads would be said for nothing, again and again.
            if message.changes.is_empty() && message.need.is_empty() {
                self.state.in_flight = false;
                return None;
            }
        }
        self.advertised.clone_from(&message.heads);
        Some(message)
    }

    /// Says this to the other end.
    pub(super) fn tell<K: Clone>(&self, key: &K, mut said: Ephemeral) -> Effect<K> {
        said.target = self.remote.peer.clone();
        Effect::Send { to: key.clone(), frame: Frame::Ephemeral(said) }
    }
}
