//! This browser's other tabs, in the engine.

use std::rc::Rc;

use causeway_sync::ids::PeerId;
use causeway_sync::room::Remote;
use causeway_sync::wire::Frame;

use crate::platform::tabs::{Candidacy, TabChannel};
use crate::state::engine::tab_roles::TabEffect;
use crate::state::engine::tab_wire::TabMessage;
use crate::state::engine::{Inner, Neighbour};

impl Inner {
    /// Joins the other tabs, and queues to lead them.
    pub(super) fn join_tabs(self: &Rc<Self>, hello: &TabMessage) {
        let name = format!("causeway.{}", self.document);
        let engine = Rc::downgrade(self);
        let channel = TabChannel::join(&name, move |bytes| {
            let message = TabMessage::decode(&bytes);
            if let Some((engine, message)) = engine.upgrade().zip(message) {
                let effects = engine.roles.borrow_mut().hear(message);
                engine.carry_out(effects);
            }
        });
        *self.channel.borrow_mut() = channel;
        self.tell_tabs(hello);
        let engine = Rc::downgrade(self);
        let candidacy = Candidacy::queue(&name, move || {
            if let Some(engine) = engine.upgrade() {
                engine.lead();
            }
        });
        *self.candidacy.borrow_mut() = Some(candidacy);
    }

    /// Says something to all other tabs.
    pub(super) fn tell_tabs(&self, message: &TabMessage) {
        if let Some(channel) = &*self.channel.borrow() {
            channel.send(&message.encode());
        }
    }

    /// Sends a frame to one tab.
    pub(super) fn send_to_tab(&self, peer: &PeerId, frame: Frame) {
        if !self.is_hushed(peer, &frame) {
            self.tell_tabs(&TabMessage::Says { from: self.me.clone(), frame });
        }
    }

    /// Whether a frame doesn't travel between these two: see [`TabEffect::Connect`].
    fn is_hushed(&self, peer: &PeerId, frame: &Frame) -> bool {
        matches!(frame, Frame::Ephemeral(_)) && self.quiet.borrow().contains(peer)
    }

    /// This tab was elected: it holds the socket from now on, and compacts.
    fn lead(self: &Rc<Self>) {
        self.leader_stands.set(None);
        self.saver.borrow_mut().set_compacts(true);
        let effects = self.roles.borrow_mut().lead();
        self.carry_out(effects);
        self.call_relay();
        self.show_sync_status();
    }

    fn carry_out(self: &Rc<Self>, effects: Vec<TabEffect>) {
        for effect in effects {
            match effect {
                TabEffect::Send(message) => self.tell_tabs(&message),
                TabEffect::Connect { peer, direction, is_quiet } => {
                    if is_quiet {
                        self.quiet.borrow_mut().insert(peer.clone());
                    } else {
                        self.quiet.borrow_mut().remove(&peer);
                    }
                    let remote = Remote { peer: peer.clone(), direction };
                    self.in_room(|room, core| {
                        let auto = core.document_mut().automerge_mut();
                        room.connect(Neighbour::Tab(peer), remote, auto)
                    });
                    self.someone_came();
                }
                TabEffect::Disconnect(peer) => {
                    self.in_room(|room, core| {
                        let auto = core.document_mut().automerge_mut();
                        room.disconnect(&Neighbour::Tab(peer), auto)
                    });
                    self.someone_went();
                }
                TabEffect::Deliver(peer, frame) if self.is_hushed(&peer, &frame) => {}
                TabEffect::Deliver(peer, frame) => self.in_room(|room, core| {
                    let auto = core.document_mut().automerge_mut();
                    room.receive(&Neighbour::Tab(peer), frame, auto)
                }),
                TabEffect::Stand(status) => self.leader_stands.set(Some(status)),
                TabEffect::ReadKeys => self.read_keys(),
                TabEffect::SayStand => self.say_stand(),
            }
        }
        self.show_sync_status();
    }
}
