//! Time goes on.

use causeway_sync::{chunks::SaveState, connection::Event, store::StoreError};
use rand::Rng as _;

use crate::network::{Network, peer::Writing};

/// A write takes up to this long, in milliseconds.
const WRITE_MS: u64 = 80;

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
}
