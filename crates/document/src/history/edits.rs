//! Who wrote what in a record, and when.

use std::collections::{BTreeMap, HashMap};

use automerge::legacy::{Key, ObjectId, Op, OpId, OpType};
use automerge::{AutoCommit, ObjId, ObjType, ReadDoc};
use causeway_model::{Instant, Json, Path};
use chrono::DateTime;

use crate::tree::to_json;

/// One field that somebody wrote, emptied or typed in.
#[derive(Debug, Clone, PartialEq)]
pub struct Edit {
    /// When, by the clock of whoever wrote it; none where that isn't known.
    pub at: Option<Instant>,
    /// The opening of the document that it was written in, as `actors` names it.
    pub actor: String,
    /// The field.
    pub path: Path,
    /// What was written there before; none where nothing was.
    pub before: Option<Json>,
    /// What stands there since; none where it was emptied.
    pub after: Option<Json>,
}

/// The edits of a record and of all below it, the latest first, at most so many.
pub(crate) fn edits<S: AsRef<str>>(auto: &mut AutoCommit, path: &[S], most: usize) -> Vec<Edit> {
    let mut told = Told {
        record: path.iter().map(AsRef::as_ref).collect(),
        at: HashMap::from([(ObjectId::Root, Vec::new())]),
        standing: BTreeMap::new(),
        edits: Vec::new(),
    };
    for change in auto.get_changes(&[]) {
        let hash = change.hash();
        let change = change.decode();
        let mut texts: BTreeMap<Vec<String>, ObjectId> = BTreeMap::new();
        let mut written: BTreeMap<Vec<String>, Option<Json>> = BTreeMap::new();
        for (counter, op) in (change.start_op.get()..).zip(change.operations) {
            let id = ObjectId::Id(OpId(counter, change.actor_id.clone()));
            told.take_in(op, id, &mut texts, &mut written);
        }
        for (path, text) in texts {
            let ObjectId::Id(OpId(counter, actor)) = text else { continue };
            let text = auto.text_at(ObjId::Id(counter, actor, 0), &[hash]).unwrap_or_default();
            written.insert(path, (!text.is_empty()).then(|| Json::from(text)));
        }
        let at = (change.time > 0).then(|| DateTime::from_timestamp(change.time, 0)).flatten();
        told.write_down(&written, at, &change.actor_id.to_hex_string());
    }
    told.edits.reverse();
    told.edits.truncate(most);
    told.edits
}

/// The pass through all changes.
struct Told<'a> {
    record: Vec<&'a str>,
    /// Where each object stands that leads to the record, or lies in it.
    at: HashMap<ObjectId, Vec<String>>,
    /// What stands at each field that was written so far.
    standing: BTreeMap<Vec<String>, Json>,
    edits: Vec<Edit>,
}

impl Told<'_> {
    /// Takes in one operation, if it is about the record.
    fn take_in(
        &mut self,
        op: Op,
        id: ObjectId,
        texts: &mut BTreeMap<Vec<String>, ObjectId>,
        written: &mut BTreeMap<Vec<String>, Option<Json>>,
    ) {
        let Some(within) = self.at.get(&op.obj) else { return };
        let Key::Map(key) = &op.key else {
            // Only texts are written letter by letter.
            texts.insert(within.clone(), op.obj);
            return;
        };
        let leads = self.record.get(within.len()).is_none_or(|wanted| *wanted == key.as_str());
        if !leads {
            return;
        }
        let path: Vec<String> = within.iter().cloned().chain([key.to_string()]).collect();
        let is_within = path.len() > self.record.len();
        match op.action {
            OpType::Make(ObjType::Text) => {
                if is_within {
                    texts.insert(path.clone(), id.clone());
                }
                self.at.insert(id, path);
            }
            OpType::Make(_) => {
                self.at.insert(id, path);
            }
            OpType::Put(value) if is_within => _ = written.insert(path, Some(to_json(&value))),
            OpType::Delete if is_within => _ = written.insert(path, None),
            _ => {}
        }
    }

    /// Notes what one change made of each field; what it left as it was is no edit.
    fn write_down(
        &mut self,
        written: &BTreeMap<Vec<String>, Option<Json>>,
        at: Option<Instant>,
        actor: &str,
    ) {
        for (path, after) in written {
            let before = match after {
                Some(after) => self.standing.insert(path.clone(), after.clone()),
                None => self.standing.remove(path),
            };
            if before != *after {
                let (path, actor) = (Path(path.clone()), actor.to_owned());
                self.edits.push(Edit { at, actor, path, before, after: after.clone() });
            }
        }
    }
}
