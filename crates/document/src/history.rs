//! What was ever written at a place, so that nothing that someone typed is lost.

mod edits;
mod steps;

use std::collections::HashMap;

use automerge::legacy::{Key, ObjectId, Op, OpId, OpType};
use automerge::{AutoCommit, ObjId, ReadDoc};
use causeway_model::Json;
use causeway_model::contested::sort_distinct;
use causeway_model::order::Arrange as _;

use crate::place::{Holds, Place};
use crate::tree::{Reader, maps_among, to_json};

pub use edits::Edit;
pub(crate) use edits::edits;
pub(crate) use steps::steps_after;

/// All values that were set at a path concurrently, each distinct one once.
pub(crate) fn values_at<S: AsRef<str>>(reader: Reader<'_>, path: &[S]) -> Vec<Json> {
    let Some((key, parents)) = path.split_last() else { return vec![reader.tree()] };
    let place = Place::at(path);
    let found = reader.found(&reader.maps(parents), key.as_ref());
    if place.holds() == Holds::Map && !maps_among(&found).is_empty() {
        return reader.shown(&found, place, path.len()).into_iter().collect();
    }
    let values = found.iter().filter_map(|found| reader.one(found, place, path.len()));
    let mut values: Vec<Json> =
        values.filter(|value| value != "" || place.holds() != Holds::Text).collect();
    sort_distinct(&mut values);
    values
}

/// All values that were ever written at a path, each distinct one once, as changes tell it.
///
/// Texts are told as they stood after each change that touched them.
pub(crate) fn past_values<S: AsRef<str>>(auto: &mut AutoCommit, path: &[S]) -> Vec<Json> {
    let place = Place::at(path);
    let mut past = Past {
        path: path.iter().map(AsRef::as_ref).collect(),
        at: HashMap::new(),
        values: Vec::new(),
    };
    past.at.insert(ObjectId::Root, 0);
    for change in auto.get_changes(&[]) {
        let hash = change.hash();
        let change = change.decode();
        let mut texts: Vec<ObjectId> = Vec::new();
        for (counter, op) in (change.start_op.get()..).zip(change.operations) {
            let id = ObjectId::Id(OpId(counter, change.actor_id.clone()));
            texts.extend(past.take_in(op, id));
        }
        texts.arrange();
        texts.dedup();
        for text in texts {
            let ObjectId::Id(OpId(counter, actor)) = text else { continue };
            let text = auto.text_at(ObjId::Id(counter, actor, 0), &[hash]).unwrap_or_default();
            past.values.push(Json::from(text));
        }
    }
    past.values.retain(|value| value != "" || place.holds() != Holds::Text);
    sort_distinct(&mut past.values);
    past.values
}

/// The search through all changes for what was written at one path.
struct Past<'a> {
    path: Vec<&'a str>,
    /// How many keys of the path lead to each object that stood on it.
    at: HashMap<ObjectId, usize>,
    values: Vec<Json>,
}

impl Past<'_> {
    /// Takes in one operation; tells the text object that it writes in, if that stood at the path.
    fn take_in(&mut self, op: Op, id: ObjectId) -> Option<ObjectId> {
        let depth = *self.at.get(&op.obj)?;
        if depth == self.path.len() {
            return Some(op.obj);
        }
        let is_on_path =
            matches!(&op.key, Key::Map(key) if self.path.get(depth) == Some(&key.as_str()));
        match op.action {
            OpType::Make(_) if is_on_path => {
                self.at.insert(id, depth + 1);
            }
            OpType::Put(value) if is_on_path && depth + 1 == self.path.len() => {
                self.values.push(to_json(&value));
            }
            _ => {}
        }
        None
    }
}
