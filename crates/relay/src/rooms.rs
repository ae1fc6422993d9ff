//! The documents that are open now, each with its own task.

mod core;
mod guests;
mod open;
mod saving;
mod size;
mod tab;
mod task;
mod visit;

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use causeway_sync::ids::DocumentId;
use causeway_sync::store::SharedChunkStore;
use tokio::sync::mpsc;

use crate::access::Pass;
use crate::hub::Hub;
pub(crate) use crate::rooms::guests::Guest;
pub(crate) use crate::rooms::tab::Tab;
pub(crate) use crate::rooms::visit::Visit;

/// The way into an open document. The document stays open while somebody holds one.
pub(crate) type Door = mpsc::Sender<Visit>;

/// Which documents are open, and which are shut for good.
#[derive(Debug, Default)]
pub(crate) struct Rooms(Mutex<Doors>);

#[derive(Debug, Default)]
struct Doors {
    open: HashMap<DocumentId, Door>,
    /// Documents that have broken Automerge. They aren't opened again while this process runs.
    quarantined: HashSet<DocumentId>,
}

impl Rooms {
    /// The way into a document, which is opened if it isn't; none if it must stay shut, or the
    /// pass is not for it.
    pub(crate) fn door<S: SharedChunkStore + 'static>(
        hub: &Arc<Hub<S>>,
        document: DocumentId,
        pass: &Pass,
    ) -> Option<Door> {
        let mut doors = hub.rooms.doors();
        // Looked at behind the lock: no door is opened to a document that is being deleted.
        hub.gate.rights(pass, document)?;
        if doors.quarantined.contains(&document) {
            return None;
        }
        // A task that ended without saying so, which it only does by panicking, is replaced.
        if let Some(door) = doors.open.get(&document).filter(|door| !door.is_closed()) {
            return Some(door.clone());
        }
        let alive = hub.enter()?;
        let (door, visits) = mpsc::channel(hub.limits.inbox_frames);
        tokio::spawn(task::run(Arc::clone(hub), document, visits, alive));
        doors.open.insert(document, door.clone());
        Some(door)
    }

    /// Takes an open document off the list if nobody holds a door to it any more, in one step:
    /// whoever comes later opens it anew.
    pub(crate) fn close_unused(
        &self,
        document: DocumentId,
        visits: &mpsc::Receiver<Visit>,
    ) -> bool {
        let mut doors = self.doors();
        // The list itself holds one door.
        let is_unused = visits.sender_strong_count() <= 1 && visits.is_empty();
        if is_unused {
            doors.open.remove(&document);
        }
        is_unused
    }

    /// Closes a document for which nobody has a pass any more. Returns when nothing of it will be
    /// written to the store but what is on the way there.
    pub(crate) async fn forget<S>(hub: &Hub<S>, document: DocumentId) {
        let door = hub.rooms.doors().open.remove(&document);
        let Some(door) = door else { return };
        // An error means that it is closed already.
        if door.send(Visit::Forget).await.is_ok() {
            door.closed().await;
        }
    }

    /// Takes an open document off the list; whoever comes later opens it anew.
    pub(crate) fn close(&self, document: DocumentId) {
        self.doors().open.remove(&document);
    }

    /// Shuts a document that has broken Automerge.
    pub(crate) fn quarantine(&self, document: DocumentId) {
        let mut doors = self.doors();
        doors.open.remove(&document);
        doors.quarantined.insert(document);
    }

    fn doors(&self) -> MutexGuard<'_, Doors> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests;
