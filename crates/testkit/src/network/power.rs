//! Cables that are cut, and power that fails.

use causeway_sync::connection::{Connection, Event, Role};
use causeway_sync::wire::Metadata;
use rand::Rng as _;

use crate::network::{
    Network, Who,
    cable::{End, Side},
};

/// A server takes up to this long to notice that a client is gone, in milliseconds.
const NOTICE_MS: u64 = 3_000;

/// Power is off for up to this long, in milliseconds.
const OUTAGE_MS: u64 = 5_000;

impl Network {
    /// Cuts the cables between two peers. The client notices at once; the server later, and till
    /// then it may still get what was under way.
    pub fn cut(&mut self, one: Who, other: Who) {
        self.note(format!("cut {} from {}", self.name(one), self.name(other)));
        for cable in self.cables_between(one, other) {
            self.cables[cable].is_cut = true;
            self.break_connection(cable);
        }
    }

    /// Mends the cables between two peers; the client reconnects after a while.
    pub fn heal(&mut self, one: Who, other: Who) {
        self.note(format!("heal {} and {}", self.name(one), self.name(other)));
        for cable in self.cables_between(one, other) {
            self.cables[cable].is_cut = false;
        }
    }

    /// Mends everything and switches everybody on.
    pub fn heal_all(&mut self) {
        self.note("heal all");
        for cable in &mut self.cables {
            cable.is_cut = false;
        }
        for peer in &mut self.peers {
            if peer.restarts_ms.is_some() {
                peer.restarts_ms = Some(self.now_ms);
            }
        }
    }

    /// Takes a connection down that is still good, as a relay that is restarted or a phone that
    /// changes its network does. The client comes back after a while.
    pub fn reset(&mut self, one: Who, other: Who) {
        self.note(format!("reset {} and {}", self.name(one), self.name(other)));
        for cable in self.cables_between(one, other) {
            self.break_connection(cable);
        }
    }

    /// Takes the power from a peer: all that is not durable is gone. It comes back by itself.
    pub fn crash(&mut self, who: Who) {
        self.note(format!("{} loses power", self.name(who)));
        self.lose_power(who.0);
    }

    pub(super) fn lose_power(&mut self, index: usize) {
        let outage = self.random.random_range(1..OUTAGE_MS);
        let peer = &mut self.peers[index];
        let Some(desk) = peer.desk.take() else { return };
        peer.restarts_ms = Some(self.now_ms + outage);
        self.lost.extend(desk.unsafe_edits);
        self.lost.extend(desk.writing.into_iter().flat_map(|writing| writing.edits));
        for cable in 0..self.cables.len() {
            if self.cables[cable].client == index {
                self.break_connection(cable);
            }
            if self.cables[cable].server == index {
                self.cables[cable].server_ends.clear();
                self.break_connection(cable);
            }
        }
    }

    /// The client's end is gone at once, the server's after a while.
    fn break_connection(&mut self, index: usize) {
        let notices = self.now_ms + self.random.random_range(0..NOTICE_MS);
        let cable = &mut self.cables[index];
        for end in &mut cable.server_ends {
            end.breaks_ms.get_or_insert(notices);
        }
        let Some(number) = cable.client_end.as_ref().map(|end| end.number) else { return };
        self.drop_end(index, Side::Client, number);
    }

    /// Takes an end away and tells its room.
    pub(super) fn drop_end(&mut self, index: usize, side: Side, number: u64) {
        let cable = &mut self.cables[index];
        cable.remove(side, number);
        if side == Side::Client {
            cable.retry_ms = Some(self.now_ms + cable.backoff.next_ms());
        }
        let peer = cable.peer(side);
        if let Some(desk) = &mut self.peers[peer].desk {
            let effects = desk.room.disconnect(&(index, number), desk.document.automerge_mut());
            self.carry_out(peer, effects);
        }
    }

    /// Opens a new connection over a cable, if both peers are on and it isn't cut.
    pub(super) fn connect(&mut self, index: usize) {
        let cable = &mut self.cables[index];
        let (client, server) = (cable.client, cable.server);
        let are_on = self.peers[client].desk.is_some() && self.peers[server].desk.is_some();
        if cable.is_cut || !are_on {
            cable.retry_ms = Some(self.now_ms + cable.backoff.next_ms());
            return;
        }
        cable.retry_ms = None;
        cable.backoff.reset();
        cable.newest += 1;
        let number = cable.newest;
        let end = |role, peer: usize| End {
            number,
            connection: Connection::new(role, self.peers[peer].id(), Metadata::default()),
            breaks_ms: None,
            arrives_ms: self.now_ms,
            opens_ms: self.now_ms,
        };
        cable.server_ends.push(end(Role::Server, server));
        cable.client_end = Some(end(Role::Client, client));
        for side in [Side::Server, Side::Client] {
            self.tell_end(index, side, number, Event::Opened);
        }
    }

    fn cables_between(&self, one: Who, other: Who) -> Vec<usize> {
        let joined = |index: &usize| {
            let cable = &self.cables[*index];
            cable.joins(one.0) && cable.joins(other.0) && one != other
        };
        (0..self.cables.len()).filter(joined).collect()
    }
}
