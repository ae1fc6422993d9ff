//! The connections that have a document open, and the ways to them.

use std::collections::BTreeMap;

use causeway_sync::ids::{DocumentId, PeerId};
use causeway_sync::wire::{Frame, NoDocument, encode};
use tokio::sync::mpsc;

use crate::access::Rights;
use crate::hub::ConnectionId;
use crate::rooms::tab::Asked;
use crate::rooms::visit::Visit;
use crate::session::{Ending, Outbox};

/// The connections at one document.
#[derive(Debug)]
pub(crate) struct Guests {
    me: PeerId,
    document: DocumentId,
    here: BTreeMap<ConnectionId, Guest>,
}

/// One connection at a document.
#[derive(Debug)]
pub(crate) struct Guest {
    pub(crate) peer: PeerId,
    pub(crate) outbox: Outbox,
    pub(crate) rights: Rights,
    pub(crate) asked: Asked,
}

impl Guests {
    pub(crate) fn new(me: PeerId, document: DocumentId) -> Self {
        Self { me, document, here: BTreeMap::new() }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.here.is_empty()
    }

    pub(crate) fn welcome(&mut self, connection: ConnectionId, guest: Guest) {
        self.here.insert(connection, guest);
    }

    /// It is known now whether anybody has the document.
    pub(crate) fn settle(&mut self, is_unknown: bool) {
        self.here.values_mut().for_each(|guest| guest.asked.settle(is_unknown));
    }

    /// Whether what this connection brought may be saved.
    pub(crate) fn may_save(&self, connection: ConnectionId) -> bool {
        self.here.get(&connection).is_some_and(|guest| guest.rights == Rights::Edit)
    }

    /// Forgets a connection, and gives back the way to it.
    pub(crate) fn see_off(&mut self, connection: ConnectionId) -> Option<Outbox> {
        self.here.remove(&connection).map(|guest| guest.outbox)
    }

    pub(crate) fn send(&self, to: ConnectionId, frame: &Frame) {
        if let Some(guest) = self.here.get(&to) {
            guest.outbox.send(encode(frame).into());
        }
    }

    /// Takes in all that still come.
    fn close(&mut self, mut visits: mpsc::Receiver<Visit>) {
        visits.close();
        while let Ok(visit) = visits.try_recv() {
            if let Visit::Enter { connection, guest } = visit {
                self.welcome(connection, guest);
            }
        }
    }

    /// Ends the connections of all that are here, and all that still come: they come back, and then
    /// begin anew.
    pub(crate) fn hang_up(&mut self, visits: mpsc::Receiver<Visit>) {
        self.close(visits);
        for guest in std::mem::take(&mut self.here).into_values() {
            guest.outbox.hang_up(Ending::Again);
        }
    }

    /// Tells all that are here, and all that still come, that the document can't be had.
    pub(crate) fn turn_away(&mut self, visits: mpsc::Receiver<Visit>) {
        self.close(visits);
        for Guest { peer, outbox, .. } in std::mem::take(&mut self.here).into_values() {
            let frame = Frame::DocUnavailable(NoDocument {
                sender: self.me.clone(),
                target: peer,
                document: self.document,
            });
            outbox.send(encode(&frame).into());
        }
    }
}
