//! What is no longer there, and since when.

use std::collections::BTreeMap;

use crate::contested::Text;
use crate::id::PersonId;
use crate::record::record;
use crate::time::{Date, Instant};

record! {
    /// Who deleted something, and when. It can be restored.
    #[derive(Default)]
    Tombstone: "tombstone" {
        /// When; without it, it has been deleted always.
        at: Option<Instant>,
        /// Who did it.
        by: Option<PersonId>,
    }
}

record! {
    /// That a metric was killed on purpose. Its history is kept.
    #[derive(Default)]
    Archived: "archived" {
        /// When; without it, it has been archived always.
        at: Option<Instant>,
        /// Who did it.
        by: Option<PersonId>,
        /// Why.
        reason: Text,
    }
}

impl Tombstone {
    /// Whether it counts at the end of this day.
    pub fn is_read(&self, as_of: Date) -> bool {
        is_read(self.at, as_of)
    }
}

impl Archived {
    /// Whether it counts at the end of this day.
    pub fn is_read(&self, as_of: Date) -> bool {
        is_read(self.at, as_of)
    }
}

/// What is undated is read as it stands; the rest from its day on.
fn is_read(at: Option<Instant>, as_of: Date) -> bool {
    at.is_none_or(|at| at.date_naive() <= as_of)
}

/// A record that can be deleted.
pub trait Deletable {
    /// Its tombstone, whatever its date.
    fn tombstone(&self) -> Option<&Tombstone>;

    /// Whether it counts as deleted at the end of this day.
    fn is_deleted(&self, as_of: Date) -> bool {
        self.tombstone().is_some_and(|stone| stone.is_read(as_of))
    }
}

/// The entries of a map that are not deleted on this day.
pub fn undeleted<K, V: Deletable>(
    map: &BTreeMap<K, V>,
    as_of: Date,
) -> impl Iterator<Item = (&K, &V)> {
    map.iter().filter(move |(_, entry)| !entry.is_deleted(as_of))
}

/// Makes records deletable whose field `deleted` is the tombstone.
macro_rules! deletable {
    ($($name:ty),+ $(,)?) => {$(
        impl $crate::tombstone::Deletable for $name {
            fn tombstone(&self) -> Option<&$crate::tombstone::Tombstone> {
                self.deleted.as_ref()
            }
        }
    )+};
}
pub(crate) use deletable;
