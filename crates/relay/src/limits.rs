//! How much one peer may ask of the relay, and how long it may take.

mod named;

use std::time::Duration;

use causeway_sync::guard::Allowance;

pub use crate::limits::named::BadLimit;

/// The limits of one relay. The defaults are right for a team and its guests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// The largest message of a peer, in bytes.
    pub frame_bytes: usize,
    /// The largest message of a peer that hasn't joined yet, in bytes.
    pub frame_bytes_before_join: usize,
    /// The largest document, as it is stored, in bytes.
    pub document_bytes: usize,
    /// What one message or one stored part of a document may grow to when unpacked, in bytes.
    pub inflated_bytes: usize,
    /// How long a peer may take to join.
    pub join_within: Duration,
    /// How often the relay asks whether a peer is still there.
    pub ping_every: Duration,
    /// How long a peer may be silent, answers to pings included, before it counts as gone; and how
    /// long it may leave a message unread.
    pub idle_after: Duration,
    /// How long a peer may take to answer when somebody else comes with its name: it may be the
    /// same peer, whose old connection nobody has heard of since its network changed.
    pub answer_within: Duration,
    /// How long a peer whose connection ends may take to read why, and to answer. Nothing but that,
    /// and what was being sent, is kept for it meanwhile.
    pub close_within: Duration,
    /// How many messages may wait for one document before its senders have to wait.
    pub inbox_frames: usize,
    /// How many messages may wait for one peer that reads slowly.
    pub outbox_frames: usize,
    /// How many bytes may wait for one peer that reads slowly.
    pub outbox_bytes: usize,
    /// The largest thing that may be said to the others without being stored, in bytes.
    pub ephemeral_bytes: usize,
    /// How often a second an editor may say something to the others.
    pub ephemerals_per_second: usize,
    /// How often a second a viewer may say something to the others.
    pub reader_ephemerals_per_second: usize,
    /// How many documents that nobody has one connection may wait for.
    pub unknown_documents: usize,
    /// How many connections there may be from one address, or one IPv6 network.
    pub connections_per_address: usize,
    /// How many connections there may be.
    pub connections: usize,
    /// How long the head of a request may take to arrive.
    pub request_head_within: Duration,
    /// How long the body of a request may take to arrive.
    pub request_within: Duration,
    /// How many workspaces may be claimed from one address a minute.
    pub claims_per_minute: usize,
    /// How long after it was given a ticket may be used.
    pub ticket_within: Duration,
    /// How many tickets and keys may be asked for from one address a minute.
    pub tickets_per_minute: usize,
    /// How long one piece of work on a document may take before the document is shut.
    pub work_within: Duration,
    /// How long a document that nobody has open stays in memory.
    pub unload_after: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            frame_bytes: 16 << 20,
            frame_bytes_before_join: 64 << 10,
            document_bytes: 16 << 20,
            inflated_bytes: 128 << 20,
            join_within: Duration::from_secs(5),
            ping_every: Duration::from_secs(20),
            idle_after: Duration::from_mins(1),
            answer_within: Duration::from_secs(5),
            close_within: Duration::from_secs(30),
            inbox_frames: 64,
            outbox_frames: 1024,
            outbox_bytes: 64 << 20,
            ephemeral_bytes: 4 << 10,
            ephemerals_per_second: 20,
            reader_ephemerals_per_second: 10,
            unknown_documents: 100,
            connections_per_address: 1024,
            connections: 10_000,
            request_head_within: Duration::from_secs(10),
            request_within: Duration::from_secs(30),
            claims_per_minute: 10,
            ticket_within: Duration::from_mins(1),
            tickets_per_minute: 1200,
            work_within: Duration::from_secs(30),
            unload_after: Duration::from_secs(30),
        }
    }
}

impl Limits {
    /// What bytes of strangers may grow to.
    pub(crate) fn allowance(&self) -> Allowance {
        Allowance { bytes: self.inflated_bytes as u64, ..Allowance::ORDINARY }
    }
}
