//! The connections that have a document open, and the ways to them.

use std::collections::BTreeMap;

use causeway_sync::ids::{DocumentId, PeerId};
use causeway_sync::wire::{Frame, NoDocument, encode};
use tokio::sync::mpsc;

use crate::hub::ConnectionId;
use crate::rooms::visit::Visit;
use crate::session::Outbox;

/// The connections at one document.
#[derive(Debug)]
pub(crate) struct Guests {
    me: PeerId,
    document: DocumentId,
    here: BTreeMap<ConnectionId, (PeerId, Outbox)>,
}

impl Guests {
    pub(crate) fn new(me: PeerId, document: DocumentId) -> Self {
        Self { me, document, here: BTreeMap::new() }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.here.is_empty()
    }

    pub(crate) fn welcome(&mut self, connection: ConnectionId, peer: PeerId, outbox: Outbox) {
        self.here.insert(connection, (peer, outbox));
    }

    /// Forgets a connection, and gives back the way to it.
    pub(crate) fn see_off(&mut self, connection: ConnectionId) -> Option<Outbox> {
        self.here.remove(&connection).map(|(_, outbox)| outbox)
    }

    pub(crate) fn send(&self, to: ConnectionId, frame: &Frame) {
        if let Some((_, outbox)) = self.here.get(&to) {
            outbox.send(encode(frame).into());
        }
    }

    /// Tells all that are here, and all that still come, that the document can't be had.
    pub(crate) fn turn_away(&mut self, mut visits: mpsc::Receiver<Visit>) {
        visits.close();
        while let Ok(visit) = visits.try_recv() {
            if let Visit::Enter { connection, peer, outbox } = visit {
                self.welcome(connection, peer, outbox);
            }
        }
        for (peer, outbox) in std::mem::take(&mut self.here).into_values() {
            let frame = Frame::DocUnavailable(NoDocument {
                sender: self.me.clone(),
                target: peer,
                document: self.document,
            });
            outbox.send(encode(&frame).into());
        }
    }
}
