//! The tree of a document: what it holds, as JSON in the shape of the file form.
//!
//! Reading is total. It takes whatever another program wrote, in any kind, and leaves the
//! judgement to the model's readers. Where two people made something at the same moment,
//! maps are read as one, texts and contested values are shown side by side.

mod scalar;

use std::collections::BTreeSet;

use automerge::{AutoCommit, ObjId, ObjType, ROOT, ReadDoc, ScalarValue, Value};
use causeway_model::Json;
use causeway_model::contested::{CONFLICT, sort_distinct};
use causeway_model::order::{Arrange as _, gathered};
use serde_json::Map;

use crate::place::{Holds, Place};

pub(crate) use scalar::{from_json, to_json};

/// How deep maps and lists may stand in each other; deeper ones are left out.
///
/// The model's deepest place is seven keys from the root; this is for keys that it doesn't know,
/// and keeps a hostile document from exhausting the stack.
pub(crate) const MOST_DEPTH: usize = 100;

/// One of the values at a key, with the name of what wrote it.
pub(crate) struct Found {
    pub(crate) value: Value<'static>,
    pub(crate) id: ObjId,
}

/// Reads a document.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'a>(pub(crate) &'a AutoCommit);

impl Reader<'_> {
    /// The whole tree.
    pub(crate) fn tree(self) -> Json {
        Json::Object(self.united(&[ROOT], Place::ROOT, 0))
    }

    /// What stands at the end of a path, if anything does.
    pub(crate) fn read<S: AsRef<str>>(self, path: &[S]) -> Option<Json> {
        let Some((key, parents)) = path.split_last() else { return Some(self.tree()) };
        let maps = self.maps(parents);
        let place = Place::at(parents).child(key.as_ref());
        self.shown(&self.found(&maps, key.as_ref()), place, path.len())
    }

    /// The maps that are read as one at the end of a path, the oldest first.
    pub(crate) fn maps<S: AsRef<str>>(self, path: &[S]) -> Vec<ObjId> {
        path.iter().fold(vec![ROOT], |maps, key| maps_among(&self.found(&maps, key.as_ref())))
    }

    /// The keys at the end of a path, each by the age of the oldest value that stands there.
    pub(crate) fn oldest_first<S: AsRef<str>>(self, path: &[S]) -> Vec<String> {
        let maps = self.maps(path);
        let keys: BTreeSet<String> = maps.iter().flat_map(|map| self.0.keys(map)).collect();
        let mut keys: Vec<(Option<ObjId>, String)> = keys
            .into_iter()
            .map(|key| (self.found(&maps, &key).into_iter().next().map(|found| found.id), key))
            .collect();
        keys.sort();
        keys.into_iter().map(|(_, key)| key).collect()
    }

    /// All values at a key of maps that are read as one, the oldest first.
    pub(crate) fn found(self, maps: &[ObjId], key: &str) -> Vec<Found> {
        let mut found: Vec<Found> = maps
            .iter()
            .filter_map(|map| self.0.get_all(map, key).ok())
            .flatten()
            .map(|(value, id)| Found { value: value.into_owned(), id })
            .collect();
        found.arrange_by(|a, b| a.id.cmp(&b.id));
        found
    }

    /// The text of a text object or of a string.
    pub(crate) fn text_of(self, found: &Found) -> Option<String> {
        match &found.value {
            Value::Object(ObjType::Text) => self.0.text(&found.id).ok(),
            Value::Scalar(scalar) => match &**scalar {
                ScalarValue::Str(text) => Some(text.to_string()),
                _ => None,
            },
            Value::Object(_) => None,
        }
    }

    /// What values at one place look like to people: one value, or those in conflict.
    pub(crate) fn shown(self, found: &[Found], place: Place, depth: usize) -> Option<Json> {
        let winner = found.last()?;
        match place.holds() {
            Holds::Text => {
                let texts = found.iter().filter_map(|found| self.text_of(found));
                let mut texts: Vec<Json> = texts.map(Json::from).collect();
                if texts.is_empty() {
                    return self.one(winner, place, depth);
                }
                texts.retain(|text| text != "");
                side_by_side(texts)
            }
            Holds::Value if place.is_contested() => {
                let values = found.iter().filter_map(|found| self.one(found, place, depth));
                side_by_side(values.collect())
            }
            Holds::Map => {
                let maps = maps_among(found);
                if maps.is_empty() {
                    return self.one(winner, place, depth);
                }
                filled(self.united(&maps, place, depth))
            }
            Holds::Anything if is_map(&winner.value) && depth < MOST_DEPTH => {
                Some(Json::Object(self.united(&maps_among(found), place, depth)))
            }
            Holds::Value | Holds::Anything => self.one(winner, place, depth),
        }
    }

    /// One value by itself.
    pub(crate) fn one(self, found: &Found, place: Place, depth: usize) -> Option<Json> {
        match &found.value {
            Value::Scalar(scalar) => Some(to_json(scalar)),
            Value::Object(ObjType::Text) => self.text_of(found).map(Json::from),
            Value::Object(_) if depth >= MOST_DEPTH => None,
            Value::Object(ObjType::List) => Some(self.list(&found.id, depth)),
            Value::Object(ObjType::Map | ObjType::Table) => {
                let map = self.united(std::slice::from_ref(&found.id), place, depth);
                if place.holds() == Holds::Anything { Some(Json::Object(map)) } else { filled(map) }
            }
        }
    }

    /// Several maps as one, key by key.
    fn united(self, maps: &[ObjId], place: Place, depth: usize) -> Map<String, Json> {
        if depth >= MOST_DEPTH {
            return Map::new();
        }
        if let [map] = maps {
            return self.single(map, place, depth);
        }
        let keys: BTreeSet<String> = gathered(maps.iter().flat_map(|map| self.0.keys(map)));
        let read = keys.into_iter().filter_map(|key| {
            let shown = self.shown(&self.found(maps, &key), place.child(&key), depth + 1)?;
            Some((key, shown))
        });
        gathered(read)
    }

    /// One map by itself, which is how nearly all are: nothing is looked up that its range tells.
    fn single(self, map: &ObjId, place: Place, depth: usize) -> Map<String, Json> {
        let read = self.0.map_range(map, ..).filter_map(|item| {
            let (key, id) = (item.key.to_string(), item.id());
            let child = place.child(&key);
            let shown = if item.conflict {
                let found = self.found(std::slice::from_ref(map), &key);
                self.shown(&found, child, depth + 1)
            } else {
                let found = Found { value: item.value.into_value(), id };
                self.shown(std::slice::from_ref(&found), child, depth + 1)
            };
            Some((key, shown?))
        });
        read.collect()
    }

    fn list(self, list: &ObjId, depth: usize) -> Json {
        let items = self.0.list_range(list, ..).map(|item| {
            let id = item.id();
            let found = Found { value: item.value.into_value(), id };
            // A place in a list counts for the ones after it, so that nothing may be left out.
            self.one(&found, Place::UNKNOWN, depth + 1).unwrap_or_default()
        });
        Json::Array(items.collect())
    }
}

/// The maps among values, the oldest first.
pub(crate) fn maps_among(found: &[Found]) -> Vec<ObjId> {
    found.iter().filter(|found| is_map(&found.value)).map(|found| found.id.clone()).collect()
}

pub(crate) fn is_map(value: &Value<'_>) -> bool {
    matches!(value, Value::Object(ObjType::Map | ObjType::Table))
}

/// Empty reads as absent, where the model knows the place.
fn filled(map: Map<String, Json>) -> Option<Json> {
    (!map.is_empty()).then_some(Json::Object(map))
}

/// One value where all are the same, else the distinct ones in order.
pub(crate) fn side_by_side(mut values: Vec<Json>) -> Option<Json> {
    sort_distinct(&mut values);
    match values.len() {
        0 | 1 => values.pop(),
        _ => Some(conflict(values)),
    }
}

/// How the file form writes values in conflict.
pub(crate) fn conflict(values: Vec<Json>) -> Json {
    Json::Object(Map::from_iter([(CONFLICT.to_owned(), Json::Array(values))]))
}
