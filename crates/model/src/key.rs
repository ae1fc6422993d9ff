//! What can be the key of a map.

use crate::schema::KeyKind;
use crate::time::{self, Date};

/// A type that names the entries of a map.
pub(crate) trait Key: Ord + Sized {
    /// The rule that its keys follow.
    const KIND: KeyKind;

    /// Reads a key, if it follows the rule.
    fn from_key(key: &str) -> Option<Self>;
}

impl Key for Date {
    const KIND: KeyKind = KeyKind::Date;

    fn from_key(key: &str) -> Option<Self> {
        time::parse_date(key)
    }
}
