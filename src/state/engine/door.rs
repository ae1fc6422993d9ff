//! The relay's door: which key is shown there, and what comes of it.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::prelude::*;

use crate::state::access::{AccessKey, Mode, NoAnswer, RelayApi, Shut};
use crate::state::relay_address::RelayAddress;
use crate::state::session::Session;

/// What the door says.
pub(super) enum Admission {
    /// Come in as you are.
    Open,
    /// Come in with this ticket, which is good for one connection.
    Ticket(String),
    /// Nobody answers: ask again later.
    Unreached,
    /// The relay asks for keys, and this workspace has not been shared with it.
    Unshared,
    /// No key of this device is good any more.
    Shut(Shut),
}

/// The door of one relay for one workspace. Clones share it.
#[derive(Clone)]
pub(super) struct Door(Rc<Inner>);

struct Inner {
    session: Session,
    relay: RelayAddress,
    api: RelayApi,
    /// Whether the relay asks for keys, once it has said so.
    mode: Cell<Option<Mode>>,
    /// The key that was shown last.
    shown: RefCell<Option<AccessKey>>,
}

impl Door {
    pub(super) fn new(session: Session, relay: RelayAddress) -> Self {
        let api = RelayApi::of(&relay);
        let (mode, shown) = (Cell::default(), RefCell::default());
        Self(Rc::new(Inner { session, relay, api, mode, shown }))
    }

    /// Asks to be let in, with the best key that there is.
    pub(super) async fn ask(&self) -> Admission {
        loop {
            let Some(keyring) = self.0.session.keyring().try_get_untracked() else {
                return Admission::Unreached;
            };
            let Some(key) = keyring.best(&self.0.relay).cloned() else {
                return match keyring.shut(&self.0.relay) {
                    Some(why) => Admission::Shut(why),
                    None => self.ask_without_key().await,
                };
            };
            *self.0.shown.borrow_mut() = Some(key.clone());
            match self.0.api.ticket(&key).await {
                Ok(ticket) => {
                    let relay = &self.0.relay;
                    self.0.session.change_keyring(|ring| ring.learn(relay, &key, ticket.role));
                    return Admission::Ticket(ticket.ticket);
                }
                // Another key may be better.
                Err(NoAnswer::Shut(why)) => _ = self.end(why),
                Err(NoAnswer::IsOpen) => return Admission::Open,
                Err(_) => return Admission::Unreached,
            }
        }
    }

    /// A relay that doesn't say what it wants is one that knows no keys.
    async fn ask_without_key(&self) -> Admission {
        *self.0.shown.borrow_mut() = None;
        if self.0.mode.get().is_none() {
            self.0.mode.set(self.0.api.mode().await);
        }
        if self.0.mode.get() == Some(Mode::Keys) { Admission::Unshared } else { Admission::Open }
    }

    /// The key that was shown last is good no more; says why nobody is let in, unless another key is good.
    pub(super) fn end(&self, why: Shut) -> Option<Shut> {
        let relay = &self.0.relay;
        if let Some(key) = self.0.shown.borrow().clone() {
            self.0.session.change_keyring(|ring| ring.end(relay, &key, why));
        }
        let keyring = self.0.session.keyring().try_get_untracked()?;
        if keyring.best(relay).is_some() { None } else { Some(why) }
    }
}
