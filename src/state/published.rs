//! A publication as its reader meets it: read, verified, remembered.
//!
//! Opening one needs no relay, no service worker and no database: what a device remembers makes the page
//! say more, and where nothing can be remembered it says nothing of that.

pub mod changes;
pub mod memory;
pub mod opening;
pub mod since;

mod archive;

use std::sync::Arc;

use causeway_model::{Date, Instant};
use leptos::prelude::*;

pub use archive::Archive;

/// What a page says of the publication that it shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// When it was published.
    pub created: Instant,
    /// How old it is, in days.
    pub age_days: usize,
    /// Its place in the series.
    pub sequence: u64,
    /// Whether whoever has the key signed it.
    pub is_signed: bool,
    /// Whether it has the whole history.
    pub has_history: bool,
    /// What to be warned of, if anything.
    pub warnings: Vec<Warning>,
}

/// What to be warned of while a publication is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Warning {
    /// Its day is over.
    Expired(Date),
    /// This device has seen a newer version, of this sequence.
    RolledBack(u64),
    /// This device has seen another version of the same sequence.
    Forked,
}

/// A version that the reader looked at before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Before {
    /// Its place in the series.
    pub sequence: u64,
    /// The last day on which it was looked at.
    pub on: Date,
    /// What it held.
    pub snapshot: Vec<u8>,
}

/// A publication that is open, for the views that say something of it.
#[derive(Clone, Copy)]
pub struct Published {
    about: StoredValue<Arc<About>>,
    before: RwSignal<Option<Arc<Before>>>,
    has_newer: RwSignal<bool>,
    settle: StoredValue<Box<dyn Fn()>, LocalStorage>,
}

impl Published {
    /// What is said of a publication; `settle` hears that its reader has seen what changed.
    pub fn new(about: About, before: Option<Before>, settle: impl Fn() + 'static) -> Self {
        Self {
            about: StoredValue::new(Arc::new(about)),
            before: RwSignal::new(before.map(Arc::new)),
            has_newer: RwSignal::new(false),
            settle: StoredValue::new_local(Box::new(settle)),
        }
    }

    /// What the page says of it.
    pub fn about(self) -> Arc<About> {
        self.about.get_value()
    }

    /// What the reader looked at before, until they have seen what changed since.
    pub fn before(self) -> Signal<Option<Arc<Before>>> {
        self.before.into()
    }

    /// Whether a newer version lies where this one came from.
    pub fn has_newer(self) -> Signal<bool> {
        self.has_newer.into()
    }

    /// A newer version was found.
    pub fn note_newer(self) {
        self.has_newer.try_set(true);
    }

    /// The reader has seen what changed: it is told no more.
    pub fn settle(self) {
        self.before.try_set(None);
        self.settle.try_with_value(|settle| settle());
    }
}

/// Whether comments and the past were left out of what is read here.
pub fn leaves_out_past() -> bool {
    use_context::<Published>().is_some_and(|published| !published.about().has_history)
}
