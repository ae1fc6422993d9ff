//! Refuses bytes that would swell when Automerge reads them.
//!
//! Automerge's storage format may deflate whole changes and single columns, and the
//! library inflates them without a cap: a save of 63 KiB can ask for 64 MiB. So the
//! chunks are walked here first, and what is deflated is counted, not kept.

use std::io::Read;

use flate2::bufread::DeflateDecoder;

/// The most bytes of a document or of a batch of changes that are looked at, as stored.
pub const MOST_STORED: usize = 16 << 20;

/// The most bytes that stored bytes may inflate to.
pub const MOST_INFLATED: usize = 128 << 20;

const MAGIC: [u8; 4] = [0x85, 0x6f, 0x4a, 0x83];
const CHECKSUM: u64 = 4;
const HASH: u64 = 32;
const DOCUMENT: u8 = 0;
const DEFLATED_CHANGE: u8 = 2;
const BUNDLE: u8 = 3;
const DEFLATED_COLUMN: u64 = 0b1000;

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
    /// The bytes inflate to more than a document may have.
    #[error("the file would inflate to more than {most} bytes")]
    Inflated {
        /// How many there may be.
        most: usize,
    },
}

/// Walks the chunks in `bytes` and adds up what they inflate to.
///
/// Bytes that are no chunks are let through: Automerge refuses them by itself, and they
/// don't swell.
///
/// # Errors
/// When the bytes are too many, as they are or inflated.
pub fn check(bytes: &[u8]) -> Result<(), Swollen> {
    check_within(bytes, MOST_STORED, MOST_INFLATED)
}

pub(crate) fn check_within(bytes: &[u8], stored: usize, inflated: usize) -> Result<(), Swollen> {
    if bytes.len() > stored {
        return Err(Swollen::Stored { found: bytes.len(), most: stored });
    }
    let mut room = Room { left: inflated, most: inflated };
    let mut rest = Input(bytes);
    while let Some((kind, body)) = rest.chunk() {
        match kind {
            DEFLATED_CHANGE => room.inflate(body)?,
            DOCUMENT => room.document(Input(body))?,
            BUNDLE => room.bundle(Input(body))?,
            _ => room.take(body.len())?,
        }
    }
    Ok(())
}

/// What is left of the bytes that may still be inflated.
struct Room {
    left: usize,
    most: usize,
}

impl Room {
    fn take(&mut self, bytes: usize) -> Result<(), Swollen> {
        self.left = self.left.checked_sub(bytes).ok_or(Swollen::Inflated { most: self.most })?;
        Ok(())
    }

    fn inflate(&mut self, deflated: &[u8]) -> Result<(), Swollen> {
        let mut decoder = DeflateDecoder::new(deflated);
        let mut page = [0; 16 << 10];
        // A broken stream ends the count: Automerge stops at the same byte.
        while let Ok(read @ 1..) = decoder.read(&mut page) {
            self.take(read)?;
        }
        Ok(())
    }

    /// A document: actors, heads, both tables of columns, then both tables' bytes.
    fn document(&mut self, mut input: Input<'_>) -> Result<(), Swollen> {
        self.take(input.0.len())?;
        let columns = (|| {
            input.actors()?;
            input.hashes()?;
            Some([input.columns()?, input.columns()?].concat())
        })();
        self.columns(&mut input, columns.unwrap_or_default())
    }

    /// A bundle: dependencies, actors, then each table of columns before its bytes.
    fn bundle(&mut self, mut input: Input<'_>) -> Result<(), Swollen> {
        self.take(input.0.len())?;
        if input.hashes().and_then(|()| input.actors()).is_none() {
            return Ok(());
        }
        while let Some(columns) = input.columns().filter(|columns| !columns.is_empty()) {
            self.columns(&mut input, columns)?;
        }
        Ok(())
    }

    fn columns(&mut self, input: &mut Input<'_>, columns: Vec<Column>) -> Result<(), Swollen> {
        for Column { deflated, length } in columns {
            match input.take(length) {
                Some(body) if deflated => self.inflate(body)?,
                Some(_) => {}
                None => break,
            }
        }
        Ok(())
    }
}

#[derive(Clone, Copy)]
struct Column {
    deflated: bool,
    length: u64,
}

/// Bytes that are read from the front; nothing where they end too early.
struct Input<'a>(&'a [u8]);

impl<'a> Input<'a> {
    fn take(&mut self, count: u64) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(usize::try_from(count).ok()?)?;
        self.0 = rest;
        Some(taken)
    }

    /// A number in LEB128.
    fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = *self.take(1)?.first()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    /// The next chunk's kind and body.
    fn chunk(&mut self) -> Option<(u8, &'a [u8])> {
        if self.take(4)? != MAGIC {
            return None;
        }
        self.take(CHECKSUM)?;
        let kind = *self.take(1)?.first()?;
        let length = self.number()?;
        Some((kind, self.take(length)?))
    }

    fn hashes(&mut self) -> Option<()> {
        let count = self.number()?;
        self.take(count.checked_mul(HASH)?).map(drop)
    }

    fn actors(&mut self) -> Option<()> {
        for _ in 0..self.number()? {
            let length = self.number()?;
            self.take(length)?;
        }
        Some(())
    }

    fn columns(&mut self) -> Option<Vec<Column>> {
        let count = self.number()?;
        // The bytes that are there bound the columns, so that a forged count reserves nothing.
        let mut columns = Vec::new();
        for _ in 0..count {
            let deflated = self.number()? & DEFLATED_COLUMN != 0;
            columns.push(Column { deflated, length: self.number()? });
        }
        Some(columns)
    }
}

#[cfg(test)]
mod tests;
