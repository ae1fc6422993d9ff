//! The line to the relay: called, lost, called again.

use std::cell::RefCell;
use std::rc::Rc;

use causeway_sync::backoff::Backoff;
use causeway_sync::connection::{Closed, Connection, Effect, Event, Role};
use causeway_sync::ids::PeerId;
use causeway_sync::wire::{self, Frame, Metadata};

use crate::platform::socket::{Socket, SocketEvent};
use crate::platform::timer::{self, Timer};
use crate::platform::{clock, random, task};
use crate::state::access::Shut;
use crate::state::engine::door::{Admission, Door};
use crate::state::relay_address::RelayAddress;

/// The first wait before the relay is called again, in milliseconds.
const FIRST_WAIT_MS: u64 = 500;

/// The longest wait, in milliseconds: somebody looks at the status, and waits for the colleagues.
const LONGEST_WAIT_MS: u64 = 6_000;

/// What happens on the line.
pub(super) enum RelayEvent {
    /// The relay answered, under this name.
    Reached(PeerId),
    /// It said something about a document.
    Said(Frame),
    /// The line is down; it will be called again by itself.
    Lost,
    /// The relay, or this page's policy, refused; it is called again, seldom.
    Refused,
    /// The relay asks for keys, and there is none; it isn't called again before there is.
    Unshared,
    /// The relay lets this device in no more; it isn't called again.
    Shut(Shut),
}

/// A line to one relay. Clones share it; it hangs up when the last is dropped.
#[derive(Clone)]
pub(super) struct RelayLink(Rc<Inner>);

struct Inner {
    address: RelayAddress,
    me: PeerId,
    door: Door,
    tell: Box<dyn Fn(RelayEvent)>,
    state: RefCell<State>,
    deadline: RefCell<Option<Timer>>,
    backoff: RefCell<Backoff>,
}

enum State {
    /// Nobody wants the line.
    Down,
    /// What it takes to be let in is being asked for.
    Asking { call: u64 },
    /// It is called again when the timer ends.
    Resting { _timer: Timer },
    /// It is being called, or open.
    Up { socket: Socket, connection: Connection, call: u64 },
}

impl RelayLink {
    /// A line that is down; `tell` hears what happens on it.
    pub(super) fn new(
        address: RelayAddress,
        me: PeerId,
        door: Door,
        tell: impl Fn(RelayEvent) + 'static,
    ) -> Self {
        let seed = u64::from_le_bytes(random::bytes());
        let backoff = Backoff::new(FIRST_WAIT_MS, LONGEST_WAIT_MS, seed);
        Self(Rc::new(Inner {
            address,
            me,
            door,
            tell: Box::new(tell),
            state: RefCell::new(State::Down),
            deadline: RefCell::default(),
            backoff: RefCell::new(backoff),
        }))
    }

    /// Calls the relay now, unless it is being called or is on the line.
    pub(super) fn call(&self) {
        if matches!(*self.0.state.borrow(), State::Up { .. } | State::Asking { .. }) {
            return;
        }
        let call = u64::from_le_bytes(random::bytes());
        drop(self.0.state.replace(State::Asking { call }));
        let line = Rc::downgrade(&self.0);
        let door = self.0.door.clone();
        task::spawn(async move {
            let admission = door.ask().await;
            if let Some(line) = line.upgrade() {
                Self(line).admitted(call, admission);
            }
        });
    }

    /// What the door said; of no use if meanwhile nobody wants the line any more.
    fn admitted(&self, of_call: u64, admission: Admission) {
        if !matches!(*self.0.state.borrow(), State::Asking { call } if call == of_call) {
            return;
        }
        match admission {
            Admission::Open => self.open(of_call, None),
            Admission::Ticket(ticket) => self.open(of_call, Some(&ticket)),
            Admission::Unreached => self.lost(RelayEvent::Lost),
            Admission::Unshared => self.stop(RelayEvent::Unshared),
            Admission::Shut(why) => self.stop(RelayEvent::Shut(why)),
        }
    }

    fn open(&self, call: u64, ticket: Option<&str>) {
        let line = Rc::downgrade(&self.0);
        let socket = Socket::open(self.0.address.as_str(), ticket, move |event| {
            if let Some(line) = line.upgrade() {
                Self(line).happened(call, event);
            }
        });
        let Ok(socket) = socket else {
            self.rest();
            (self.0.tell)(RelayEvent::Refused);
            return;
        };
        // Nobody at the other end should remember a tab.
        let metadata = Metadata { storage: None, is_ephemeral: true };
        let connection = Connection::new(Role::Client, self.0.me.clone(), metadata);
        let state = State::Up { socket, connection, call };
        drop(self.0.state.replace(state));
    }

