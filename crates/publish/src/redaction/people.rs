//! Leaving out who people are.
//!
//! Names become roles, ids become numbers, and full names in texts become roles too. The numbers follow
//! the age of the records, so that they stay when somebody joins or leaves.

use std::collections::{BTreeMap, BTreeSet};

use causeway_document::Document;
use causeway_model::contested::{CONFLICT, values_in_conflict};
use causeway_model::schema::{KeyKind, Place, ROOT, Shape};
use causeway_model::{Json, Path, id};
use serde_json::{Map, json};

use super::Mention;
use super::keep::below;
use super::names::{Names, labels};

/// Whether a publication says who people are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum People {
    /// By name, as in the workspace.
    Named,
    /// By role, else by a number.
    Unnamed {
        /// What somebody without a role is called, before a number: "Person".
        someone: String,
    },
}

/// Where the id of a person stands, with `*` for the keys of maps.
pub(super) const PERSONS: [&str; 16] = [
    "nodes/*/owner",
    "nodes/*/metric/observations/*/by",
    "nodes/*/contract/escalation/*/to",
    "nodes/*/contract/stop_authority",
    "nodes/*/contract/agreements/*/terms/escalation/*/to",
    "nodes/*/contract/agreements/*/terms/stop_authority",
    "nodes/*/archived/by",
    "links/*/evidence/*/by",
    "links/*/handoff/agreed/by",
    "actions/*/owner",
    "decisions/*/raised/by",
    "decisions/*/made/by",
    "decisions/*/captain",
    "rules/*/by",
    "acceptances/*/by",
    "scenarios/*/by",
];

/// Where it is a key.
pub(super) const KEYED_BY_PERSONS: [&str; 5] = [
    "people/*",
    "nodes/*/contributors/*",
    "nodes/*/contract/agreements/*",
    "decisions/*/dissent/*",
    "reviews/*/attendees/*",
];

/// Where the id of anything stands: of a person, if nothing else has it.
pub(super) const SUBJECTS: [&str; 3] =
    ["decisions/*/moves/*/from", "decisions/*/moves/*/to", "reviews/*/items/*/outcome/ref"];

/// Where it is a key, or a word of one.
pub(super) const KEYED_BY_SUBJECTS: [&str; 3] =
    ["acceptances/*/subject/*", "reviews/*/items/*/subject/*", "reviews/*/items/*"];

/// Texts that are no prose: they say nothing once changed. A name in them is pointed out.
const NO_PROSE: [&str; 4] =
    ["functions/*/color", "nodes/*/metric/formula", "acceptances/*/code", "reviews/*/items/*/code"];

/// The maps whose ids a subject can have, besides people's.
const OTHER_SUBJECTS: [&str; 6] = ["functions", "nodes", "links", "actions", "decisions", "rules"];

/// Somebody whom the workspace knows or knew.
#[derive(Debug, Default)]
pub(super) struct Somebody {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) role: String,
}

/// Everybody who ever was in the workspace, the oldest record first; the deleted ones keep their numbers.
pub(super) fn everybody(document: &Document) -> Vec<Somebody> {
    let tree = document.tree();
    let everybody = document.oldest_first("people").into_iter().map(|id| {
        let person = &tree["people"][&id];
        let text = |key: &str| person[key].as_str().unwrap_or_default().trim().to_owned();
        Somebody { name: text("name"), role: text("role"), id }
    });
    everybody.collect()
}

/// Takes the people's names and ids out of a tree that follows the model; returns where texts, tags
/// and ids may still name somebody.
pub(super) fn unname(tree: &mut Json, everybody: &[Somebody], someone: &str) -> Vec<Mention> {
    let mut strangers = BTreeSet::new();
    find(tree, ROOT, "", &mut strangers);
    for person in everybody {
        strangers.remove(&person.id);
    }
    let ids = everybody.iter().map(|person| person.id.clone()).chain(strangers);
    let ids: Vec<_> = ids.zip(1_u32..).map(|(id, n)| (id, format!("person-{n}"))).collect();
    let others = OTHER_SUBJECTS.iter().filter_map(|map| tree.get(map)?.as_object());
    let labels = labels(everybody, someone);
    let mut mask = Mask {
        others: others.flat_map(|map| map.keys().cloned()).collect(),
        names: Names::of(everybody, &labels),
        labels: ids.iter().map(|(_, masked)| masked.clone()).zip(labels).collect(),
        ids: ids.into_iter().collect(),
        path: Vec::new(),
        mentions: Vec::new(),
    };
    *tree = mask.value(tree, ROOT, "");
    mask.mentions
}

/// Finds the ids of people wherever one can stand: some may name nobody in `people`.
fn find(json: &Json, place: Place, pattern: &str, found: &mut BTreeSet<String>) {
    if let Some(values) = values_in_conflict(json).filter(|_| place.may_conflict()) {
        let ids = values.iter().filter_map(Json::as_str).filter(|_| PERSONS.contains(&pattern));
        return found.extend(ids.map(ToOwned::to_owned));
    }
    match json {
        Json::String(id) if PERSONS.contains(&pattern) => {
            found.insert(id.clone());
        }
        Json::Object(map) => {
            for (key, json) in map {
                let Some(child) = place.child(key) else { continue };
                let pattern = below(pattern, place.shape, key);
                if KEYED_BY_PERSONS.contains(&pattern.as_str()) {
                    found.insert(key.clone());
                }
                find(json, child, &pattern, found);
            }
        }
        _ => {}
    }
}

