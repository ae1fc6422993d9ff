//! The names of the peers that are connected now.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

use causeway_sync::ids::PeerId;

/// Who is connected. A name belongs to the connection that took it first, until that ends.
#[derive(Debug, Clone, Default)]
pub(crate) struct Peers(Arc<Mutex<HashSet<PeerId>>>);

/// A name, taken; free again when dropped.
#[derive(Debug)]
pub(crate) struct Seat {
    peers: Peers,
    peer: PeerId,
}

impl Peers {
    /// Takes a name; none if a connection that lives has it.
    pub(crate) fn seat(&self, peer: &PeerId) -> Option<Seat> {
        let is_free = self.with(|peers| peers.insert(peer.clone()));
        is_free.then(|| Seat { peers: self.clone(), peer: peer.clone() })
    }

    fn with<T>(&self, f: impl FnOnce(&mut HashSet<PeerId>) -> T) -> T {
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

    #[test]
    fn a_name_is_taken_until_its_connection_ends() {
        let peers = Peers::default();
        let ana = PeerId::new("ana").unwrap();
        let seat = peers.seat(&ana).unwrap();
        assert!(peers.seat(&ana).is_none());
        drop(seat);
        assert!(peers.seat(&ana).is_some());
    }
}
