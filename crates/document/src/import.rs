//! Makes a document of a tree.
//!
//! The schema decides which strings are texts that people can type in. Everything else is
//! written as it is. Values in conflict become a real conflict: each is written by its own
//! change, and none of these knows of the others.

use std::collections::HashMap;

use automerge::hydrate::{self, MapValue, Value};
use automerge::transaction::Transactable;
use automerge::{AutoCommit, AutomergeError, ObjId, ObjType, ROOT, ReadDoc, TextEncoding};
use causeway_model::Json;
use causeway_model::contested::{sort_distinct, values_in_conflict};
use serde_json::Map;

use crate::actor::ActorSeed;
use crate::document::Document;
use crate::genesis;
use crate::place::{Holds, Place};
use crate::tree::{MOST_DEPTH, Reader, from_json};

/// Why a tree makes no document.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// A workspace is an object.
    #[error("a workspace is an object")]
    NotAnObject,
    /// It is nested too deeply.
    #[error("it has more than {MOST_DEPTH} levels")]
    TooDeep,
    /// Automerge refused a write; this is a fault of the program.
    #[error("the document refused the import: {0}")]
    Failed(#[from] AutomergeError),
}

/// A conflict that is still to be written, when what is around it stands.
pub(crate) struct Dispute {
    pub(crate) path: Vec<String>,
    pub(crate) values: Vec<Json>,
}

pub(crate) fn import(tree: &Json, actor: ActorSeed, seconds: i64) -> Result<Document, ImportError> {
    let root = tree.as_object().ok_or(ImportError::NotAnObject)?;
    if is_deeper(tree, MOST_DEPTH) {
        return Err(ImportError::TooDeep);
    }
    let mut auto = genesis::begin(actor.actor())?;
    let mut importer = Importer::default();
    for (key, json) in root {
        importer.fill(&mut auto, key, json)?;
    }
    Document::commit(&mut auto, seconds);
    write_disputes(&mut auto, &importer.disputes, seconds)?;
    Ok(Document::of(auto))
}

fn is_deeper(json: &Json, levels: usize) -> bool {
    match json {
        Json::Object(map) => levels == 0 || map.values().any(|child| is_deeper(child, levels - 1)),
        Json::Array(list) => levels == 0 || list.iter().any(|child| is_deeper(child, levels - 1)),
        _ => false,
    }
}

/// Turns JSON into Automerge's values, and sets aside what is in conflict.
#[derive(Default)]
pub(crate) struct Importer {
    path: Vec<String>,
    pub(crate) disputes: Vec<Dispute>,
}

impl Importer {
    /// An importer that writes into a map at this path.
    pub(crate) fn at(path: &[String]) -> Self {
        Self { path: path.to_vec(), disputes: Vec::new() }
    }

    /// Fills a key of the root, in what genesis made there.
    fn fill(&mut self, auto: &mut AutoCommit, key: &str, json: &Json) -> Result<(), ImportError> {
        let made = auto.get(ROOT, key)?;
        match (made, json) {
            (Some((automerge::Value::Object(ObjType::Map), map)), Json::Object(entries)) => {
                self.path = vec![key.to_owned()];
                self.fill_map(auto, &map, entries)?;
            }
            (Some((automerge::Value::Object(ObjType::Text), text)), Json::String(content)) => {
                auto.splice_text(&text, 0, 0, content)?;
            }
            (Some((automerge::Value::Scalar(same), _)), json)
                if from_json(json) == Some((*same).clone()) => {}
            _ => {
                self.path.clear();
                self.put(auto, &ROOT, key, json, Place::ROOT)?;
            }
        }
        Ok(())
    }

    fn fill_map(
        &mut self,
        auto: &mut AutoCommit,
        map: &ObjId,
        entries: &Map<String, Json>,
    ) -> Result<(), AutomergeError> {
        let place = Place::at(&self.path);
        for (key, json) in entries {
            self.put(auto, map, key, json, place)?;
        }
        Ok(())
    }

    /// Writes a value under a key of a map that stands at `self.path`, which is `place`.
    pub(crate) fn put(
        &mut self,
        auto: &mut AutoCommit,
        map: &ObjId,
        key: &str,
        json: &Json,
        place: Place,
    ) -> Result<(), AutomergeError> {
        match self.child(key, json, place) {
            Some(Value::Scalar(scalar)) => auto.put(map, key, scalar),
            Some(object) => auto.batch_create_object(map, key, &object, false).map(drop),
            None => Ok(()),
        }
    }

