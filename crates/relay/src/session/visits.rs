//! The documents that one peer has open.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Instant;

use causeway_sync::ids::{DocumentId, PeerId};
use causeway_sync::store::SharedChunkStore;
use causeway_sync::wire::{Ephemeral, Frame, NoDocument, encode};

use crate::access::pace::Bucket;
use crate::access::{Pass, Rights};
use crate::hub::{ConnectionId, Hub};
use crate::rooms::{Door, Guest, Rooms, Tab, Visit};
use crate::session::Outbox;

/// The doors that one connection holds.
#[derive(Debug)]
pub(crate) struct Visits<S> {
    hub: Arc<Hub<S>>,
    connection: ConnectionId,
    outbox: Outbox,
    pass: Pass,
    tab: Tab,
    /// What this peer may still say to the others.
    said: Bucket,
    doors: HashMap<DocumentId, Door>,
}

impl<S: SharedChunkStore + 'static> Visits<S> {
    pub(crate) fn new(hub: Arc<Hub<S>>, outbox: Outbox, pass: Pass) -> Self {
        let connection = hub.new_connection();
        let tab = Tab::new(hub.limits.unknown_documents);
        let said = Bucket::full(hub.paces.edit_words, Instant::now());
        Self { hub, connection, outbox, pass, tab, said, doors: HashMap::new() }
    }

    pub(crate) fn connection(&self) -> ConnectionId {
        self.connection
    }

    /// Brings a frame of this peer to its document. Waits while the document has too much to do.
    pub(crate) async fn deliver(&mut self, peer: &PeerId, frame: Frame) {
        let Some(document) = document_of(&frame) else { return };
        if let Frame::Ephemeral(said) = &frame
            && !self.may_say(said)
        {
            self.hub.metrics.ephemerals_dropped.inc();
            return;
        }
        let visit = Visit::Frame { connection: self.connection, frame };
        let is_delivered = match self.door(document, peer).await {
            Some(door) => door.send(visit).await.is_ok(),
            None => false,
        };
        if !is_delivered {
            self.doors.remove(&document);
            self.say_unavailable(peer, document).await;
        }
    }

    /// Whether this may be passed on: it is short, and not too much is said.
    fn may_say(&mut self, said: &Ephemeral) -> bool {
        let Hub { gate, paces, limits, .. } = &*self.hub;
        let pace = match gate.rights(&self.pass, said.document) {
            Some(Rights::View) => paces.view_words,
            Some(Rights::Edit) | None => paces.edit_words,
        };
        said.data.as_bytes().len() <= limits.ephemeral_bytes
            && self.said.take(pace, Instant::now()).is_ok()
    }

    /// The door to a document, entered if it wasn't; none if the pass is not for it. Nothing is
    /// looked up then, so that a document which is forbidden is as if it weren't there.
    async fn door(&mut self, document: DocumentId, peer: &PeerId) -> Option<Door> {
        let rights = self.hub.gate.rights(&self.pass, document)?;
        if let Some(door) = self.doors.get(&document).filter(|door| !door.is_closed()) {
            return Some(door.clone());
        }
        let Some(asked) = self.tab.ask().await else {
            self.hub.metrics.unknown_refused.inc();
            return None;
        };
        let door = Rooms::door(&self.hub, document, &self.pass)?;
        let (peer, outbox) = (peer.clone(), self.outbox.clone());
        let guest = Guest { peer, outbox, rights, asked };
        let enter = Visit::Enter { connection: self.connection, guest };
        door.send(enter).await.ok()?;
        self.doors.insert(document, door.clone());
        Some(door)
    }

    async fn say_unavailable(&self, peer: &PeerId, document: DocumentId) {
        let frame = Frame::DocUnavailable(NoDocument {
            sender: self.hub.me.clone(),
            target: peer.clone(),
            document,
        });
        self.outbox.send_in_turn(encode(&frame).into()).await;
    }

    /// Goes from all documents.
    pub(crate) async fn leave_all(&mut self) {
        for (_, door) in self.doors.drain() {
            // A document that is closed knows no connections any more.
            let _ = door.send(Visit::Leave { connection: self.connection }).await;
        }
    }
}

fn document_of(frame: &Frame) -> Option<DocumentId> {
    match frame {
        Frame::Sync(letter) | Frame::Request(letter) => Some(letter.document),
        Frame::DocUnavailable(none) => Some(none.document),
        Frame::Ephemeral(ephemeral) => Some(ephemeral.document),
        _ => None,
    }
}
