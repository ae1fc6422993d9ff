//! The currency of a workspace.

use std::fmt;

use crate::schema::Shape;
use crate::slot::Readable;
use crate::walk::Walk;
use crate::{Json, Rule};

/// A currency by its three capital letters of ISO 4217.
///
/// The letters are not looked up: the list changes more often than this software.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// The default.
    pub const USD: Self = Self(*b"USD");

    /// The currency that three capital letters name.
    pub fn parse(letters: &str) -> Option<Self> {
        let bytes = <[u8; 3]>::try_from(letters.as_bytes()).ok()?;
        bytes.iter().all(u8::is_ascii_uppercase).then_some(Self(bytes))
    }

    /// Its letters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

impl Readable for Currency {
    const SHAPE: Shape = Shape::Currency;

    fn read<'a>(json: &'a Json, walk: &mut Walk<'a>) -> Option<Self> {
        walk.expect(json.as_str().and_then(Self::parse), Rule::Currency, json)
    }
}
