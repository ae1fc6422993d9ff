//! What lies between two peers.

use std::cmp::Ordering;

use causeway_sync::{backoff::Backoff, connection::Connection};

/// A cable, over which one connection after another is made.
pub(super) struct Cable {
    pub(super) client: usize,
    pub(super) server: usize,
    pub(super) is_cut: bool,
    /// The number of the newest connection.
    pub(super) newest: u64,
    /// The client's end of the connection that it believes in.
    pub(super) client_end: Option<End>,
    /// The server's ends; those of broken connections too, until it notices.
    pub(super) server_ends: Vec<End>,
    /// When the client tries again.
    pub(super) retry_ms: Option<u64>,
    pub(super) backoff: Backoff,
}

/// One end of one connection.
pub(super) struct End {
    pub(super) number: u64,
    pub(super) connection: Connection,
    /// When this end notices that the connection is broken.
    pub(super) breaks_ms: Option<u64>,
    /// Frames arrive in the order in which they were sent, but for those that are held up or
    /// overtake: none before this time.
    pub(super) arrives_ms: u64,
    /// No frame overtakes those that open the connection, the last of which arrives at this time.
    pub(super) opens_ms: u64,
}

/// Which end of a cable a frame goes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Client,
    Server,
}

/// A frame under way.
pub(super) struct Flight {
    pub(super) at_ms: u64,
    /// Rises with every frame that is sent.
    pub(super) order: u64,
    pub(super) cable: usize,
    pub(super) connection: u64,
    pub(super) to: Side,
    pub(super) bytes: Vec<u8>,
}

impl Cable {
    pub(super) fn new(client: usize, server: usize, seed: u64) -> Self {
        Self {
            client,
            server,
            is_cut: false,
            newest: 0,
            client_end: None,
            server_ends: Vec::new(),
            retry_ms: Some(0),
            backoff: Backoff::for_socket(seed),
        }
    }

    pub(super) fn joins(&self, peer: usize) -> bool {
        self.client == peer || self.server == peer
    }

    /// The peer at one side.
    pub(super) fn peer(&self, side: Side) -> usize {
        match side {
            Side::Client => self.client,
            Side::Server => self.server,
        }
    }

    /// The end of a connection at one side, if that side still believes in it.
    pub(super) fn end(&mut self, side: Side, number: u64) -> Option<&mut End> {
        match side {
            Side::Client => self.client_end.as_mut().filter(|end| end.number == number),
            Side::Server => self.server_ends.iter_mut().find(|end| end.number == number),
        }
    }

    /// All ends, with their sides.
    pub(super) fn ends(&self) -> impl Iterator<Item = (Side, &End)> {
        let client = self.client_end.iter().map(|end| (Side::Client, end));
        client.chain(self.server_ends.iter().map(|end| (Side::Server, end)))
    }

    /// Takes an end away.
    pub(super) fn remove(&mut self, side: Side, number: u64) {
        match side {
            Side::Client => drop(self.client_end.take_if(|end| end.number == number)),
            Side::Server => self.server_ends.retain(|end| end.number != number),
        }
    }
}

impl Side {
    pub(super) fn other(self) -> Self {
        match self {
            Self::Client => Self::Server,
            Self::Server => Self::Client,
        }
    }
}

/// The frame that arrives first is the greatest, since a heap gives out its greatest.
impl Ord for Flight {
    fn cmp(&self, other: &Self) -> Ordering {
        (other.at_ms, other.order).cmp(&(self.at_ms, self.order))
    }
}

impl PartialOrd for Flight {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Flight {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Flight {}
