//! From frames to bytes.

use crate::{
    ids::{DocumentId, PeerId},
    wire::{CborWrite, Ephemeral, Frame, Join, Letter, Metadata, Welcome},
};

/// Writes one frame as the stock clients and servers read it.
pub fn encode(frame: &Frame) -> Vec<u8> {
    match frame {
        Frame::Join(join) => write_join(join),
        Frame::Peer(welcome) => write_peer(welcome),
        Frame::Error(failure) => {
            let mut map = begin("error", &failure.sender, 3 + u64::from(failure.target.is_some()));
            map.text("message").text(&failure.message);
            if let Some(target) = &failure.target {
                map.text("targetId").text(target.as_str());
            }
            map.finish()
        }
        Frame::Leave(sender) => begin("leave", sender, 2).finish(),
        Frame::Sync(letter) => write_letter("sync", letter),
        Frame::Request(letter) => write_letter("request", letter),
        Frame::DocUnavailable(none) => {
            let mut map = begin("doc-unavailable", &none.sender, 4);
            write_address(&mut map, &none.target, none.document);
            map.finish()
        }
        Frame::Ephemeral(ephemeral) => write_ephemeral(ephemeral),
        Frame::Other(kind) => {
            let mut map = CborWrite::map(1);
            map.text("type").text(kind);
            map.finish()
        }
    }
}

/// Begins the map of a frame of `entries` entries with the two that all frames have.
fn begin(kind: &str, sender: &PeerId, entries: u64) -> CborWrite {
    let mut map = CborWrite::map(entries);
    map.text("type").text(kind).text("senderId").text(sender.as_str());
    map
}

fn write_address(map: &mut CborWrite, target: &PeerId, document: DocumentId) {
    map.text("targetId").text(target.as_str());
    map.text("documentId").text(&document.to_string());
}

fn write_join(join: &Join) -> Vec<u8> {
    let mut map = begin("join", &join.sender, 3 + u64::from(join.versions.is_some()));
    write_metadata(&mut map, &join.metadata);
    if let Some(versions) = &join.versions {
        map.text("supportedProtocolVersions").begin_array(versions.len() as u64);
        for version in versions {
            map.text(version);
        }
    }
    map.finish()
}

fn write_peer(welcome: &Welcome) -> Vec<u8> {
    let mut map = begin("peer", &welcome.sender, 4 + u64::from(welcome.version.is_some()));
    write_metadata(&mut map, &welcome.metadata);
    if let Some(version) = &welcome.version {
        map.text("selectedProtocolVersion").text(version);
    }
    map.text("targetId").text(welcome.target.as_str());
    map.finish()
}

fn write_metadata(map: &mut CborWrite, metadata: &Metadata) {
    map.text("peerMetadata").begin_map(1 + u64::from(metadata.storage.is_some()));
    if let Some(storage) = &metadata.storage {
        map.text("storageId").text(storage);
    }
    map.text("isEphemeral").truth(metadata.is_ephemeral);
}

fn write_letter(kind: &str, letter: &Letter) -> Vec<u8> {
    let mut map = begin(kind, &letter.sender, 5);
    write_address(&mut map, &letter.target, letter.document);
    map.text("data").bytes(letter.data.as_bytes());
    map.finish()
}

fn write_ephemeral(ephemeral: &Ephemeral) -> Vec<u8> {
    let mut map = begin("ephemeral", &ephemeral.sender, 7);
    write_address(&mut map, &ephemeral.target, ephemeral.document);
    map.text("sessionId").text(ephemeral.session.as_str());
    map.text("count").count(ephemeral.count);
    map.text("data").bytes(ephemeral.data.as_bytes());
    map.finish()
}
