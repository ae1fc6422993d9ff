//! Time goes on.

use causeway_sync::{
    chunks::SaveState,
    connection::{self, Event},
    room::{self, Direction, Remote},
    store::StoreError,
    wire,
};
use rand::Rng as _;

use crate::network::{
    Network,
    cable::{Flight, Side},
    peer::{Key, Writing},
};

/// A frame is under way for up to this long, in milliseconds.
const LATENCY_MS: u64 = 120;

/// A write takes up to this long, in milliseconds.
const WRITE_MS: u64 = 80;

/// One frame in so many comes twice.
const DUPLICATES: u32 = 40;

/// A network that has more to do than this, without anybody editing, goes in circles.
const MOST_EVENTS: u64 = 100_000;

impl Network {
    /// Lets time pass.
    pub fn run_for(&mut self, ms: u64) {
        let end = self.now_ms + ms;
        while let Some(next) = self.next_ms().filter(|next| *next <= end) {
            self.step(next);
        }
        self.now_ms = end;
    }

    /// Lets time pass until nothing is under way, and all that can be reached has everything.
    ///
    /// # Panics
    /// If that never comes.
    pub fn settle(&mut self) {
        self.note("settle");
        let mut events = 0;
        while let Some(next) = self.next_ms() {
            if self.is_quiet() {
                return;
            }
            self.step(next);
            events += 1;
            assert!(events < MOST_EVENTS, "the network never comes to rest");
        }
    }

    /// Mends everything, and lets time pass until nothing is under way.
    pub fn heal_and_settle(&mut self) {
        self.heal_all();
        self.settle();
    }

    /// True if the only events to come are tries over cables that are cut.
    fn is_quiet(&self) -> bool {
        let are_cables_quiet = self.cables.iter().all(|cable| {
            let is_up = cable.client_end.is_some() && cable.server_ends.len() == 1;
            is_up || (cable.is_cut && cable.server_ends.is_empty())
        });
        let are_peers_quiet = self.peers.iter().all(|peer| {
            peer.desk.as_ref().is_some_and(|desk| desk.saver.state() == SaveState::Saved)
        });
        self.flights.is_empty() && are_cables_quiet && are_peers_quiet
    }

    /// When the next thing happens.
    fn next_ms(&self) -> Option<u64> {
        let flight = self.flights.peek().map(|flight| flight.at_ms);
        let cables = self.cables.iter().flat_map(|cable| {
            let ends = cable.ends().flat_map(|(_, end)| [end.breaks_ms, end.connection.deadline()]);
            ends.chain([cable.retry_ms]).flatten()
        });
        let peers = self.peers.iter().flat_map(|peer| {
            let desk = peer.desk.as_ref();
            let writing =
                desk.and_then(|desk| desk.writing.as_ref()).map(|writing| writing.done_ms);
            let saving = desk.and_then(|desk| desk.saver.deadline());
            [peer.restarts_ms, writing, saving].into_iter().flatten()
        });
        flight.into_iter().chain(cables).chain(peers).min()
    }

    /// Does everything that is due by then.
    fn step(&mut self, now_ms: u64) {
        self.now_ms = self.now_ms.max(now_ms);
        for peer in 0..self.peers.len() {
            self.step_peer(peer);
        }
        for cable in 0..self.cables.len() {
            self.step_cable(cable);
        }
        while self.flights.peek().is_some_and(|flight| flight.at_ms <= self.now_ms) {
            if let Some(flight) = self.flights.pop() {
                let event = Event::Received(&flight.bytes);
                self.tell_end(flight.cable, flight.to, flight.connection, event);
            }
        }
    }

    fn step_peer(&mut self, index: usize) {
        if self.peers[index].restarts_ms.is_some_and(|due| due <= self.now_ms) {
            let step = format!("{} is on again", self.peers[index].name);
            self.note(step);
            self.peers[index].start(self.now_ms);
        }
        self.finish_write(index);
        self.begin_write(index);
    }

    fn begin_write(&mut self, index: usize) {
        let takes = self.random.random_range(0..WRITE_MS);
        let is_written_first = self.random.random();
        let peer = &mut self.peers[index];
        let Some(desk) = &mut peer.desk else { return };
        let Some(write) = desk.saver.poll(desk.document.automerge_mut(), self.now_ms) else {
            return;
        };
        let edits = std::mem::take(&mut desk.unsafe_edits);
        let stage = if is_written_first { Err(peer.write(write)) } else { Ok(write) };
        if let Some(desk) = &mut peer.desk {
            desk.writing = Some(Writing { stage, done_ms: self.now_ms + takes, edits });
        }
    }

    fn finish_write(&mut self, index: usize) {
        let peer = &mut self.peers[index];
        let now_ms = self.now_ms;
        let writing = peer
            .desk
            .as_mut()
            .and_then(|desk| desk.writing.take_if(|writing| writing.done_ms <= now_ms));
        let Some(writing) = writing else { return };
        let outcome = writing.stage.map_or_else(|outcome| outcome, |write| peer.write(write));
        let Some(desk) = &mut peer.desk else { return };
        match outcome {
            Ok(()) => {
                let durable = desk.saver.confirmed(now_ms).clone();
                let effects = desk.room.committed(&durable, desk.document.automerge_mut());
                self.carry_out(index, effects);
            }
            Err(error) => {
                desk.saver.failed(now_ms);
                desk.unsafe_edits.splice(0..0, writing.edits);
                let step = format!("{}'s store fails: {error}", peer.name);
                self.note(step);
                // A store that is closed has lost its power, and the peer with it.
                if error == StoreError::Closed {
                    self.lose_power(index);
                }
            }
        }
    }

    fn step_cable(&mut self, index: usize) {
        let now_ms = self.now_ms;
        let ends = self.cables[index].ends();
        let broken = ends.filter(|(_, end)| end.breaks_ms.is_some_and(|due| due <= now_ms));
        for (side, number) in broken.map(|(side, end)| (side, end.number)).collect::<Vec<_>>() {
            self.drop_end(index, side, number);
        }
        let ends: Vec<_> =
            self.cables[index].ends().map(|(side, end)| (side, end.number)).collect();
        for (side, number) in ends {
            self.tell_end(index, side, number, Event::Tick);
        }
        if self.cables[index].retry_ms.is_some_and(|due| due <= now_ms) {
            self.connect(index);
        }
    }

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
                    self.send(key, side.other(), bytes);
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

    /// Puts a frame on its way.
    fn send(&mut self, (cable, connection): Key, to: Side, bytes: Vec<u8>) {
        let takes = self.random.random_range(1..LATENCY_MS);
        let copies = if self.random.random_ratio(1, DUPLICATES) { 2 } else { 1 };
        let Some(end) = self.cables[cable].end(to, connection) else { return };
        let at_ms = end.arrives_ms.max(self.now_ms + takes);
        end.arrives_ms = at_ms;
        for bytes in std::iter::repeat_n(bytes, copies) {
            let order = self.next_flight;
            self.next_flight += 1;
            self.flights.push(Flight { at_ms, order, cable, connection, to, bytes });
        }
    }
}
