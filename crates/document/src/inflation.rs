//! Refuses bytes that would swell when Automerge reads them.
//!
//! Automerge's storage format may deflate whole changes and single columns, and the
//! library inflates them without a cap: a save of 63 KiB can ask for 64 MiB. Columns are also
//! written as runs: a few bytes can stand for more operations than a machine can hold. So
//! the chunks are walked here first, and what they would become is counted.

mod column;
mod input;

use std::io::Read;

use flate2::bufread::DeflateDecoder;

use crate::inflation::column::Column;
use crate::inflation::input::Input;

/// The most bytes of a document or of a batch of changes that are looked at, as stored.
pub const MOST_STORED: usize = 16 << 20;

/// The most bytes that stored bytes may inflate to.
pub const MOST_INFLATED: usize = 128 << 20;

/// The most operations that stored bytes may hold; a letter of a text is one.
pub const MOST_OPERATIONS: u64 = 16 << 20;

const DOCUMENT: u8 = 0;
const CHANGE: u8 = 1;
const DEFLATED_CHANGE: u8 = 2;
const BUNDLE: u8 = 3;

/// Why bytes are not handed to Automerge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Swollen {
    /// More bytes than a document may have.
    #[error("the file has {found} bytes, more than the {most} that a document may have")]
    Stored {
        /// How many there are.
        found: usize,
        /// How many there may be.
        most: usize,
    },
    /// More operations than a document may have.
    #[error("the file has more than {most} operations")]
    Operations {
        /// How many there may be.
        most: u64,
    },
    /// The bytes inflate to more than a document may have.
    #[error("the file would inflate to more than {most} bytes")]
    Inflated {
        /// How many there may be.
        most: usize,
    },
}

/// Walks the chunks in `bytes` and adds up what they become.
///
/// Bytes that are no chunks are let through: Automerge refuses them by itself, and they
/// don't swell.
///
/// # Errors
/// When there are too many bytes, as they are or inflated, or too many operations.
pub fn check(bytes: &[u8]) -> Result<(), Swollen> {
    check_within(bytes, MOST_STORED, MOST_INFLATED, MOST_OPERATIONS)
}

fn check_within(
    bytes: &[u8],
    stored: usize,
    inflated: usize,
    operations: u64,
) -> Result<(), Swollen> {
    if bytes.len() > stored {
        return Err(Swollen::Stored { found: bytes.len(), most: stored });
    }
    let mut room = Room { left: inflated, most: inflated, operations, most_operations: operations };
    let mut rest = Input(bytes);
    while let Some((kind, body)) = rest.chunk() {
        room.take(body.len())?;
        match kind {
            DOCUMENT => room.document(Input(body))?,
            CHANGE => room.change(Input(body))?,
            DEFLATED_CHANGE => {
                let change = room.inflate(body)?;
                room.change(Input(&change))?;
            }
            BUNDLE => room.bundle(Input(body))?,
            _ => {}
        }
    }
    Ok(())
}

/// What is left of what the bytes may become.
struct Room {
    left: usize,
    most: usize,
    operations: u64,
    most_operations: u64,
}

impl Room {
    fn take(&mut self, bytes: usize) -> Result<(), Swollen> {
        self.left = self.left.checked_sub(bytes).ok_or(Swollen::Inflated { most: self.most })?;
        Ok(())
    }

    fn inflate(&mut self, deflated: &[u8]) -> Result<Vec<u8>, Swollen> {
        let mut decoder = DeflateDecoder::new(deflated);
        let mut page = [0; 16 << 10];
        let mut inflated = Vec::new();
        // A broken stream ends the count: Automerge stops at the same byte.
        while let Ok(read @ 1..) = decoder.read(&mut page) {
            self.take(read)?;
            inflated.extend(page.iter().take(read));
        }
        Ok(inflated)
    }

    /// A document: actors, heads, the columns of changes and of operations, then the bytes of both.
    fn document(&mut self, mut input: Input<'_>) -> Result<(), Swollen> {
        let columns = (|| {
            input.actors()?;
            input.hashes()?;
            Some([input.columns()?, input.columns()?].concat())
        })();
        self.columns(&mut input, &columns.unwrap_or_default())
    }

    /// A change: who made it when, then its columns and their bytes.
    fn change(&mut self, mut input: Input<'_>) -> Result<(), Swollen> {
        let columns = input.change_head().and_then(|()| input.columns());
        self.columns(&mut input, &columns.unwrap_or_default())
    }

    /// A bundle: dependencies, actors, then the columns of changes and of operations, each before its bytes.
    fn bundle(&mut self, mut input: Input<'_>) -> Result<(), Swollen> {
        if input.hashes().and_then(|()| input.actors()).is_none() {
            return Ok(());
        }
        for _ in 0..2 {
            let columns = input.columns().unwrap_or_default();
            self.columns(&mut input, &columns)?;
        }
        Ok(())
    }

    fn columns(&mut self, input: &mut Input<'_>, columns: &[Column]) -> Result<(), Swollen> {
        let mut operations = 0;
        for column in columns {
            let Some(body) = input.take(column.length) else { break };
            let entries = if column.is_deflated() {
                column.entries(&self.inflate(body)?)
            } else {
                column.entries(body)
            };
            operations = entries.max(operations);
        }
        let most = self.most_operations;
        let left = self.operations.checked_sub(operations);
        self.operations = left.ok_or(Swollen::Operations { most })?;
        Ok(())
    }
}

#[cfg(test)]
mod tests;
