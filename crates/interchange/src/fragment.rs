//! Records of a workspace on their way to another place: copied as text, found in text, given new ids.

use std::collections::BTreeMap;

use causeway_model::order::gathered;
use causeway_model::{Json, NodeId};
use serde_json::{Map, Value};

/// The format of records on the clipboard.
const FORMAT: &str = "causeway/1";

/// The maps of a workspace that go along with nodes.
const MAPS: [&str; 4] = ["nodes", "links", "people", "functions"];

/// An outline with the records below it, in one line.
pub fn write(outline: &str, records: &Json) -> String {
    let mut tree = Map::from_iter([("format".to_owned(), Json::from(FORMAT))]);
    for map in MAPS {
        if let Some(records) =
            records.get(map).and_then(Json::as_object).filter(|map| !map.is_empty())
        {
            tree.insert(map.to_owned(), Json::Object(records.clone()));
        }
    }
    format!("{}\n\n{}\n", outline.trim_end(), Json::Object(tree))
}

/// The records in a text, if a workspace in the form of the file begins at one of its lines.
///
/// Only nodes, links, people and functions are kept, without what is deleted.
pub fn find(text: &str) -> Option<Json> {
    let mut from = 0;
    for line in text.split_inclusive('\n') {
        if line.trim_start().starts_with('{')
            && let Some(tree) = read(&text[from..])
        {
            return Some(tree);
        }
        from += line.len();
    }
    None
}

fn read(text: &str) -> Option<Json> {
    let tree = serde_json::Deserializer::from_str(text).into_iter::<Value>().next()?.ok()?;
    if tree.get("format")?.as_str()? != FORMAT {
        return None;
    }
    let mut kept = Map::new();
    for map in MAPS {
        let records = tree.get(map).and_then(Json::as_object).cloned().unwrap_or_default();
        let alive = |(_, record): &(String, Json)| record.get("deleted").is_none_or(Json::is_null);
        kept.insert(map.to_owned(), Json::Object(gathered(records.into_iter().filter(alive))));
    }
    let has_nodes =
        kept.get("nodes").and_then(Json::as_object).is_some_and(|nodes| !nodes.is_empty());
    has_nodes.then_some(Json::Object(kept))
}

/// What the place where records arrive has already: who is whom by id and by name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Known {
    /// The ids of its nodes.
    pub nodes: std::collections::BTreeSet<String>,
    /// The people, by id.
    pub people: BTreeMap<String, String>,
    /// The functions, by id.
    pub functions: BTreeMap<String, String>,
}

/// The records under new ids, with everything that refers to them.
///
/// A person or function that is known there, by id or by name, is that one; another comes along. What refers to a
/// node that is neither among the records nor there falls away, and so does a place in the order of importance.
/// Links keep their ends among the records only.
pub fn renewed(
    records: &Json,
    known: &Known,
    mut fresh: impl FnMut() -> NodeId,
    link_id: impl Fn(&str, &str, &str) -> String,
) -> Json {
    let empty = Map::new();
    let map = |name: &str| records.get(name).and_then(Json::as_object).unwrap_or(&empty);
    let mut ids =
        Ids { nodes: BTreeMap::new(), people: BTreeMap::new(), functions: BTreeMap::new(), known };
    for id in map("nodes").keys() {
        ids.nodes.insert(id.clone(), fresh().to_string());
    }
    let people = joined(map("people"), &known.people, &mut ids.people);
    let functions = joined(map("functions"), &known.functions, &mut ids.functions);
    let mut nodes = Map::new();
    for (id, node) in map("nodes") {
        let mut node = ids.in_record(node);
        if let Some(node) = node.as_object_mut() {
            node.remove("rank");
        }
        nodes.insert(ids.nodes[id].clone(), node);
    }
    let mut links = Map::new();
    for link in map("links").values() {
        let end = |key: &str| Some(ids.nodes.get(link.get(key)?.as_str()?)?.clone());
        if let (Some(from), Some(to), Some(kind)) =
            (end("from"), end("to"), link.get("type").and_then(Json::as_str))
        {
            let mut new = ids.in_record(link);
            new["from"] = from.clone().into();
            new["to"] = to.clone().into();
            links.insert(link_id(kind, &from, &to), new);
        }
    }
    let functions = functions.into_iter().map(|(id, function)| (id, ids.in_record(&function)));
    let all = [
        ("nodes", nodes),
        ("links", links),
        ("people", people),
        ("functions", gathered(functions)),
    ];
    Json::Object(gathered(
        all.into_iter().map(|(map, records)| (map.to_owned(), Json::Object(records))),
    ))
}

