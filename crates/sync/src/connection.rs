//! The handshake and framing of one socket, in both roles.
//!
//! A connection knows nothing of documents. It names the two ends to each other, drops what is
//! said in another's name, and hands on the rest.

use crate::{
    ids::PeerId,
    wire::{self, Failure, Frame, Join, Metadata, PROTOCOL_VERSION, Welcome},
};

#[cfg(test)]
mod tests;

/// How long the other end may take for its part of the handshake, in milliseconds.
pub const JOIN_TIMEOUT_MS: u64 = 10_000;

/// The longest frame that is read, in bytes.
pub const LONGEST_FRAME: usize = 32 << 20;

/// Which end of the socket we are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// We opened the socket and join.
    Client,
    /// We accepted the socket and answer.
    Server,
}

/// What happens to a connection.
#[derive(Debug, Clone, Copy)]
pub enum Event<'a> {
    /// The socket is open.
    Opened,
    /// A binary message came in.
    Received(&'a [u8]),
    /// Time has passed; due at [`Connection::deadline`].
    Tick,
}

/// What the owner of the socket shall do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Send these bytes as one binary message.
    Send(Vec<u8>),
    /// The handshake is done: from here on frames may be sent to this peer.
    Ready {
        /// The other end.
        peer: PeerId,
        /// What it says of itself.
        metadata: Metadata,
    },
    /// A frame about a document came from the peer.
    Deliver(Frame),
    /// Send what is waiting to be sent, and close the socket.
    Close(Closed),
}

/// Why a connection ends.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Closed {
    /// The other end did not join, or did not answer the join, in time.
    #[error("the other end took too long to answer")]
    Timeout,
    /// The other end speaks no version that we speak.
    #[error("unsupported protocol version")]
    Version,
    /// The other end gave up, with these words.
    #[error("refused by the other end: {0}")]
    Refused(String),
    /// What came is no message of the protocol.
    #[error("not the sync protocol")]
    Malformed,
    /// What came is longer than [`LONGEST_FRAME`].
    #[error("message too long")]
    TooLong,
    /// The other end changed its name.
    #[error("joined twice under different names")]
    Renamed,
    /// The other end said that it leaves.
    #[error("the other end left")]
    Left,
}

/// The state of one socket's handshake.
#[derive(Debug)]
pub struct Connection {
    role: Role,
    me: PeerId,
    metadata: Metadata,
    stage: Stage,
}

#[derive(Debug)]
enum Stage {
    /// The socket is not open yet.
    Idle,
    /// Waits for the other end's part of the handshake.
    Joining { deadline: u64 },
    /// The handshake is done.
    Ready(PeerId),
    /// Nothing that comes is heard any more.
    Closed,
}

impl Connection {
    /// A connection of `me`, on a socket that is not open yet.
    pub fn new(role: Role, me: PeerId, metadata: Metadata) -> Self {
        Self { role, me, metadata, stage: Stage::Idle }
    }

    /// The other end, once the handshake is done.
    pub fn peer(&self) -> Option<&PeerId> {
        match &self.stage {
            Stage::Ready(peer) => Some(peer),
            _ => None,
        }
    }

    /// When the next [`Event::Tick`] is due, in the time of `now_ms`.
    pub fn deadline(&self) -> Option<u64> {
        match self.stage {
            Stage::Joining { deadline } => Some(deadline),
            _ => None,
        }
    }

    /// Takes one event at a time in milliseconds that never falls.
    pub fn handle(&mut self, event: Event<'_>, now_ms: u64) -> Vec<Effect> {
        match event {
            Event::Opened => self.open(now_ms),
            Event::Received(bytes) => self.receive(bytes),
            Event::Tick if self.deadline().is_some_and(|due| due <= now_ms) => {
                self.close(Closed::Timeout)
            }
            Event::Tick => Vec::new(),
        }
    }

    fn open(&mut self, now_ms: u64) -> Vec<Effect> {
        self.stage = Stage::Joining { deadline: now_ms.saturating_add(JOIN_TIMEOUT_MS) };
        match self.role {
            Role::Server => Vec::new(),
            Role::Client => vec![send(&Frame::Join(Join {
                sender: self.me.clone(),
                metadata: self.metadata.clone(),
                versions: Some(vec![PROTOCOL_VERSION.to_owned()]),
            }))],
        }
    }

