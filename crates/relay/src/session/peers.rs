//! The names of the peers that are connected now.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::{Arc, Mutex, PoisonError};

use causeway_sync::ids::PeerId;

use crate::session::Outbox;

/// Who is connected. A name belongs to the connection that took it first, until that ends.
#[derive(Debug, Clone, Default)]
pub(crate) struct Peers(Arc<Mutex<HashMap<PeerId, Outbox>>>);

/// A name, taken; free again when dropped.
#[derive(Debug)]
pub(crate) struct Seat {
    peers: Peers,
    peer: PeerId,
}

impl Peers {
    /// Takes a name; none if a connection that lives has it. That one has to show that it does.
    pub(crate) fn seat(&self, peer: &PeerId, outbox: &Outbox) -> Option<Seat> {
        let is_free = self.with(|peers| match peers.entry(peer.clone()) {
            Entry::Occupied(holder) => {
                holder.get().doubt();
                false
            }
            Entry::Vacant(free) => {
                free.insert(outbox.clone());
                true
            }
        });
        is_free.then(|| Seat { peers: self.clone(), peer: peer.clone() })
    }

    fn with<T>(&self, f: impl FnOnce(&mut HashMap<PeerId, Outbox>) -> T) -> T {
        f(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.peers.with(|peers| peers.remove(&self.peer));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Limits;

    #[test]
    fn a_name_is_taken_until_its_connection_ends() {
        let peers = Peers::default();
        let ana = PeerId::new("ana").unwrap();
        let (outbox, _queue) = Outbox::new(&Limits::default());
        let doubts = outbox.doubts();
        let seat = peers.seat(&ana, &outbox).unwrap();
        assert!(!doubts.has_changed().unwrap());
        assert!(peers.seat(&ana, &outbox).is_none());
        assert!(doubts.has_changed().unwrap());
        drop(seat);
        assert!(peers.seat(&ana, &outbox).is_some());
    }
}
