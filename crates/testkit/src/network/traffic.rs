//! Frames on their way, and what their arrival brings about.

use causeway_sync::{
    connection::{self, Event},
    room::{self, Direction, Remote},
    wire,
};
use rand::Rng as _;

use crate::network::{
    Network,
    cable::{Flight, Side},
    peer::Key,
};

/// A frame is under way for up to this long, in milliseconds.
const LATENCY_MS: u64 = 120;

/// One frame in so many comes twice, the second time when others have come between.
const DUPLICATES: u32 = 40;

/// One frame in so many comes before some that were sent earlier. A socket doesn't do that; what
/// stands between two sockets, or opens a second one, can.
const OVERTAKING: u32 = 12;

impl Network {
    /// Tells one end of a connection what happens, and does what it then asks for.
    pub(super) fn tell_end(&mut self, index: usize, side: Side, number: u64, event: Event<'_>) {
        let peer = self.cables[index].peer(side);
        let Some(end) = self.cables[index].end(side, number) else { return };
        for effect in end.connection.handle(event, self.now_ms) {
            let Some(desk) = &mut self.peers[peer].desk else { return };
            let (room, doc) = (&mut desk.room, desk.document.automerge_mut());
            let key = (index, number);
            let effects = match effect {
                connection::Effect::Send(bytes) => {
                    self.send_opening(key, side.other(), bytes);
                    continue;
                }
                connection::Effect::Ready { peer, .. } => {
                    let direction = match side {
                        Side::Client => Direction::Up,
                        Side::Server => Direction::Down,
                    };
                    room.connect(key, Remote { peer, direction }, doc)
                }
                connection::Effect::Deliver(frame) => room.receive(&key, frame, doc),
                connection::Effect::Close(reason) => {
                    let step = format!("{} closes: {reason}", self.peers[peer].name);
                    self.note(step);
                    self.drop_end(index, side, number);
                    return;
                }
            };
            self.carry_out(peer, effects);
        }
    }

    /// Does what a room asks for.
    pub(super) fn carry_out(&mut self, peer: usize, effects: Vec<room::Effect<Key>>) {
        for effect in effects {
            match effect {
                room::Effect::Send { to, frame } => {
                    let is_client = self.cables[to.0].client == peer;
                    let to_side = if is_client { Side::Server } else { Side::Client };
                    self.send(to, to_side, wire::encode(&frame));
                }
                room::Effect::Changed { .. } => {
                    if let Some(desk) = &mut self.peers[peer].desk {
                        desk.saver.changed(self.now_ms);
                    }
                }
                room::Effect::Heard { .. } | room::Effect::Unavailable => {}
                // Everybody here is honest.
                room::Effect::Close { reason, .. } => {
                    panic!("{} refuses an honest message: {reason}", self.peers[peer].name)
                }
            }
        }
        self.note_acknowledged(peer);
    }

    /// What all of a server's heads contain is safe there.
    fn note_acknowledged(&mut self, peer: usize) {
        if !self.is_tree {
            return;
        }
        let Some(desk) = &mut self.peers[peer].desk else { return };
        let doc = desk.document.automerge_mut();
        let up = self.cables.iter().enumerate().filter(|(_, cable)| cable.client == peer);
        let mut keys = up
            .filter_map(|(index, cable)| cable.client_end.as_ref().map(|end| (index, end.number)));
        if keys.any(|key| desk.room.synced_with(&key, doc)) {
            desk.unsafe_edits.clear();
            if let Some(writing) = &mut desk.writing {
                writing.edits.clear();
            }
        }
    }

    /// Puts a frame on its way that opens or keeps up a connection.
    fn send_opening(&mut self, (cable, connection): Key, to: Side, bytes: Vec<u8>) {
        self.send_in_order((cable, connection), to, bytes);
        if let Some(end) = self.cables[cable].end(to, connection) {
            end.opens_ms = end.arrives_ms;
        }
    }

    /// Puts a frame of a room on its way. It may overtake others.
    fn send(&mut self, key: Key, to: Side, bytes: Vec<u8>) {
        if !self.random.random_ratio(1, OVERTAKING) {
            return self.send_in_order(key, to, bytes);
        }
        let takes = self.random.random_range(1..LATENCY_MS);
        let (cable, connection) = key;
        let Some(end) = self.cables[cable].end(to, connection) else { return };
        let at_ms = end.opens_ms.max(self.now_ms + takes);
        self.launch(key, to, bytes, at_ms);
    }

    fn send_in_order(&mut self, key: Key, to: Side, bytes: Vec<u8>) {
        let takes = self.random.random_range(1..LATENCY_MS);
        let (cable, connection) = key;
        let Some(end) = self.cables[cable].end(to, connection) else { return };
        let at_ms = end.arrives_ms.max(self.now_ms + takes);
        end.arrives_ms = at_ms;
        self.launch(key, to, bytes, at_ms);
    }

    fn launch(&mut self, (cable, connection): Key, to: Side, bytes: Vec<u8>, at_ms: u64) {
        if self.random.random_ratio(1, DUPLICATES) {
            let late_ms = at_ms + self.random.random_range(0..3 * LATENCY_MS);
            self.put_in_flight((cable, connection), to, bytes.clone(), late_ms);
        }
        self.put_in_flight((cable, connection), to, bytes, at_ms);
    }

    fn put_in_flight(&mut self, (cable, connection): Key, to: Side, bytes: Vec<u8>, at_ms: u64) {
        let order = self.next_flight;
        self.next_flight += 1;
        self.flights.push(Flight { at_ms, order, cable, connection, to, bytes });
    }
}
