//! What a stranger's bytes may cost, measured before Automerge sees them.
//!
//! Automerge inflates and expands what it is given without a limit: 63 KiB can become 64 MiB, and
//! ten bytes of a run-length encoded column a billion operations. Its reader of sync messages also
//! divides by a number from the message. So the framing of messages and chunks is walked here
//! first, at a cost in proportion to the allowance, and what goes beyond is refused.

mod bytes;
mod chunk;
mod column;
mod message;

#[cfg(test)]
mod tests;

pub(crate) use chunk::{is_document, split_chunks};
pub(crate) use message::check_message;

use bytes::Bytes;

/// What the bytes of one message, or of one stored chunk, may grow to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Allowance {
    /// Bytes after inflating.
    pub bytes: u64,
    /// Rows of operations and changes, in all tables together. As many more are allowed as there are
    /// inflated bytes, since honest rows carry values.
    pub rows: u64,
}

impl Allowance {
    /// Room for the largest maps that we aim at, ten times over, in a browser tab.
    pub const ORDINARY: Self = Self { bytes: 64 << 20, rows: 1 << 20 };
}

/// Why bytes are refused before Automerge reads them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// The framing is not Automerge's.
    #[error("not in Automerge's format")]
    Malformed,
    /// They would take more room than is allowed.
    #[error("too large when unpacked")]
    TooLarge,
}

/// Checks the chunks that a save or a stored chunk consists of.
///
/// # Errors
/// If the framing is broken, or the content would outgrow the allowance.
pub fn check_chunks(bytes: &[u8], allowance: Allowance) -> Result<(), Refused> {
    chunk::check_all(bytes, &mut Budget::new(allowance))
}

/// What is left of an allowance.
struct Budget {
    allowance: Allowance,
    inflated: u64,
    rows: u64,
}

impl Budget {
    fn new(allowance: Allowance) -> Self {
        Self { allowance, inflated: 0, rows: 0 }
    }

    /// Bytes that may still be inflated.
    fn left(&self) -> u64 {
        self.allowance.bytes.saturating_sub(self.inflated)
    }

    fn spend(&mut self, bytes: usize) -> Result<(), Refused> {
        self.inflated = self.inflated.saturating_add(bytes as u64);
        if self.inflated > self.allowance.bytes { Err(Refused::TooLarge) } else { Ok(()) }
    }

    /// Counts the rows of one table; those of all chunks add up, or many small ones would make a
    /// large one.
    fn spend_rows(&mut self, rows: u64) -> Result<(), Refused> {
        self.rows = self.rows.saturating_add(rows);
        let most = self.allowance.rows.saturating_add(self.inflated);
        if self.rows > most { Err(Refused::TooLarge) } else { Ok(()) }
    }
}
