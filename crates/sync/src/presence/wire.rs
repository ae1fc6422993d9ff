//! The form of presence messages.

use minicbor::{Decoder, decode};

use crate::{
    presence::{Portrait, portrait::CHANNELS},
    wire::{CborRead as _, CborWrite, Payload},
};

/// The key of a map that says that it is a presence message.
const MARKER: &str = "__presence";

/// What a presence message says. Values are read only when it is known whose they are.
pub(super) enum Message<'b> {
    Heartbeat,
    Goodbye,
    /// One channel has a new value.
    Update {
        channel: &'b str,
        value: Decoder<'b>,
    },
    /// All channels with their values.
    Snapshot {
        state: Decoder<'b>,
    },
}

/// Reads a message; none if it is something else, such as another program's.
pub(super) fn read(data: &[u8]) -> Option<Message<'_>> {
    let mut message = None;
    let is_map = Decoder::new(data).entries(&mut |key, value| {
        if key == MARKER {
            message = read_marked(value)?;
            Ok(())
        } else {
            value.skip()
        }
    });
    is_map.ok()?;
    message
}

fn read_marked<'b>(marked: &mut Decoder<'b>) -> Result<Option<Message<'b>>, decode::Error> {
    let (mut kind, mut channel, mut value, mut state) = (None, None, None, None);
    marked.entries(&mut |key, entry| {
        match key {
            "type" => kind = entry.text()?,
            "channel" => channel = entry.text()?,
            "value" => value = Some(later(entry)?),
            "state" => state = Some(later(entry)?),
            _ => entry.skip()?,
        }
        Ok(())
    })?;
    Ok(match kind {
        Some("heartbeat") => Some(Message::Heartbeat),
        Some("goodbye") => Some(Message::Goodbye),
        Some("update") => {
            channel.zip(value).map(|(channel, value)| Message::Update { channel, value })
        }
        Some("snapshot") => state.map(|state| Message::Snapshot { state }),
        _ => None,
    })
}

/// Skips a value, and keeps the place to read it later.
fn later<'b>(decoder: &mut Decoder<'b>) -> Result<Decoder<'b>, decode::Error> {
    let here = decoder.clone();
    decoder.skip().map(|()| here)
}

pub(super) fn heartbeat() -> Option<Payload> {
    bare("heartbeat")
}

pub(super) fn goodbye() -> Option<Payload> {
    bare("goodbye")
}

fn bare(kind: &str) -> Option<Payload> {
    let mut out = CborWrite::map(1);
    out.text(MARKER).begin_map(1).text("type").text(kind);
    Payload::new(out.finish())
}

pub(super) fn update(portrait: &Portrait, channel: &str) -> Option<Payload> {
    let mut out = CborWrite::map(1);
    out.text(MARKER).begin_map(3).text("type").text("update").text("channel").text(channel);
    out.text("value");
    portrait.write(channel, &mut out);
    Payload::new(out.finish())
}

pub(super) fn snapshot(portrait: &Portrait) -> Option<Payload> {
    let mut out = CborWrite::map(1);
    out.text(MARKER).begin_map(2).text("type").text("snapshot");
    out.text("state").begin_map(CHANNELS.len() as u64);
    for channel in CHANNELS {
        out.text(channel);
        portrait.write(channel, &mut out);
    }
    Payload::new(out.finish())
}
