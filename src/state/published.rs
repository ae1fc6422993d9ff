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
use chrono::TimeDelta;
use futures_util::future::LocalBoxFuture;
use leptos::prelude::*;

use crate::platform::task;

pub use archive::Archive;

/// What a page says of the publication that it shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// When it was published.
    pub created: Instant,
    /// From when on it no longer counts as the present state.
    pub expires: Option<Instant>,
    /// Its place in the series.
    pub sequence: u64,
    /// By what people know the key that signed it, if one did.
    pub fingerprint: Option<String>,
    /// Whether it has the whole history.
    pub has_history: bool,
    /// What comparing it with what was seen before warns of, if anything.
    pub odd: Option<Warning>,
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
    /// What this device has seen could not be read.
    Uncompared,
}

impl About {
    /// How old it is, in days; none where the device's clock is behind.
    pub fn age_days(&self, now: Instant) -> usize {
        usize::try_from((now - self.created).num_days()).unwrap_or_default()
    }

    /// What to be warned of.
    pub fn warnings(&self, now: Instant) -> Vec<Warning> {
        let expired = self.expires.filter(|expires| *expires <= now);
        let last_day = |expires: Instant| (expires - TimeDelta::milliseconds(1)).date_naive();
        let expired = expired.map(|expires| Warning::Expired(last_day(expires)));
        [self.odd, expired].into_iter().flatten().collect()
    }
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
    now: RwSignal<Instant>,
    settle: StoredValue<Box<dyn Fn() -> LocalBoxFuture<'static, ()>>, LocalStorage>,
}

impl Published {
    /// What is said of a publication; `settle` keeps that its reader has seen what changed.
    pub fn new(
        about: About,
        before: Option<Before>,
        now: Instant,
        settle: impl Fn() -> LocalBoxFuture<'static, ()> + 'static,
    ) -> Self {
        Self {
            about: StoredValue::new(Arc::new(about)),
            before: RwSignal::new(before.map(Arc::new)),
            has_newer: RwSignal::new(false),
            now: RwSignal::new(now),
            settle: StoredValue::new_local(Box::new(settle)),
        }
    }

    /// What the page says of it.
    pub fn about(self) -> Arc<About> {
        self.about.get_value()
    }

    /// The time, to the minute.
    pub fn now(self) -> Signal<Instant> {
        self.now.into()
    }

    /// It is later; says whether anybody still looks.
    pub fn tick(self, now: Instant) -> bool {
        self.now.try_set(now).is_none()
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

    /// The reader has seen what changed: once that is kept, it is told no more.
    pub fn settle(self) {
        let Some(kept) = self.settle.try_with_value(|settle| settle()) else { return };
        task::spawn(async move {
            kept.await;
            self.before.try_set(None);
        });
    }
}

/// Whether comments and the past were left out of what is read here.
pub fn leaves_out_past() -> bool {
    use_context::<Published>().is_some_and(|published| !published.about().has_history)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Instant {
        text.parse().unwrap()
    }

    #[test]
    fn it_grows_old_and_expires_while_it_is_open() {
        let about = About {
            created: at("2026-11-30T12:00:00Z"),
            expires: Some(at("2026-12-03T00:00:00Z")),
            sequence: 4,
            fingerprint: None,
            has_history: false,
            odd: Some(Warning::Forked),
        };
        let said = |now| (about.age_days(at(now)), about.warnings(at(now)));
        assert_eq!(said("2026-11-29T12:00:00Z"), (0, vec![Warning::Forked]));
        assert_eq!(said("2026-12-02T23:59:59Z"), (2, vec![Warning::Forked]));
        let last = "2026-12-02".parse().unwrap();
        let expired = vec![Warning::Forked, Warning::Expired(last)];
        assert_eq!(said("2026-12-03T12:00:00Z"), (3, expired));
    }
}
