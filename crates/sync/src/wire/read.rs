//! From bytes to frames.

use minicbor::{Decoder, decode as cbor};

use crate::{
    ids::{DocumentId, PeerId, SessionId},
    wire::{
        CborRead, Ephemeral, Failure, Frame, Join, Letter, Metadata, NoDocument, Payload, Welcome,
    },
};

/// More versions than anybody speaks; the rest of a longer list is not looked at.
const MOST_VERSIONS: usize = 16;

/// The longest text that is kept of what a peer says of itself or of an error.
const LONGEST_TEXT: usize = 1024;

/// Bytes that are no frame of the protocol.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadFrame {
    /// Not CBOR, or not a map with a `type`.
    #[error("not a message of the sync protocol")]
    Malformed,
    /// A kind that we know, without what it needs.
    #[error("a {kind} message without a proper {field}")]
    Incomplete {
        /// The kind of message.
        kind: &'static str,
        /// What is absent, empty or of another type.
        field: &'static str,
    },
}

impl From<cbor::Error> for BadFrame {
    fn from(_: cbor::Error) -> Self {
        Self::Malformed
    }
}

/// Reads one frame. Total: any bytes give a frame or an error, in time linear in their length and
/// with no more memory than they take themselves.
///
/// # Errors
/// If the bytes are no CBOR map, or a message of a known kind lacks something.
pub fn decode(bytes: &[u8]) -> Result<Frame, BadFrame> {
    let mut decoder = Decoder::new(bytes);
    let mut fields = Fields::default();
    if !decoder.entries(&mut |key, value| fields.read(key, value))? {
        return Err(BadFrame::Malformed);
    }
    fields.into_frame()
}

/// All keys of all kinds of messages; which of them count is known only when `type` was met.
#[derive(Default)]
struct Fields<'b> {
    kind: Option<&'b str>,
    sender: Option<&'b str>,
    target: Option<&'b str>,
    document: Option<&'b str>,
    data: Option<&'b [u8]>,
    session: Option<&'b str>,
    count: Option<u64>,
    message: Option<&'b str>,
    version: Option<&'b str>,
    versions: Option<Vec<String>>,
    metadata: Metadata,
}

impl<'b> Fields<'b> {
    fn read(&mut self, key: &str, value: &mut Decoder<'b>) -> Result<(), cbor::Error> {
        match key {
            "type" => self.kind = value.text()?,
            "senderId" => self.sender = value.text()?,
            "targetId" => self.target = value.text()?,
            "documentId" => self.document = value.text()?,
            "data" => self.data = value.byte_string()?,
            "sessionId" => self.session = value.text()?,
            "count" => self.count = value.count()?,
            "message" => self.message = value.text()?,
            "selectedProtocolVersion" => self.version = value.text()?,
            "supportedProtocolVersions" => self.versions = versions(value)?,
            "peerMetadata" => self.metadata = metadata(value)?,
            _ => value.skip()?,
        }
        Ok(())
    }

    fn into_frame(self) -> Result<Frame, BadFrame> {
        match self.kind.ok_or(BadFrame::Malformed)? {
            "join" => Ok(Frame::Join(Join {
                sender: self.sender("join")?,
                metadata: self.metadata,
                versions: self.versions,
            })),
            "peer" => Ok(Frame::Peer(Welcome {
                sender: self.sender("peer")?,
                target: self.target("peer")?,
                version: self.version.map(short),
                metadata: self.metadata,
            })),
            "error" => Ok(Frame::Error(Failure {
                sender: self.sender("error")?,
                target: self.target("error").ok(),
                message: self.message.map(short).unwrap_or_default(),
            })),
            "leave" => self.sender("leave").map(Frame::Leave),
            "sync" => self.letter("sync").map(Frame::Sync),
            "request" => self.letter("request").map(Frame::Request),
            "doc-unavailable" => self.no_document("doc-unavailable").map(Frame::DocUnavailable),
            "ephemeral" => self.ephemeral("ephemeral").map(Frame::Ephemeral),
            other => Ok(Frame::Other(short(other))),
        }
    }

    fn letter(self, kind: &'static str) -> Result<Letter, BadFrame> {
        Ok(Letter {
            sender: self.sender(kind)?,
            target: self.target(kind)?,
            document: self.document(kind)?,
            data: self.data(kind)?,
        })
    }

    fn no_document(self, kind: &'static str) -> Result<NoDocument, BadFrame> {
        Ok(NoDocument {
            sender: self.sender(kind)?,
            target: self.target(kind)?,
            document: self.document(kind)?,
        })
    }

    fn ephemeral(self, kind: &'static str) -> Result<Ephemeral, BadFrame> {
        let session = self.session.and_then(SessionId::new);
        Ok(Ephemeral {
            sender: self.sender(kind)?,
            target: self.target(kind)?,
            document: self.document(kind)?,
            session: session.ok_or(BadFrame::Incomplete { kind, field: "sessionId" })?,
            count: self.count.ok_or(BadFrame::Incomplete { kind, field: "count" })?,
            data: self.data(kind)?,
        })
    }

    fn sender(&self, kind: &'static str) -> Result<PeerId, BadFrame> {
        let peer = self.sender.and_then(PeerId::new);
        peer.ok_or(BadFrame::Incomplete { kind, field: "senderId" })
    }

    fn target(&self, kind: &'static str) -> Result<PeerId, BadFrame> {
        let peer = self.target.and_then(PeerId::new);
        peer.ok_or(BadFrame::Incomplete { kind, field: "targetId" })
    }

    fn document(&self, kind: &'static str) -> Result<DocumentId, BadFrame> {
        let document = self.document.and_then(|text| text.parse().ok());
        document.ok_or(BadFrame::Incomplete { kind, field: "documentId" })
    }

    fn data(&self, kind: &'static str) -> Result<Payload, BadFrame> {
        let data = self.data.and_then(|bytes| Payload::new(bytes.to_vec()));
        data.ok_or(BadFrame::Incomplete { kind, field: "data" })
    }
}

fn versions(value: &mut Decoder<'_>) -> Result<Option<Vec<String>>, cbor::Error> {
    let mut versions = Vec::new();
    let is_list = value.elements(&mut |element| {
        if let Some(version) = element.text()?
            && versions.len() < MOST_VERSIONS
        {
            versions.push(short(version));
        }
        Ok(())
    })?;
    Ok(is_list.then_some(versions))
}

fn metadata(value: &mut Decoder<'_>) -> Result<Metadata, cbor::Error> {
    let mut metadata = Metadata::default();
    value.entries(&mut |key, value| {
        match key {
            "storageId" => metadata.storage = value.text()?.map(short),
            "isEphemeral" => metadata.is_ephemeral = value.truth()?.unwrap_or(false),
            _ => value.skip()?,
        }
        Ok(())
    })?;
    Ok(metadata)
}

fn short(text: &str) -> String {
    text.chars().take(LONGEST_TEXT).collect()
}
