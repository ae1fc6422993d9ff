//! The frames of automerge-repo's WebSocket protocol, version "1", in CBOR.
//!
//! Reading is total and forgiving, as stock clients of several languages are: keys come in any
//! order, counters may be floating point numbers, absent values may be CBOR's undefined, bytes may
//! wear the tag of a typed array, and kinds and keys that we don't know are skipped. Writing is
//! what the JavaScript client accepts: plain byte strings, and no empty `data`.

mod cbor;
mod frame;
mod read;
mod write;

pub(crate) use cbor::{CborRead, CborWrite};
pub use frame::{
    Ephemeral, Failure, Frame, Join, Letter, Metadata, NoDocument, PROTOCOL_VERSION, Payload,
    Welcome,
};
pub use read::{BadFrame, decode};
pub use write::encode;

#[cfg(test)]
mod tests;
