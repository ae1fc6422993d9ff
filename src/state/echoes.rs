//! What colleagues have just changed: it is shown for a moment where it stands, and told in a sentence.

use std::collections::BTreeMap;
use std::sync::Arc;

use causeway_model::{Path, PersonId};
use leptos::prelude::*;

use crate::state::projection::set_if_new;

/// How long an edit is shown, in milliseconds.
pub const SHOWN_MS: u64 = 2_600;

/// More places than this aren't shown at once: where everything lights up, nothing is seen.
const MOST: usize = 120;

/// What a colleague did to a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Did {
    /// It is new.
    Added,
    /// It is not as it was.
    Changed,
    /// It is deleted.
    Deleted,
}

/// One edit of a colleague.
#[derive(Clone, Debug, PartialEq)]
pub struct Deed {
    /// Who; none where that isn't known.
    pub by: Option<PersonId>,
    /// What was written.
    pub path: Path,
    /// What happened to the record.
    pub did: Did,
    /// The record's title, or the titles of a link's two ends.
    pub titles: Vec<String>,
}

impl Deed {
    /// The record that it was done to.
    pub fn record(&self) -> &[String] {
        self.path.keys().get(..2).unwrap_or(self.path.keys())
    }
}

/// An edit that is still shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Echo {
    /// Whose.
    pub by: Option<PersonId>,
    /// Tells it from the one before it at the same place.
    pub number: u64,
    until_ms: u64,
}

/// The edits that are still shown, by place: the field that was written, and all above it up to the record, such as
/// `nodes/churn/title` and `nodes/churn`.
type Shown = BTreeMap<String, Echo>;

/// What colleagues have just changed.
#[derive(Clone, Copy, Debug)]
pub struct Echoes {
    shown: RwSignal<Arc<Shown>>,
    untold: RwSignal<Vec<Deed>>,
}

impl Echoes {
    /// Nothing yet; its signals belong to the current owner.
    pub fn new() -> Self {
        Self { shown: RwSignal::default(), untold: RwSignal::default() }
    }

    /// Takes in what colleagues did.
    pub fn take_in(self, deeds: Vec<Deed>, now_ms: u64) {
        if deeds.is_empty() {
            return;
        }
        if let Some(shown) = self.shown.try_get_untracked() {
            self.shown.set(Arc::new(with(&shown, &deeds, now_ms)));
        }
        self.untold.try_update(|untold| untold.extend(deeds));
    }

    /// Shows no longer what was shown long enough; answers when the next is due.
    pub fn fade(self, now_ms: u64) -> Option<u64> {
        let shown = self.shown.try_get_untracked()?;
        if shown.values().any(|echo| echo.until_ms <= now_ms) {
            let mut left = Shown::clone(&shown);
            left.retain(|_, echo| echo.until_ms > now_ms);
            self.shown.set(Arc::new(left));
        }
        self.shown.with_untracked(|shown| shown.values().map(|echo| echo.until_ms).min())
    }

    /// What is shown at a place, such as `nodes/churn`; whoever reads it follows it.
    pub fn at(self, place: &str) -> Option<Echo> {
        self.shown.with(|shown| shown.get(place).cloned())
    }

    /// Rises with everything that is shown.
    pub fn track(self) {
        self.shown.track();
    }

    /// What hasn't been told yet.
    pub fn untold(self) -> Signal<Vec<Deed>> {
        self.untold.into()
    }

    /// It is told; the next begins anew.
    pub fn take_untold(self) -> Vec<Deed> {
        let untold = self.untold.try_get_untracked().unwrap_or_default();
        set_if_new(self.untold, Vec::new());
        untold
    }
}

impl Default for Echoes {
    fn default() -> Self {
        Self::new()
    }
}

/// What is shown once these deeds have come. Someone who goes on at a place goes on being shown there.
fn with(shown: &Shown, deeds: &[Deed], now_ms: u64) -> Shown {
    let mut all = shown.clone();
    let next = all.values().map(|echo| echo.number + 1).max().unwrap_or(1);
    for deed in deeds.iter().filter(|deed| deed.did != Did::Deleted) {
        let keys = deed.path.keys();
        for depth in deed.record().len()..=keys.len() {
            let place = keys.get(..depth).unwrap_or(keys).join("/");
            let number = match all.get(&place) {
                Some(echo) if echo.by == deed.by => echo.number,
                _ => next,
            };
            let until_ms = now_ms.saturating_add(SHOWN_MS);
            all.insert(place, Echo { by: deed.by.clone(), number, until_ms });
        }
    }
    while all.len() > MOST {
        let oldest = all.iter().min_by_key(|(_, echo)| (echo.until_ms, echo.number));
        let Some(oldest) = oldest.map(|(place, _)| place.clone()) else { break };
        all.remove(&oldest);
    }
    all
}

/// What colleagues did, as it is told: each record once for each of them.
#[derive(Clone, Debug, PartialEq)]
pub enum Telling {
    /// Nothing.
    Nothing,
    /// One person did one thing.
    One(Deed),
    /// One person did several.
    Several {
        /// Who.
        by: Option<PersonId>,
        /// How many records they changed.
        count: usize,
    },
    /// Several people did something.
    Many {
        /// Who, each once.
        by: Vec<Option<PersonId>>,
        /// How many records they changed.
        count: usize,
    },
}

impl Telling {
    /// Sums deeds up: what was added and changed at once was added.
    pub fn of(deeds: Vec<Deed>) -> Self {
        let mut records: BTreeMap<(Option<PersonId>, Vec<String>), Deed> = BTreeMap::new();
        for deed in deeds {
            let key = (deed.by.clone(), deed.record().to_vec());
            let did = records.get(&key).map(|before| before.did);
            let did = match (did, deed.did) {
                (Some(Did::Added), Did::Changed) => Did::Added,
                (_, did) => did,
            };
            records.insert(key, Deed { did, ..deed });
        }
        let mut by: Vec<Option<PersonId>> = records.keys().map(|(by, _)| by.clone()).collect();
        by.dedup();
        let count = records.len();
        match (records.pop_first(), &by[..]) {
            (None, _) => Self::Nothing,
            (Some((_, deed)), _) if count == 1 => Self::One(deed),
            (Some(_), [one]) => Self::Several { by: one.clone(), count },
            (Some(_), _) => Self::Many { by, count },
        }
    }
}

#[cfg(test)]
mod tests;
