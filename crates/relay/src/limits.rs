//! How much one peer may ask of the relay, and how long it may take.

use std::time::Duration;

use causeway_sync::guard::Allowance;

/// The limits of one relay. The defaults are right for a team and its guests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// The largest message of a peer, in bytes.
    pub frame_bytes: usize,
    /// The largest message of a peer that hasn't joined yet, in bytes.
    pub frame_bytes_before_join: usize,
    /// How long a peer may take to join.
    pub join_within: Duration,
    /// How often the relay asks whether a peer is still there.
    pub ping_every: Duration,
    /// How long a peer may be silent, answers to pings included, before it counts as gone.
    pub idle_after: Duration,
    /// How long a peer may take to answer when somebody else comes with its name: it may be the
    /// same peer, whose old connection nobody has heard of since its network changed.
    pub answer_within: Duration,
    /// How many messages may wait for one document before its senders have to wait.
    pub inbox_frames: usize,
    /// How many messages may wait for one peer that reads slowly.
    pub outbox_frames: usize,
    /// How many bytes may wait for one peer that reads slowly.
    pub outbox_bytes: usize,
    /// How long a document that nobody has open stays in memory.
    pub unload_after: Duration,
    /// The largest document, as it is stored, in bytes.
    pub document_bytes: usize,
    /// What one message or one stored part of a document may grow to when unpacked, in bytes.
    pub inflated_bytes: u64,
    /// How long one piece of work on a document may take before the document is shut.
    pub work_within: Duration,
    /// How long the body of a request may take to arrive.
    pub request_within: Duration,
    /// How many workspaces may be claimed from one address a minute.
    pub claims_per_minute: u32,
    /// How many tickets and keys may be asked for from one address a minute.
    pub tickets_per_minute: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            frame_bytes: 16 << 20,
            frame_bytes_before_join: 64 << 10,
            join_within: Duration::from_secs(5),
            ping_every: Duration::from_secs(20),
            idle_after: Duration::from_mins(1),
            answer_within: Duration::from_secs(5),
            inbox_frames: 64,
            outbox_frames: 1024,
            outbox_bytes: 64 << 20,
            unload_after: Duration::from_secs(30),
            document_bytes: 16 << 20,
            inflated_bytes: 128 << 20,
            work_within: Duration::from_secs(30),
            request_within: Duration::from_secs(30),
            claims_per_minute: 10,
            tickets_per_minute: 1200,
        }
    }
}

impl Limits {
    /// What bytes of strangers may grow to.
    pub(crate) fn allowance(&self) -> Allowance {
        Allowance { bytes: self.inflated_bytes, ..Allowance::ORDINARY }
    }
}