/// Whether people name the keys of a map: ids may be made of what they stand for.
fn is_named(shape: Shape) -> bool {
    matches!(
        shape,
        Shape::Map { key: KeyKind::Id | KeyKind::Text, .. }
            | Shape::Set { key: KeyKind::Id | KeyKind::Text }
    )
}

/// Rebuilds a tree with other names.
struct Mask {
    /// What each id of a person becomes.
    ids: BTreeMap<String, String>,
    /// What else has an id.
    others: BTreeSet<String>,
    names: Names,
    /// What people are called, by what their ids become.
    labels: BTreeMap<String, String>,
    path: Vec<String>,
    mentions: Vec<Mention>,
}

impl Mask {
    fn value(&mut self, json: &Json, place: Place, pattern: &str) -> Json {
        if let Some(values) = values_in_conflict(json).filter(|_| place.may_conflict()) {
            let masked: Vec<Json> =
                values.iter().map(|value| self.single(value, place, pattern)).collect();
            return json!({ CONFLICT: masked });
        }
        self.single(json, place, pattern)
    }

    fn single(&mut self, json: &Json, place: Place, pattern: &str) -> Json {
        match json {
            Json::Object(map) => Json::Object(self.map(map, place, pattern)),
            Json::String(text) => Json::String(self.text(text, place, pattern)),
            other => other.clone(),
        }
    }

    fn map(&mut self, map: &Map<String, Json>, place: Place, pattern: &str) -> Map<String, Json> {
        let mut masked = Map::new();
        for (key, json) in map {
            let Some(child) = place.child(key) else { continue };
            let pattern = below(pattern, place.shape, key);
            let shown = self.key(key, &pattern);
            self.path.push(shown.clone());
            if is_named(place.shape) && self.names.masked(&shown).may_name && !self.is_ours(&shown)
            {
                self.mention(&shown);
            }
            let value = if pattern == "people/*/name" {
                self.label().into()
            } else {
                self.value(json, child, &pattern)
            };
            self.path.pop();
            masked.insert(shown, value);
        }
        masked
    }

    /// What the person is called whose record is being masked.
    fn label(&self) -> &str {
        self.path.get(1).and_then(|id| self.labels.get(id)).map_or("", String::as_str)
    }

    fn key(&self, key: &str, pattern: &str) -> String {
        if KEYED_BY_PERSONS.contains(&pattern) {
            self.person(key)
        } else if KEYED_BY_SUBJECTS.contains(&pattern) {
            self.subjects(key)
        } else if pattern == "nodes/*/tags/*" {
            self.names.masked(key).text
        } else {
            key.to_owned()
        }
    }

    fn text(&mut self, text: &str, place: Place, pattern: &str) -> String {
        if PERSONS.contains(&pattern) {
            return self.person(text);
        }
        if SUBJECTS.contains(&pattern) {
            return self.subjects(text);
        }
        match place.shape {
            Shape::Text | Shape::String => {}
            // What has this id is pointed out itself, if it is there.
            Shape::Id if !self.others.contains(text) => {}
            _ => return text.to_owned(),
        }
        let masked = self.names.masked(text);
        if place.shape == Shape::Id || NO_PROSE.contains(&pattern) {
            if masked.may_name || masked.text != text {
                self.mention(text);
            }
            return text.to_owned();
        }
        if masked.may_name {
            self.mention(&masked.text);
        }
        masked.text
    }

    /// Points out a text that may name somebody, at the place that is being masked.
    fn mention(&mut self, text: &str) {
        let path = Path::of(self.path.iter().cloned());
        self.mentions.push(Mention { path, text: text.to_owned() });
    }

    /// Whether an id is one that was given to a person in the place of theirs.
    fn is_ours(&self, id: &str) -> bool {
        self.ids.values().any(|ours| ours == id)
    }

    fn person(&self, id: &str) -> String {
        self.ids.get(id).map_or_else(|| id.to_owned(), Clone::clone)
    }

    /// A text with ids in it, such as the key of a line of an agenda: its code and its subjects.
    fn subjects(&self, text: &str) -> String {
        let is_of_id = |sign: char| id::is_id(sign.encode_utf8(&mut [0; 4]));
        let mut masked = String::with_capacity(text.len());
        let mut rest = text;
        while !rest.is_empty() {
            let end = rest.find(|sign| !is_of_id(sign)).unwrap_or(rest.len());
            let (word, after) = rest.split_at(end);
            masked.push_str(&if self.others.contains(word) {
                word.to_owned()
            } else {
                self.person(word)
            });
            let gap = after.find(is_of_id).unwrap_or(after.len());
            masked.push_str(&after[..gap]);
            rest = &after[gap..];
        }
        masked
    }
}
