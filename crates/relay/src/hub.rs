//! What all connections and all open documents share.
//!
//! This is the relay's outermost layer: the clock and the source of randomness are read here, and
//! given to the state machines as arguments.

#[cfg(test)]
use std::collections::HashSet;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use causeway_sync::ids::{PeerId, SessionId};
use causeway_sync::room::ReaderLocks;
use causeway_sync::store::SharedChunkStore;
use tokio::sync::{mpsc, watch};
use tokio::time::Instant;

use crate::access::Gate;
use crate::access::pace::{Pace, Paces};
use crate::limits::Limits;
use crate::metrics::Metrics;
use crate::origin::Origins;
use crate::others::OtherRelay;
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
    pub(crate) gate: Gate,
    pub(crate) origins: Origins,
    /// What pages of this relay may connect to besides.
    pub(crate) other_relays: Vec<OtherRelay>,
    /// Whether a key may stand in the address of a WebSocket.
    pub(crate) allows_key_in_url: bool,
    pub(crate) reader_locks: ReaderLocks,
    pub(crate) limits: Limits,
    pub(crate) paces: Paced,
    pub(crate) metrics: Arc<Metrics>,
    /// Held while a workspace is claimed or deleted.
    pub(crate) claims: tokio::sync::Mutex<()>,
    pub(crate) peers: Peers,
    pub(crate) rooms: Rooms,
    pub(crate) store: S,
    began: Instant,
    next_connection: AtomicU64,
    stop: watch::Receiver<bool>,
    alive: mpsc::WeakSender<()>,
}

/// What may be asked only so often from one address.
#[derive(Debug)]
pub(crate) struct Paced {
    pub(crate) claims: Paces,
    pub(crate) tickets: Paces,
    /// What an editor says to the others.
    pub(crate) edit_words: Pace,
    /// What a viewer says to the others.
    pub(crate) view_words: Pace,
}

/// What a relay is told about who may speak with it.
#[derive(Debug)]
pub(crate) struct Rules {
    pub(crate) gate: Gate,
    pub(crate) origins: Origins,
    pub(crate) other_relays: Vec<OtherRelay>,
    pub(crate) allows_key_in_url: bool,
    pub(crate) reader_locks: ReaderLocks,
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
    pub(crate) fn new(rules: Rules, limits: Limits, store: S) -> (Arc<Self>, Switch) {
        let (stop, is_stopped) = watch::channel(false);
        let (alive, all_gone) = mpsc::channel(1);
        let Rules { gate, origins, other_relays, allows_key_in_url, reader_locks } = rules;
        let hub = Arc::new(Self {
            me: PeerId::from_random(rand::random()),
            gate,
            origins,
            other_relays,
            allows_key_in_url,
            reader_locks,
            paces: Paced::of(&limits),
            metrics: Arc::new(Metrics::new()),
            claims: tokio::sync::Mutex::default(),
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

impl Paced {
    fn of(limits: &Limits) -> Self {
        let number = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
        let per_minute = |count| {
            let at_once = number(count);
            Paces::new(Pace { at_once, per_second: at_once / 60.0 })
        };
        // A second's worth may come at once: networks deliver in bursts.
        let per_second = |count| Pace { at_once: number(count), per_second: number(count) };
        Self {
            claims: per_minute(limits.claims_per_minute),
            tickets: per_minute(limits.tickets_per_minute),
            edit_words: per_second(limits.ephemerals_per_second),
            view_words: per_second(limits.reader_ephemerals_per_second),
        }
    }
}

impl Rules {
    /// Everybody who knows a document's id may open it.
    #[cfg(test)]
    pub(crate) fn open() -> Self {
        Self {
            gate: Gate::Open { claimed: HashSet::default() },
            origins: Origins::default(),
            other_relays: Vec::new(),
            allows_key_in_url: false,
            reader_locks: ReaderLocks::ALL,
        }
    }
}

impl Switch {
    /// Changes when all are asked to stop.
    pub(crate) fn stopped(&self) -> watch::Receiver<bool> {
        self.stop.subscribe()
    }

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