    /// Calls the relay now, however long the next call was to wait.
    pub(super) fn call_at_once(&self) {
        self.0.backoff.borrow_mut().reset();
        self.call();
    }

    /// Ends the call, and makes no other.
    pub(super) fn hang_up(&self) {
        let was = self.0.state.replace(State::Down);
        if let State::Up { socket, connection, .. } = &was
            && connection.peer().is_some()
        {
            socket.send(&wire::encode(&Frame::Leave(self.0.me.clone())));
        }
    }

    /// Ends the call as one that was lost: it is called again later.
    pub(super) fn lose(&self) {
        if matches!(*self.0.state.borrow(), State::Up { .. }) {
            self.lost(RelayEvent::Lost);
        }
    }

    /// Says something to the relay; nothing if it isn't on the line.
    pub(super) fn say(&self, frame: &Frame) {
        if let State::Up { socket, .. } = &*self.0.state.borrow() {
            socket.send(&wire::encode(frame));
        }
    }

    fn happened(&self, of_call: u64, event: SocketEvent) {
        let is_current =
            matches!(&*self.0.state.borrow(), State::Up { call, .. } if *call == of_call);
        if !is_current {
            return;
        }
        match event {
            SocketEvent::Opened => self.handle(Event::Opened),
            SocketEvent::Received(bytes) => self.handle(Event::Received(&bytes)),
            SocketEvent::Closed { reason, .. } => match Shut::parse(&reason) {
                Some(why) => self.shut(why),
                None => self.lost(RelayEvent::Lost),
            },
        }
    }

    fn handle(&self, event: Event<'_>) {
        let effects = match &mut *self.0.state.borrow_mut() {
            State::Up { connection, .. } => connection.handle(event, clock::now_ms()),
            State::Down | State::Asking { .. } | State::Resting { .. } => return,
        };
        self.watch_deadline();
        for effect in effects {
            match effect {
                Effect::Send(bytes) => {
                    if let State::Up { socket, .. } = &*self.0.state.borrow() {
                        socket.send(&bytes);
                    }
                }
                Effect::Ready { peer, .. } => {
                    self.0.backoff.borrow_mut().reset();
                    (self.0.tell)(RelayEvent::Reached(peer));
                }
                Effect::Deliver(frame) => (self.0.tell)(RelayEvent::Said(frame)),
                Effect::Close(Closed::Refused(words)) => match Shut::parse(&words) {
                    Some(why) => self.shut(why),
                    None => self.lost(RelayEvent::Refused),
                },
                Effect::Close(Closed::Version) => self.lost(RelayEvent::Refused),
                Effect::Close(_) => self.lost(RelayEvent::Lost),
            }
        }
    }

    /// Sees to it that a relay which doesn't answer is given up.
    fn watch_deadline(&self) {
        let due = match &*self.0.state.borrow() {
            State::Up { connection, .. } => connection.deadline(),
            State::Down | State::Asking { .. } | State::Resting { .. } => None,
        };
        let timer = due.map(|due| {
            let line = Rc::downgrade(&self.0);
            let delay = due.saturating_sub(clock::now_ms());
            timer::after(u32::try_from(delay).unwrap_or(u32::MAX), move || {
                if let Some(line) = line.upgrade() {
                    Self(line).handle(Event::Tick);
                }
            })
        });
        drop(self.0.deadline.replace(timer));
    }

    fn lost(&self, event: RelayEvent) {
        self.rest();
        (self.0.tell)(event);
    }

    /// The relay has ended what the key let do. Another key may still be good: that is asked at the door.
    fn shut(&self, why: Shut) {
        match self.0.door.end(why) {
            Some(why) => self.stop(RelayEvent::Shut(why)),
            None => self.lost(RelayEvent::Lost),
        }
    }

    /// Ends the call, and makes no other by itself.
    fn stop(&self, event: RelayEvent) {
        drop(self.0.state.replace(State::Down));
        (self.0.tell)(event);
    }

    /// Calls again when the backoff says so.
    fn rest(&self) {
        let line = Rc::downgrade(&self.0);
        let delay = self.0.backoff.borrow_mut().next_ms();
        let timer = timer::after(u32::try_from(delay).unwrap_or(u32::MAX), move || {
            if let Some(line) = line.upgrade() {
                Self(line).call();
            }
        });
        // A socket tells nothing once it is dropped, so this can't lose the line again.
        drop(self.0.state.replace(State::Resting { _timer: timer }));
    }
}
