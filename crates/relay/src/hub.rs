//! What all connections and all open documents share.
//!
//! This is the relay's outermost layer: the clock and the source of randomness are read here, and
//! given to the state machines as arguments.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use causeway_sync::ids::{PeerId, SessionId};
use causeway_sync::store::SharedChunkStore;
use tokio::sync::{mpsc, watch};
use tokio::time::Instant;

use crate::access::Access;
use crate::limits::Limits;
use crate::rooms::Rooms;
use crate::session::Peers;

/// One connection, by a number that is never used again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ConnectionId(u64);

impl fmt::Display for ConnectionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Shared by all connections and open documents of one relay.
#[derive(Debug)]
pub(crate) struct Hub<S> {
    pub(crate) me: PeerId,
    pub(crate) access: Access,
    pub(crate) limits: Limits,
    pub(crate) peers: Peers,
    pub(crate) rooms: Rooms,
    pub(crate) store: S,
    began: Instant,
    next_connection: AtomicU64,
    stop: watch::Receiver<bool>,
    alive: mpsc::WeakSender<()>,
}

/// The end of [`Hub`] that stops it.
#[derive(Debug)]
pub(crate) struct Switch {
    stop: watch::Sender<bool>,
    alive: mpsc::Sender<()>,
    all_gone: mpsc::Receiver<()>,
}

/// Held by whatever must end in good order before the relay has stopped.
#[derive(Debug)]
pub(crate) struct Alive(
    #[expect(dead_code, reason = "it does its work by being there")] mpsc::Sender<()>,
);

impl<S: SharedChunkStore + 'static> Hub<S> {
    pub(crate) fn new(access: Access, limits: Limits, store: S) -> (Arc<Self>, Switch) {
        let (stop, is_stopped) = watch::channel(false);
        let (alive, all_gone) = mpsc::channel(1);
        let hub = Arc::new(Self {
            me: PeerId::from_random(rand::random()),
            access,
            limits,
            peers: Peers::default(),
            rooms: Rooms::default(),
            store,
            began: Instant::now(),
            next_connection: AtomicU64::new(0),
            stop: is_stopped,
            alive: alive.downgrade(),
        });
        (hub, Switch { stop, alive, all_gone })
    }

    /// Takes part in the orderly stop; none if the relay is stopping already.
    pub(crate) fn enter(&self) -> Option<Alive> {
        let is_stopping = *self.stop.borrow();
        self.alive.upgrade().filter(|_| !is_stopping).map(Alive)
    }

    /// Returns when the relay is asked to stop.
    pub(crate) async fn stopped(&self) {
        // An error means that the switch is gone, and with it the relay.
        let _ = self.stop.clone().wait_for(|is_stopped| *is_stopped).await;
    }

    pub(crate) fn new_connection(&self) -> ConnectionId {
        ConnectionId(self.next_connection.fetch_add(1, Ordering::Relaxed))
    }

    /// Milliseconds since the relay began.
    pub(crate) fn now_ms(&self) -> u64 {
        u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    /// The moment so many milliseconds after the relay began.
    pub(crate) fn time_of(&self, ms: u64) -> Instant {
        self.began + Duration::from_millis(ms)
    }
}

/// A new session for a document that is opened.
pub(crate) fn new_session() -> SessionId {
    SessionId::from_random(rand::random())
}

/// A seed that scatters what would otherwise happen to many at the same moment.
pub(crate) fn random_seed() -> u64 {
    rand::random()
}

impl Switch {
    /// Asks all to stop.
    pub(crate) fn stop(&self) {
        self.stop.send_replace(true);
    }

    /// Returns when all that were alive have ended.
    pub(crate) async fn all_ended(mut self) {
        drop(self.alive);
        let nothing = self.all_gone.recv().await;
        debug_assert!(nothing.is_none(), "nobody sends on this channel");
    }
}
