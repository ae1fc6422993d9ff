//! What a room reads from its connections and writes to them.

use automerge::{
    AutoCommit,
    sync::{ChunkList, Message, SyncDoc as _},
};

use crate::{
    guard,
    heads::Heads,
    room::{
        Direction, Effect, Rejected, Room,
        link::{Link, Standing},
    },
    wire::{Ephemeral, Frame, Letter, NoDocument, Payload},
};

impl<K: Clone + Ord> Room<K> {
    /// Reads a sync message, answers it, and passes on what it brought.
    pub(super) fn read(
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
        let Some(link) = self.links.get_mut(from) else { return Ok(false) };
        if link.drops_changes {
            let changes = std::mem::replace(&mut message.changes, ChunkList::empty());
            self.dropped_changes = self.dropped_changes.saturating_add(changes.len() as u64);
        }
        let (whole, single): (Vec<_>, Vec<_>) =
            message.changes.iter().partition(|chunk| guard::is_document(chunk));
        let bytes = |chunks: &[&[u8]]| chunks.iter().map(|chunk| chunk.len()).sum::<usize>();
        if bytes(&single) > self.space.changes || bytes(&whole) > self.space.document {
            return Err(Rejected::Full);
        }
        let brought_changes = !message.changes.is_empty();
        // A reader never brings a document: nobody waits for it.
        let has_document = !message.heads.is_empty() && !link.drops_changes;
        if has_document {
            link.standing = Standing::Has;
        }
        let received = doc.sync().receive_sync_message(&mut link.state, message);
        received.map_err(|error| Rejected::Unmergeable(error.to_string()))?;
        Ok(brought_changes)
    }

    pub(super) fn write_to(&mut self, key: &K, doc: &mut AutoCommit, effects: &mut Vec<Effect<K>>) {
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

    pub(super) fn write_to_others(
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

    pub(super) fn set_standing(&mut self, key: &K, standing: Standing) {
        if let Some(link) = self.links.get_mut(key) {
            link.standing = standing;
        }
    }

    /// While we have nothing of the document, and nobody who may have it is left to wait for,
    /// tells those who ask, each once, and the caller if it is we who ask.
    pub(super) fn settle_requests(&mut self, doc: &mut AutoCommit, effects: &mut Vec<Effect<K>>) {
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
    pub(super) fn pass_on(&mut self, from: &K, mut said: Ephemeral, effects: &mut Vec<Effect<K>>) {
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
