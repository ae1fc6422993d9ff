//! The page's life and the network's, and the derived status of nodes.

use std::rc::Rc;

use crate::platform::lifecycle::{self, Life, LifeWatch};
use crate::platform::network::{self, NetworkWatch};
use crate::platform::{clock, timer};
use crate::state::engine::Inner;
use crate::state::engine::tab_roles::TabRoles;
use crate::state::engine::tab_wire::TabMessage;

/// Status follows an edit after this time, in milliseconds, so that many edits are judged at once.
const GATHER_MS: u64 = 30;

/// Judging takes at most one part in so many of the page's time.
const LEAST_SHARE: u64 = 6;

/// What is listened to for as long as the workspace is open.
#[derive(Default)]
pub(super) struct Watches {
    held: Option<(Option<LifeWatch>, Option<NetworkWatch>)>,
    has_asked_to_persist: bool,
}

impl Watches {
    /// Whether the browser was asked to keep this site's storage; from now on it was.
    pub(super) fn has_asked_to_persist(&mut self) -> bool {
        std::mem::replace(&mut self.has_asked_to_persist, true)
    }
}

impl Inner {
    /// Begins to listen to the page and to the network.
    pub(super) fn watch(self: &Rc<Self>) {
        let (lives, asked) = (Rc::downgrade(self), Rc::downgrade(self));
        let life = lifecycle::watch(
            move |life| {
                if let Some(engine) = lives.upgrade() {
                    engine.lives(life);
                }
            },
            move || asked.upgrade().is_some_and(|engine| engine.is_leaving_unsaved()),
        );
        let engine = Rc::downgrade(self);
        let network = network::watch(move |is_online| {
            if let Some(engine) = engine.upgrade() {
                if is_online { engine.call_relay() } else { engine.lose_line() }
            }
        });
        self.watches.borrow_mut().held = Some((life, network));
    }

    fn lives(self: &Rc<Self>, life: Life) {
        match life {
            Life::Hidden => {
                self.save_at_once();
                self.note();
            }
            Life::Leaving => {
                self.save_at_once();
                self.leave();
            }
            Life::Shown => {
                self.call_relay();
                self.show_statuses();
            }
            Life::Returned => {
                self.come_back();
                self.show_statuses();
            }
        }
    }

    /// Whether leaving now would lose something; what can still be stored is being stored.
    fn is_leaving_unsaved(self: &Rc<Self>) -> bool {
        self.save_at_once();
        self.has_unsaved()
    }

    /// Says goodbye to everybody, and hangs up.
    pub(super) fn leave(self: &Rc<Self>) {
        self.note();
        self.say_goodbye();
        self.tell_tabs(&TabMessage::Leaves { from: self.me.clone() });
        let line = self.line.borrow().clone();
        if let Some(line) = line {
            line.hang_up();
        }
        drop(self.candidacy.borrow_mut().take());
        drop(self.channel.borrow_mut().take());
    }

    /// The page was put aside whole, and is back.
    fn come_back(self: &Rc<Self>) {
        let (roles, hello) = TabRoles::begin(self.me.clone());
        *self.roles.borrow_mut() = roles;
        self.join_tabs(&hello);
    }

    /// Judges the nodes soon.
    pub(super) fn schedule_statuses(self: &Rc<Self>) {
        if self.status_timer.borrow().is_some() {
            return;
        }
        let delay = GATHER_MS.max(self.status_cost_ms.get() * LEAST_SHARE);
        let engine = Rc::downgrade(self);
        let timer = timer::after(u32::try_from(delay).unwrap_or(u32::MAX), move || {
            if let Some(engine) = engine.upgrade() {
                engine.show_statuses();
            }
        });
        *self.status_timer.borrow_mut() = Some(timer);
    }

    /// Judges the nodes now.
    pub(super) fn show_statuses(&self) {
        drop(self.status_timer.borrow_mut().take());
        let began = clock::now_ms();
        self.core.borrow().show_statuses(clock::today());
        self.session.note_judged();
        self.status_cost_ms.set(clock::now_ms().saturating_sub(began));
    }
}
