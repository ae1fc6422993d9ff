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
mod gossip;
mod ledger;
mod link;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use automerge::{
    AutoCommit,
    sync::{Message, SyncDoc as _},
};

pub use effect::{Effect, Rejected};
pub use link::{Direction, Remote};

use crate::{
    guard::{self, Allowance},
    heads::Heads,
    ids::{DocumentId, PeerId, SessionId},
    room::{
        gossip::Gossip,
        ledger::Ledger,
        link::{Link, Standing},
    },
    wire::{Ephemeral, Frame, Letter, NoDocument, Payload},
};

/// The sync of one document with everybody connected, each known by a key `K` of the caller's.
#[derive(Debug)]
pub struct Room<K> {
    document: DocumentId,
    me: PeerId,
    links: BTreeMap<K, Link>,
    ledger: Ledger,
    gossip: Gossip,
    allowance: Allowance,
    is_known_unavailable: bool,
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
            allowance: Allowance::ORDINARY,
            is_known_unavailable: false,
        }
    }

    /// Sets what one message may grow to.
    #[must_use]
    pub fn with_allowance(mut self, allowance: Allowance) -> Self {
        self.allowance = allowance;
        self
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

    /// Reads a sync message, answers it, and passes on what it brought.
    fn read(
        &mut self,
        from: &K,
        letter: &Letter,
        doc: &mut AutoCommit,
        effects: &mut Vec<Effect<K>>,
    ) {
        let before = Heads::of(doc);
        let is_first = self.links.get(from).is_some_and(Link::is_silent);
        let received = self.apply(from, letter.data.as_bytes(), doc);
        let is_changed = Heads::of(doc) != before;
        if is_changed {
            effects.push(Effect::Changed { by: from.clone() });
        }
        match received {
            Ok(brought_changes) => {
                let state = self.ledger.observe(Heads::of(doc));
                // The first message may speak of changes that came over an earlier connection.
                if (brought_changes || is_first) && !self.ledger.is_durable(state) {
                    self.hold(from, state);
                }
                self.write_to(from, doc, effects);
            }
            Err(reason) => {
                self.links.remove(from);
                effects.push(Effect::Close { to: from.clone(), reason });
            }
        }
        if is_changed {
            self.write_to_others(Some(from), doc, effects);
        }
    }

    /// Holds our heads back from a client until this state is durable, on whichever connection: it
    /// may have opened a second one while the first still delivers.
    fn hold(&mut self, from: &K, state: u64) {
        let Some(peer) = self.links.get(from).map(|link| link.remote.peer.clone()) else { return };
        let durable = self.ledger.durable_heads();
        for link in self.links.values_mut() {
            if link.remote.peer == peer && link.remote.direction == Direction::Down {
                link.hold(state, durable);
            }
        }
    }

    /// Gives a message to Automerge. True if there were changes in it.
    fn apply(&mut self, from: &K, data: &[u8], doc: &mut AutoCommit) -> Result<bool, Rejected> {
        guard::check_message(data, self.allowance)?;
        let mut message = Message::decode(data).map_err(|_| Rejected::Malformed)?;
        // Honest peers send one summary of what they have. Of a second one, Automerge doesn't
        // check that it speaks of changes which are here.
        message.have.truncate(1);
        let brought_changes = !message.changes.is_empty();
        let has_document = !message.heads.is_empty();
        let Some(link) = self.links.get_mut(from) else { return Ok(false) };
        if has_document {
            link.standing = Standing::Has;
        }
        let received = doc.sync().receive_sync_message(&mut link.state, message);
        received.map_err(|error| Rejected::Unmergeable(error.to_string()))?;
        Ok(brought_changes)
    }

    fn write_to(&mut self, key: &K, doc: &mut AutoCommit, effects: &mut Vec<Effect<K>>) {
        let Some(link) = self.links.get_mut(key) else { return };
        let is_blank = Heads::of(doc).is_empty();
        // There is nothing to tell one that asks for what we haven't got; `settle_requests` does.
        if is_blank && link.standing == Standing::Wants {
            return;
        }
        let is_first = link.is_silent();
        let Some(message) = link.next_message(doc) else { return };
        let Some(data) = Payload::new(message.encode()) else { return };
        let letter = Letter {
            sender: self.me.clone(),
            target: link.remote.peer.clone(),
            document: self.document,
            data,
        };
        let is_request = is_blank && is_first && link.remote.direction == Direction::Up;
        let frame = if is_request { Frame::Request(letter) } else { Frame::Sync(letter) };
        effects.push(Effect::Send { to: key.clone(), frame });
    }

    fn write_to_others(
        &mut self,
        except: Option<&K>,
        doc: &mut AutoCommit,
        effects: &mut Vec<Effect<K>>,
    ) {
        let others = self.links.keys().filter(|key| Some(*key) != except);
        for key in others.cloned().collect::<Vec<_>>() {
            self.write_to(&key, doc, effects);
        }
    }

    fn set_standing(&mut self, key: &K, standing: Standing) {
        if let Some(link) = self.links.get_mut(key) {
            link.standing = standing;
        }
    }

    /// While we have nothing of the document, and nobody who may have it is left to wait for,
    /// tells those who ask, each once, and the caller if it is we who ask.
    fn settle_requests(&mut self, doc: &mut AutoCommit, effects: &mut Vec<Effect<K>>) {
        if self.links.values().any(Link::may_have_it) || !Heads::of(doc).is_empty() {
            return;
        }
        for (key, link) in &mut self.links {
            if link.standing == Standing::Wants {
                link.standing = Standing::HasNot;
                let frame = Frame::DocUnavailable(NoDocument {
                    sender: self.me.clone(),
                    target: link.remote.peer.clone(),
                    document: self.document,
                });
                effects.push(Effect::Send { to: key.clone(), frame });
            }
        }
        let is_asked = self.links.values().any(|link| link.remote.direction == Direction::Up);
        if is_asked && !self.is_known_unavailable {
            self.is_known_unavailable = true;
            effects.push(Effect::Unavailable);
        }
    }

    /// Hears what somebody said, and passes it on to the others, unless it is old.
    fn pass_on(&mut self, from: &K, mut said: Ephemeral, effects: &mut Vec<Effect<K>>) {
        if said.sender == self.me || !self.gossip.is_news(&said) {
            return;
        }
        for (key, link) in self.links.iter().filter(|(key, _)| *key != from) {
            let mut copy = said.clone();
            // A server lets us speak in no name but ours, and names within it.
            if link.remote.direction == Direction::Up {
                copy.sender = self.me.speaking_for(&said.sender);
            }
            effects.push(link.tell(key, copy));
        }
        said.target = self.me.clone();
        effects.push(Effect::Heard { author: said.sender, data: said.data });
    }
}
