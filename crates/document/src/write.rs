//! Writes into a document: values, texts and records, at any place of the model.
//!
//! Every write remembers what takes it back. Clearing never removes an object: it empties maps
//! and texts, because in a merge Automerge lets a real delete swallow what a colleague writes
//! inside at the same moment, and empty reads as absent anyway.

mod heal;
mod text;
mod undo;

use automerge::transaction::Transactable;
use automerge::{AutoCommit, AutomergeError, ChangeHash, ObjId, ObjType, ROOT, ReadDoc};
use causeway_model::contested::{sort_distinct, values_in_conflict};
use causeway_model::order::Arrange as _;
use causeway_model::{Json, Path};

use crate::command::Stamp;
use crate::import::{Dispute, Importer};
use crate::inverse::{Inverse, Skipped, Step};
use crate::place::{Holds, Place};
use crate::refusal::Refusal;
use crate::tree::{Reader, maps_among};

/// One change in the making.
pub(crate) struct Writer<'a> {
    pub(crate) auto: &'a mut AutoCommit,
    pub(crate) stamp: &'a Stamp,
    /// Where the document stood before this change.
    pub(crate) before: Vec<ChangeHash>,
    pub(crate) inverse: Inverse,
    pub(crate) skipped: Vec<Skipped>,
    /// Conflicts to be written once this change stands: their values must not know of each other.
    pub(crate) disputes: Vec<Dispute>,
}

impl From<AutomergeError> for Refusal {
    fn from(error: AutomergeError) -> Self {
        Self::Failed(error.to_string())
    }
}

impl<'a> Writer<'a> {
    pub(crate) fn new(auto: &'a mut AutoCommit, stamp: &'a Stamp) -> Self {
        let (inverse, skipped, disputes) = Default::default();
        Self { before: auto.get_heads(), auto, stamp, inverse, skipped, disputes }
    }

    pub(crate) fn reader(&self) -> Reader<'_> {
        Reader(self.auto)
    }

    /// Sets what stands at a path: text by its difference, records and maps key by key, all else whole.
    pub(crate) fn set(&mut self, path: &[String], json: &Json) -> Result<(), Refusal> {
        match (Place::at(path).holds(), json) {
            (Holds::Text, Json::String(text)) => self.set_text(path, text),
            (Holds::Map, Json::Object(entries)) => entries.iter().try_for_each(|(key, json)| {
                let child: Vec<String> = path.iter().chain([key]).cloned().collect();
                self.set(&child, json)
            }),
            _ => self.set_value(path, Some(json)),
        }
    }

    /// Empties what stands at a path.
    pub(crate) fn clear(&mut self, path: &[String]) -> Result<(), Refusal> {
        let Some((key, parents)) = path.split_last() else { return Ok(()) };
        let found = self.reader().found(&self.reader().maps(parents), key);
        match Place::at(path).holds() {
            Holds::Text => self.clear_text(path),
            Holds::Map if !maps_among(&found).is_empty() => {
                let keys = self.keys(&maps_among(&found));
                keys.into_iter().try_for_each(|key| {
                    let child: Vec<String> = path.iter().cloned().chain([key]).collect();
                    self.clear(&child)
                })
            }
            _ => self.set_value(path, None),
        }
    }

    /// Puts a value whole, or takes it away, and remembers what was there.
    pub(crate) fn set_value(
        &mut self,
        path: &[String],
        json: Option<&Json>,
    ) -> Result<(), Refusal> {
        let before = self.reader().read(path);
        if same(before.as_ref(), json) { Ok(()) } else { self.replace(path, json, before) }
    }

    /// Puts a value whole, even if it is what is there.
    ///
    /// Automerge drops a write of the same value; so what is there is taken away before.
    pub(crate) fn rewrite(&mut self, path: &[String], json: &Json) -> Result<(), Refusal> {
        let before = self.reader().read(path);
        self.put(path, None)?;
        self.replace(path, Some(json), before)
    }

    fn replace(
        &mut self,
        path: &[String],
        json: Option<&Json>,
        before: Option<Json>,
    ) -> Result<(), Refusal> {
        self.put(path, json)?;
        self.inverse.steps.push(Step::Value {
            path: Path(path.to_vec()),
            expected: json.cloned(),
            restored: before,
        });
        Ok(())
    }

    /// Puts a value whole, or takes it away.
    fn put(&mut self, path: &[String], json: Option<&Json>) -> Result<(), Refusal> {
        let Some((key, parents)) = path.split_last() else { return Ok(()) };
        let Some(json) = json else {
            let maps = self.reader().maps(parents);
            return self.remove(&maps, key);
        };
        let mut maps = self.open(parents)?;
        let Some(target) = maps.pop() else { return Ok(()) };
        let place = Place::at(parents);
        if place.child(key).may_conflict()
            && let Some(values) = values_in_conflict(json)
        {
            self.disputes.push(Dispute { path: path.to_vec(), values: values.to_vec() });
        } else {
            Importer::at(parents).put(self.auto, &target, key, json, place)?;
        }
        self.remove(&maps, key)
    }

    /// Takes a key out of maps that have it.
    fn remove(&mut self, maps: &[ObjId], key: &str) -> Result<(), Refusal> {
        for map in maps {
            if !self.reader().found(std::slice::from_ref(map), key).is_empty() {
                self.auto.delete(map, key)?;
            }
        }
        Ok(())
    }

    /// The maps at a path, made where there are none; writes go to the last.
    ///
    /// Where two were made at once, this is the moment at which they are healed.
    pub(crate) fn open(&mut self, path: &[String]) -> Result<Vec<ObjId>, Refusal> {
        let mut maps = vec![ROOT];
        for (depth, key) in path.iter().enumerate() {
            maps = self.open_child(&maps, key)?;
            if maps.len() > 1 {
                self.heal(&maps, Place::at(&path[..=depth]))?;
            }
        }
        Ok(maps)
    }

    fn open_child(&mut self, maps: &[ObjId], key: &str) -> Result<Vec<ObjId>, Refusal> {
        let Some((target, others)) = maps.split_last() else { return Ok(Vec::new()) };
        let within = |maps: &[ObjId]| maps_among(&self.reader().found(maps, key));
        let (mut children, own) = (within(others), within(std::slice::from_ref(target)));
        children.extend(own.iter().cloned());
        if own.is_empty() {
            children.push(self.auto.put_object(target, key, ObjType::Map)?);
        }
        Ok(children)
    }

    /// Notes that a record was made.
    pub(crate) fn made(&mut self, path: &[String]) {
        self.inverse.steps.push(Step::Made { path: Path(path.to_vec()) });
    }

    /// Flags a record as deleted, unless it is.
    pub(crate) fn bury(&mut self, path: &[String]) -> Result<(), Refusal> {
        let stone: Vec<String> = path.iter().cloned().chain(["deleted".to_owned()]).collect();
        if self.reader().read(&stone).is_some() {
            return Ok(());
        }
        self.set(&stone, &self.stamp.signed())
    }

    /// The keys of maps that are read as one.
    pub(crate) fn keys(&self, maps: &[ObjId]) -> Vec<String> {
        let mut keys: Vec<String> = maps.iter().flat_map(|map| self.auto.keys(map)).collect();
        keys.arrange();
        keys.dedup();
        keys
    }
}

/// Whether two values are one to people: 1 and 1.0 are.
pub(crate) fn same(a: Option<&Json>, b: Option<&Json>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => {
            let mut both = vec![a.clone(), b.clone()];
            sort_distinct(&mut both);
            both.len() == 1
        }
        (None, None) => true,
        _ => false,
    }
}
