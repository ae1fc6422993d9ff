//! One document, synced with any number of connections.
//!
//! The same room serves the relay, which answers those who ask, and the browser, which asks the
//! relay and answers its other tabs. It owns no document and does no IO: the caller lends the
//! document, carries out the effects, and tells what has become durable.
//!
//! What a client has sent is acknowledged to it, by way of our heads, only once that is durable
//! here. All others get it at once. So a client whose heads the server has advertised knows that
//! its work is safe there. In the other direction nobody relies on it, and a client whose disk is
//! full must still be able to sync: servers are acknowledged at once.
//!
//! Bytes that are no sync message, or would unpack to too much, or contradict what is here, close
//! their connection. What the room cannot prevent is that Automerge itself panics on a change that
//! was made for it, with sound framing and checksum around senseless content. Whoever takes
//! messages from strangers, and can unwind, should catch that, drop the document with its room
//! and connections, and load it again: what was not durable was not acknowledged, and its authors
//! send it again. A room that panics has passed nothing on, so those behind it are safe.

mod effect;
mod exchange;
mod gossip;
mod ledger;
mod link;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use automerge::AutoCommit;

pub use effect::{Effect, Rejected, Space};
pub use link::{Direction, ReaderLocks, Remote};

use crate::{
    guard::Allowance,
    heads::Heads,
    ids::{DocumentId, PeerId, SessionId},
    room::{
        gossip::Gossip,
        ledger::Ledger,
        link::{Link, Standing},
    },
    wire::{Ephemeral, Frame, Payload},
};

/// The sync of one document with everybody connected, each known by a key `K` of the caller's.
#[derive(Debug)]
pub struct Room<K> {
    document: DocumentId,
    me: PeerId,
    links: BTreeMap<K, Link>,
    ledger: Ledger,
    gossip: Gossip,
    is_known_unavailable: bool,
    allowance: Allowance,
    dropped_changes: u64,
    space: Space,
}

impl<K: Clone + Ord> Room<K> {
    /// A room without connections. `session` must be new for every room, since peers drop what
    /// they have heard in a session; `durable` is what was loaded from the store.
    pub fn new(document: DocumentId, me: PeerId, session: SessionId, durable: Heads) -> Self {
        Self {
            document,
            me,
            links: BTreeMap::new(),
            ledger: Ledger::new(durable),
            gossip: Gossip::new(session),
            is_known_unavailable: false,
            allowance: Allowance::ORDINARY,
            dropped_changes: 0,
            space: Space::ENDLESS,
        }
    }

    /// The same with another allowance for what one message may grow to.
    #[must_use]
    pub fn with_allowance(self, allowance: Allowance) -> Self {
        Self { allowance, ..self }
    }

    /// Sets how much the next frame may bring, for a document that may not outgrow a limit of the
    /// caller's.
    pub fn set_space(&mut self, space: Space) {
        self.space = space;
    }

    /// How many changes of readers were dropped so far.
    pub fn dropped_changes(&self) -> u64 {
        self.dropped_changes
    }

    /// The document this room is about.
    pub fn document(&self) -> DocumentId {
        self.document
    }

    /// True if nobody is connected.
    pub fn is_empty(&self) -> bool {
        self.links.is_empty()
    }

    /// Who is connected.
    pub fn peers(&self) -> impl Iterator<Item = (&K, &PeerId)> {
        self.links.iter().map(|(key, link)| (key, &link.remote.peer))
    }

    /// Adds a connection. One that we ask is asked at once; one that asks us is answered when it
    /// does. A key that is here already begins anew, as after a reconnect.
    pub fn connect(&mut self, key: K, remote: Remote, doc: &mut AutoCommit) -> Vec<Effect<K>> {
        let is_asked = remote.direction == Direction::Up;
        let to = key.clone();
        self.links.insert(key, Link::new(remote));
        let mut effects = Vec::new();
        if is_asked {
            self.is_known_unavailable = false;
            self.write_to(&to, doc, &mut effects);
        }
        effects
    }

    /// Adds a client of ours that may read and not write. What it sends of its own is counted and
    /// dropped; it goes on receiving, since a stock client may hold edits that it can't take back.
    pub fn connect_reader(&mut self, key: K, peer: PeerId, locks: ReaderLocks) {
        let remote = Remote { peer, direction: Direction::Down };
        self.links.insert(key, Link::reader(remote, locks));
    }

    /// Takes a connection away.
    pub fn disconnect(&mut self, key: &K, doc: &mut AutoCommit) -> Vec<Effect<K>> {
        let mut effects = Vec::new();
        if self.links.remove(key).is_some() {
            self.settle_requests(doc, &mut effects);
        }
        effects
    }

    /// Takes a frame that a connection delivered. Frames of other documents are passed over.
    pub fn receive(&mut self, from: &K, frame: Frame, doc: &mut AutoCommit) -> Vec<Effect<K>> {
        let mut effects = Vec::new();
        if !self.links.contains_key(from) {
            return effects;
        }
        match frame {
            Frame::Sync(letter) if letter.document == self.document => {
                self.read(from, &letter, doc, &mut effects);
            }
            Frame::Request(letter) if letter.document == self.document => {
                self.set_standing(from, Standing::Wants);
                self.read(from, &letter, doc, &mut effects);
            }
            Frame::DocUnavailable(none) if none.document == self.document => {
                self.set_standing(from, Standing::HasNot);
            }
            Frame::Ephemeral(ephemeral) if ephemeral.document == self.document => {
                self.pass_on(from, ephemeral, &mut effects);
            }
            _ => return effects,
        }
        self.settle_requests(doc, &mut effects);
        effects
    }

    /// Sends what was changed here, by a person or by merging, to everybody.
    pub fn local_change(&mut self, doc: &mut AutoCommit) -> Vec<Effect<K>> {
        let mut effects = Vec::new();
        self.ledger.observe(Heads::of(doc));
        self.write_to_others(None, doc, &mut effects);
        effects
    }

    /// Takes note that all changes up to these heads are durable here, and acknowledges them.
    /// The heads are those that the document had when it was saved.
    pub fn committed(&mut self, durable: &Heads, doc: &mut AutoCommit) -> Vec<Effect<K>> {
        let mut effects = Vec::new();
        self.ledger.observe(Heads::of(doc));
        let Some(state) = self.ledger.confirm(durable) else { return effects };
        let released = self
            .links
            .iter_mut()
            .filter_map(|(key, link)| link.release(state).then(|| key.clone()));
        for key in released.collect::<Vec<_>>() {
            self.write_to(&key, doc, &mut effects);
        }
        effects
    }

    /// Says something to everybody who looks at this document now; it is never stored.
    pub fn broadcast(&mut self, data: &Payload) -> Vec<Effect<K>> {
        let (session, count) = self.gossip.next();
        let said = Ephemeral {
            sender: self.me.clone(),
            target: self.me.clone(),
            document: self.document,
            session,
            count,
            data: data.clone(),
        };
        self.links.iter().map(|(key, link)| link.tell(key, said.clone())).collect()
    }

    /// True if this peer has advertised just the heads that we have: all that is here is there. If
    /// it is a server of ours, what is ours is durable there.
    pub fn synced_with(&self, key: &K, doc: &mut AutoCommit) -> bool {
        self.links.get(key).is_some_and(|link| link.has_all(&Heads::of(doc)))
    }
}
