//! Reads the parts of Automerge's storage format that say where the columns are.

use crate::inflation::column::Column;

const MAGIC: [u8; 4] = [0x85, 0x6f, 0x4a, 0x83];
const CHECKSUM: u64 = 4;
const HASH: u64 = 32;

/// Bytes that are read from the front; nothing where they end too early.
pub(super) struct Input<'a>(pub(super) &'a [u8]);

impl<'a> Input<'a> {
    pub(super) fn take(&mut self, count: u64) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(usize::try_from(count).ok()?)?;
        self.0 = rest;
        Some(taken)
    }

    /// A number in LEB128.
    pub(super) fn number(&mut self) -> Option<u64> {
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

    /// A number in LEB128 that may be negative.
    pub(super) fn signed(&mut self) -> Option<i64> {
        let mut number = 0_i64;
        for shift in (0..64).step_by(7) {
            let byte = *self.take(1)?.first()?;
            number |= i64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                let is_negative = byte & 0x40 != 0 && shift + 7 < 64;
                return Some(if is_negative { number | (-1 << (shift + 7)) } else { number });
            }
        }
        None
    }

    /// The next chunk's kind and body.
    pub(super) fn chunk(&mut self) -> Option<(u8, &'a [u8])> {
        if self.take(4)? != MAGIC {
            return None;
        }
        self.take(CHECKSUM)?;
        let kind = *self.take(1)?.first()?;
        let length = self.number()?;
        Some((kind, self.take(length)?))
    }

    pub(super) fn hashes(&mut self) -> Option<()> {
        let count = self.number()?;
        self.take(count.checked_mul(HASH)?).map(drop)
    }

    pub(super) fn actors(&mut self) -> Option<()> {
        (0..self.number()?).try_for_each(|_| self.text())
    }

    /// What stands in a change before its columns.
    pub(super) fn change_head(&mut self) -> Option<()> {
        self.hashes()?;
        self.text()?;
        for _sequence_and_first_operation_and_time in 0..3 {
            self.number()?;
        }
        self.text()?;
        self.actors()
    }

    /// Bytes that say how many they are.
    pub(super) fn text(&mut self) -> Option<()> {
        let length = self.number()?;
        self.take(length).map(drop)
    }

    pub(super) fn columns(&mut self) -> Option<Vec<Column>> {
        let count = self.number()?;
        // The bytes that are there bound the columns, so that a forged count reserves nothing.
        let mut columns = Vec::new();
        for _ in 0..count {
            let spec = self.number()?;
            columns.push(Column { spec, length: self.number()? });
        }
        Some(columns)
    }
}