    fn receive(&mut self, bytes: &[u8]) -> Vec<Effect> {
        if matches!(self.stage, Stage::Closed) {
            return Vec::new();
        }
        if bytes.len() > LONGEST_FRAME {
            return self.close(Closed::TooLong);
        }
        match wire::decode(bytes) {
            Ok(frame) => self.take(frame),
            Err(wire::BadFrame::Malformed) => self.close(Closed::Malformed),
            // Another client's idea of a message we know: it is no use to us, and no harm.
            Err(wire::BadFrame::Incomplete { .. }) => Vec::new(),
        }
    }

    fn take(&mut self, frame: Frame) -> Vec<Effect> {
        match frame {
            Frame::Join(join) if self.role == Role::Server => self.admit(join),
            Frame::Peer(welcome) if self.role == Role::Client => self.enter(welcome),
            Frame::Error(failure) => self.close(Closed::Refused(failure.message)),
            Frame::Leave(sender) if self.peer() == Some(&sender) => self.close(Closed::Left),
            frame if self.is_honest(&frame) => vec![Effect::Deliver(frame)],
            _ => Vec::new(),
        }
    }

    /// As a server: lets a client in.
    fn admit(&mut self, join: Join) -> Vec<Effect> {
        let is_new = match &self.stage {
            Stage::Ready(peer) if *peer == join.sender => false,
            Stage::Ready(_) => return self.close(Closed::Renamed),
            _ => true,
        };
        let speaks_ours = |versions: Vec<String>| versions.iter().any(|v| v == PROTOCOL_VERSION);
        if !join.versions.is_none_or(speaks_ours) {
            let mut effects = vec![self.error(&join.sender, &Closed::Version)];
            effects.append(&mut self.close(Closed::Version));
            return effects;
        }
        let welcome = send(&Frame::Peer(Welcome {
            sender: self.me.clone(),
            target: join.sender.clone(),
            metadata: self.metadata.clone(),
            version: Some(PROTOCOL_VERSION.to_owned()),
        }));
        // The JavaScript client may join twice on one socket; the second time is no news.
        if !is_new {
            return vec![welcome];
        }
        self.stage = Stage::Ready(join.sender.clone());
        vec![welcome, Effect::Ready { peer: join.sender, metadata: join.metadata }]
    }

    /// As a client: is let in by the server.
    fn enter(&mut self, welcome: Welcome) -> Vec<Effect> {
        match &self.stage {
            Stage::Ready(peer) if *peer == welcome.sender => return Vec::new(),
            Stage::Ready(_) => return self.close(Closed::Renamed),
            _ => {}
        }
        if welcome.version.is_some_and(|version| version != PROTOCOL_VERSION) {
            return self.close(Closed::Version);
        }
        self.stage = Stage::Ready(welcome.sender.clone());
        vec![Effect::Ready { peer: welcome.sender, metadata: welcome.metadata }]
    }

    /// True for frames about documents that the peer says in its own name. What others said, a
    /// server passes on in their names; a client only for the tabs that are within its own.
    fn is_honest(&self, frame: &Frame) -> bool {
        let Stage::Ready(peer) = &self.stage else { return false };
        match frame {
            Frame::Sync(letter) | Frame::Request(letter) => letter.sender == *peer,
            Frame::DocUnavailable(none) => none.sender == *peer,
            Frame::Ephemeral(ephemeral) => {
                self.role == Role::Client || ephemeral.sender.is_within(peer)
            }
            _ => false,
        }
    }

    fn error(&self, target: &PeerId, reason: &Closed) -> Effect {
        send(&Frame::Error(Failure {
            sender: self.me.clone(),
            target: Some(target.clone()),
            message: reason.to_string(),
        }))
    }

    fn close(&mut self, reason: Closed) -> Vec<Effect> {
        if matches!(self.stage, Stage::Closed) {
            return Vec::new();
        }
        self.stage = Stage::Closed;
        vec![Effect::Close(reason)]
    }
}

fn send(frame: &Frame) -> Effect {
    Effect::Send(wire::encode(frame))
}
