//! A cursor over borrowed bytes.

use crate::guard::Refused;

/// What has not been read yet.
#[derive(Clone, Copy)]
pub(super) struct Bytes<'a>(pub(super) &'a [u8]);

impl<'a> Bytes<'a> {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn take(&mut self, count: u64) -> Result<&'a [u8], Refused> {
        let count = usize::try_from(count).map_err(|_| Refused::Malformed)?;
        let (taken, rest) = self.0.split_at_checked(count).ok_or(Refused::Malformed)?;
        self.0 = rest;
        Ok(taken)
    }

    pub(super) fn byte(&mut self) -> Result<u8, Refused> {
        let (byte, rest) = self.0.split_first().ok_or(Refused::Malformed)?;
        self.0 = rest;
        Ok(*byte)
    }

    /// An unsigned LEB128 number.
    pub(super) fn unsigned(&mut self) -> Result<u64, Refused> {
        let mut number = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            let digits = u64::from(byte & 0x7f);
            if shift == 63 && digits > 1 {
                return Err(Refused::Malformed);
            }
            number |= digits << shift;
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err(Refused::Malformed)
    }

    /// A signed LEB128 number.
    pub(super) fn signed(&mut self) -> Result<i64, Refused> {
        let mut number = 0_i64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= i64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                let is_negative = byte & 0x40 != 0;
                let has_sign_bits_left = shift + 7 < 64;
                return Ok(if is_negative && has_sign_bits_left {
                    number | -1 << (shift + 7)
                } else {
                    number
                });
            }
        }
        Err(Refused::Malformed)
    }

    /// Bytes behind their length.
    pub(super) fn prefixed(&mut self) -> Result<&'a [u8], Refused> {
        let length = self.unsigned()?;
        self.take(length)
    }

    /// Skips as many hashes as a number in front says.
    pub(super) fn skip_hashes(&mut self) -> Result<(), Refused> {
        let count = self.unsigned()?;
        self.take(count.checked_mul(32).ok_or(Refused::Malformed)?).map(drop)
    }

    /// Skips as many prefixed byte strings as a number in front says.
    pub(super) fn skip_many(&mut self) -> Result<(), Refused> {
        for _ in 0..self.unsigned()? {
            self.prefixed()?;
        }
        Ok(())
    }
}