/// Says who is whom, and which records come along since nobody knows them yet.
fn joined(
    records: &Map<String, Json>,
    known: &BTreeMap<String, String>,
    ids: &mut BTreeMap<String, String>,
) -> Map<String, Json> {
    let mut new = Map::new();
    for (id, record) in records {
        let name = record.get("name").or_else(|| record.get("title")).and_then(Json::as_str);
        let namesake =
            known.iter().find(|(_, known)| Some(known.as_str()) == name && name != Some(""));
        let there = if known.contains_key(id) { Some(id) } else { namesake.map(|(id, _)| id) };
        if there.is_none() {
            new.insert(id.clone(), record.clone());
        }
        ids.insert(id.clone(), there.unwrap_or(id).clone());
    }
    new
}

/// Which id becomes which.
struct Ids<'a> {
    nodes: BTreeMap<String, String>,
    people: BTreeMap<String, String>,
    functions: BTreeMap<String, String>,
    known: &'a Known,
}

impl Ids<'_> {
    /// A record with the new ids; what refers to nothing falls away.
    fn in_record(&self, record: &Json) -> Json {
        match record {
            Json::Object(fields) => {
                let field = |(key, value): (&String, &Json)| {
                    Some((key.clone(), self.in_field(key, value)?))
                };
                Json::Object(gathered(fields.iter().filter_map(field)))
            }
            Json::Array(all) => Json::Array(all.iter().map(|one| self.in_record(one)).collect()),
            other => other.clone(),
        }
    }

    fn in_field(&self, key: &str, value: &Json) -> Option<Json> {
        match key {
            "owner" | "stop_authority" | "by" | "lead" => renamed_ids(value, |id| self.person(id)),
            // Of a link, `to` is a node and is set by whoever knows its ends.
            "to" => Some(renamed_ids(value, |id| self.person(id)).unwrap_or_else(|| value.clone())),
            "function" => renamed_ids(value, |id| self.function(id)),
            "sign" => renamed_ids(value, |id| self.node(id)),
            "contributors" | "agreements" => Some(self.keyed(value, |id| self.person(id))),
            "claims" => Some(self.keyed(value, |id| self.node(id))),
            _ => Some(self.in_record(value)),
        }
    }

    fn keyed(&self, value: &Json, to: impl Fn(&str) -> Option<String>) -> Json {
        let Some(entries) = value.as_object() else { return value.clone() };
        let entry = |(id, value): (&String, &Json)| Some((to(id)?, self.in_record(value)));
        Json::Object(gathered(entries.iter().filter_map(entry)))
    }

    fn node(&self, id: &str) -> Option<String> {
        let there = || self.known.nodes.contains(id).then(|| id.to_owned());
        self.nodes.get(id).cloned().or_else(there)
    }

    fn person(&self, id: &str) -> Option<String> {
        let there = || self.known.people.contains_key(id).then(|| id.to_owned());
        self.people.get(id).cloned().or_else(there)
    }

    fn function(&self, id: &str) -> Option<String> {
        let there = || self.known.functions.contains_key(id).then(|| id.to_owned());
        self.functions.get(id).cloned().or_else(there)
    }
}

/// An id, or several in conflict.
fn renamed_ids(value: &Json, to: impl Fn(&str) -> Option<String>) -> Option<Json> {
    match value {
        Json::String(id) => to(id).map(Json::String),
        Json::Object(conflict) => {
            let ids = conflict.get("conflict")?.as_array()?;
            let ids: Vec<Json> =
                ids.iter().filter_map(|id| to(id.as_str()?)).map(Json::String).collect();
            match &ids[..] {
                [] => None,
                [one] => Some(one.clone()),
                _ => Some(serde_json::json!({ "conflict": ids })),
            }
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests;