    fn child(&mut self, key: &str, json: &Json, place: Place) -> Option<Value> {
        self.path.push(key.to_owned());
        let value = self.value(json, place.child(key));
        self.path.pop();
        value
    }

    /// The value to write at `self.path`; nothing where it is in conflict.
    pub(crate) fn value(&mut self, json: &Json, place: Place) -> Option<Value> {
        if let Some(values) = values_in_conflict(json).filter(|_| place.may_conflict()) {
            let mut values = values.to_vec();
            sort_distinct(&mut values);
            if values.len() < 2 {
                return self.value(&values.pop()?, place);
            }
            self.disputes.push(Dispute { path: self.path.clone(), values });
            return None;
        }
        if let (Holds::Text, Json::String(text)) = (place.holds(), json) {
            return Some(Value::text(TextEncoding::Utf16CodeUnit, text));
        }
        if let Some(scalar) = from_json(json) {
            return Some(Value::Scalar(scalar));
        }
        Some(match json {
            Json::Object(entries) => self.map(entries, place),
            Json::Array(items) => {
                let items = items.iter().filter_map(|item| self.value(item, Place::UNKNOWN));
                Value::from(items.collect::<Vec<_>>())
            }
            scalar => Value::from(scalar.to_string().as_str()),
        })
    }

    fn map(&mut self, entries: &Map<String, Json>, place: Place) -> Value {
        let mut map = HashMap::with_capacity(entries.len());
        for (key, json) in entries {
            if let Some(value) = self.child(key, json, place) {
                map.insert(key.clone(), value);
            }
        }
        let mut map = hydrate::Map::from(map);
        if let [collection, _] = self.path.as_slice()
            && collection == "nodes"
        {
            furnish(&mut map, entries);
        }
        Value::Map(map)
    }
}

/// Gives a node the texts and maps that two people may come to fill at the same moment.
fn furnish(node: &mut hydrate::Map, entries: &Map<String, Json>) {
    for key in ["title", "description"] {
        // A conflict of texts is written later, by those who then made them.
        if !entries.contains_key(key) {
            let value = Value::text(TextEncoding::Utf16CodeUnit, "");
            node.insert(key.to_owned(), MapValue { value, conflict: false });
        }
    }
    let kind = entries.get("kind").and_then(Json::as_str).unwrap_or_default();
    for path in furniture(kind) {
        furnish_map(node, path);
    }
}

fn furnish_map(map: &mut hydrate::Map, path: &[&str]) {
    let Some((key, rest)) = path.split_first() else { return };
    let made = || MapValue { value: Value::map(), conflict: false };
    if let Value::Map(inner) = &mut map.entry((*key).to_owned()).or_insert_with(made).value {
        furnish_map(inner, rest);
    }
}

/// The maps that a node of a kind is created with.
pub(crate) fn furniture(kind: &str) -> &'static [&'static [&'static str]] {
    match kind {
        "kpi" | "driver" => &[&["metric", "observations"]],
        "initiative" => &[&["initiative", "milestones"]],
        "risk" => &[&["risk"]],
        _ => &[],
    }
}

/// Writes each value of each conflict by a change that knows of none of the others.
pub(crate) fn write_disputes(
    auto: &mut AutoCommit,
    disputes: &[Dispute],
    seconds: i64,
) -> Result<(), AutomergeError> {
    let most = disputes.iter().map(|dispute| dispute.values.len()).max().unwrap_or(0);
    let base = auto.get_heads();
    for side in 0..most {
        auto.isolate(&base);
        for Dispute { path, values } in disputes {
            if let Some((value, (key, parents))) = values.get(side).zip(path.split_last())
                && let Some(map) = Reader(auto).maps(parents).pop()
            {
                // Automerge drops a write of the value that is there.
                if auto.get(&map, key.as_str())?.is_some() {
                    auto.delete(&map, key.as_str())?;
                }
                Importer::at(parents).put(auto, &map, key, value, Place::at(parents))?;
            }
        }
        Document::commit(auto, seconds);
        auto.integrate();
    }
    Ok(())
}
