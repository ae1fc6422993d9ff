//! The relay's part in the engine.

use std::rc::Rc;

use causeway_sync::ids::PeerId;
use causeway_sync::room::{Direction, Remote};

use crate::state::access::Shut;
use crate::state::engine::door::Door;
use crate::state::engine::relay_link::{RelayEvent, RelayLink};
use crate::state::engine::{Inner, Neighbour};
use crate::state::relay_address::RelayAddress;

/// How the line to the relay is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Line {
    /// There is none.
    #[default]
    None,
    /// The relay is being called for the first time.
    Calling,
    /// It is on the line.
    Open,
    /// It can't be reached, or was lost.
    Lost,
    /// It refused.
    Refused,
    /// It asks for keys, and this workspace has not been shared with it.
    Unshared,
    /// It lets this device in no more.
    Shut(Shut),
}

impl Inner {
    /// Makes the line ready; the tab that leads calls.
    pub(super) fn prepare_line(self: &Rc<Self>, relay: Option<RelayAddress>) {
        let Some(address) = relay else { return };
        let engine = Rc::downgrade(self);
        let door = Door::new(self.session, address.clone());
        let line = RelayLink::new(address, self.me.clone(), door, move |event| {
            if let Some(engine) = engine.upgrade() {
                engine.on_the_line(event);
            }
        });
        self.line_state.set(Line::Calling);
        *self.line.borrow_mut() = Some(line);
    }

    /// Calls the relay now, if this tab leads.
    pub(super) fn call_relay(&self) {
        let line = self.line.borrow().clone();
        if let Some(line) = line.filter(|_| self.roles.borrow().leads()) {
            line.call_at_once();
        }
    }

    /// Gives the call up as lost.
    pub(super) fn lose_line(&self) {
        let line = self.line.borrow().clone();
        if let Some(line) = line {
            line.lose();
        }
    }

    /// Asks for the document once more.
    pub(super) fn ask_again(self: &Rc<Self>) {
        self.session.set_unavailable(false);
        let peer = self.relay_peer.borrow().clone();
        match peer {
            Some(peer) => self.greet(peer),
            None => self.call_relay(),
        }
    }

    fn on_the_line(self: &Rc<Self>, event: RelayEvent) {
        match event {
            RelayEvent::Reached(peer) => {
                self.line_state.set(Line::Open);
                *self.relay_peer.borrow_mut() = Some(peer.clone());
                self.greet(peer);
            }
            RelayEvent::Said(frame) => self.in_room(|room, core| {
                room.receive(&Neighbour::Relay, frame, core.document_mut().automerge_mut())
            }),
            RelayEvent::Lost => self.relay_is_gone(Line::Lost),
            RelayEvent::Refused => self.relay_is_gone(Line::Refused),
            RelayEvent::Unshared => self.relay_is_gone(Line::Unshared),
            RelayEvent::Shut(why) => self.relay_is_gone(Line::Shut(why)),
        }
        self.show_sync_status();
    }

    fn greet(self: &Rc<Self>, peer: PeerId) {
        let remote = Remote { peer, direction: Direction::Up };
        self.in_room(|room, core| {
            room.connect(Neighbour::Relay, remote, core.document_mut().automerge_mut())
        });
        self.someone_came();
    }

    fn relay_is_gone(self: &Rc<Self>, line: Line) {
        self.line_state.set(line);
        self.relay_peer.borrow_mut().take();
        self.in_room(|room, core| {
            room.disconnect(&Neighbour::Relay, core.document_mut().automerge_mut())
        });
        self.someone_went();
    }
}
