//! What one message of the protocol says.

use std::fmt;

use crate::ids::{DocumentId, PeerId, SessionId};

/// The one version of the protocol that exists.
pub const PROTOCOL_VERSION: &str = "1";

/// One message of the protocol.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Frame {
    /// A client names itself; the first frame of every connection.
    Join(Join),
    /// The server's answer to a join.
    Peer(Welcome),
    /// The other end gives up and closes after this.
    Error(Failure),
    /// The client goes, and says so.
    Leave(PeerId),
    /// A sync message of Automerge for one document.
    Sync(Letter),
    /// As [`Frame::Sync`], by one that has nothing of the document and asks for it.
    Request(Letter),
    /// The sender has not got the document, and neither has anyone it can ask.
    DocUnavailable(NoDocument),
    /// Something said to all who look at a document now, and never stored.
    Ephemeral(Ephemeral),
    /// A kind of message that we have no use for. It is skipped, never an error, so that
    /// newer clients can talk to us.
    Other(String),
}

/// A client names itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Join {
    /// The client.
    pub sender: PeerId,
    /// What the client says of itself.
    pub metadata: Metadata,
    /// The versions it can speak; none named means the first one.
    pub versions: Option<Vec<String>>,
}

/// The server's answer to a join.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Welcome {
    /// The server.
    pub sender: PeerId,
    /// The client that joined.
    pub target: PeerId,
    /// What the server says of itself.
    pub metadata: Metadata,
    /// The version that both will speak.
    pub version: Option<String>,
}

/// What a peer says of itself when it joins.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Metadata {
    /// The store behind the peer. A stock client remembers by it how far it had synced.
    pub storage: Option<String>,
    /// True if nothing should be remembered about this peer.
    pub is_ephemeral: bool,
}

/// Why the other end gives up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// Who gives up.
    pub sender: PeerId,
    /// To whom it is said.
    pub target: Option<PeerId>,
    /// The reason, for people who look for the fault.
    pub message: String,
}

/// A sync message of Automerge, with its address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Who sends it.
    pub sender: PeerId,
    /// Who shall have it.
    pub target: PeerId,
    /// The document it is about.
    pub document: DocumentId,
    /// The message, as Automerge encodes it.
    pub data: Payload,
}

/// The sender has not got a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoDocument {
    /// Who has not got it.
    pub sender: PeerId,
    /// Who asked.
    pub target: PeerId,
    /// The document in question.
    pub document: DocumentId,
}

/// Something said to all who look at a document now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ephemeral {
    /// Who said it first; others pass it on in this name.
    pub sender: PeerId,
    /// The next one to have it.
    pub target: PeerId,
    /// The document it is about.
    pub document: DocumentId,
    /// The run of the sender within which `count` rises.
    pub session: SessionId,
    /// The number of this message within the session.
    pub count: u64,
    /// What is said, itself CBOR.
    pub data: Payload,
}

/// Bytes that are never none: stock clients throw an error on an empty `data`.
#[derive(Clone, PartialEq, Eq)]
pub struct Payload(Vec<u8>);

impl Payload {
    /// Takes the bytes, unless there are none.
    pub fn new(bytes: Vec<u8>) -> Option<Self> {
        (!bytes.is_empty()).then_some(Self(bytes))
    }

    /// The bytes.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The bytes, given away.
    pub fn into_bytes(self) -> Vec<u8> {
        self.0
    }
}

impl fmt::Debug for Payload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Payload({} bytes)", self.0.len())
    }
}
