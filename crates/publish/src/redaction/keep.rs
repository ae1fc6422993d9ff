//! The present state: a walk over the schema that takes what is published and nothing else.

use causeway_model::contested::{CONFLICT, values_in_conflict};
use causeway_model::schema::{BOUND, Place, ROOT, Shape};
use causeway_model::{Json, Path, Problem, Rule, read};
use serde_json::{Map, json};

/// What the schema knows and nobody else shall read, with `*` for the keys of maps.
pub(super) const LEFT_OUT: [&str; 8] = [
    "workspace",
    "actors",
    "comments",
    "rounds",
    "checkups",
    "nodes/*/metric/observations/*/note",
    "reviews/*/notes",
    "reviews/*/items/*/note",
];

/// What is published of a tree. It always follows the model.
pub(super) fn present(tree: &Json) -> Json {
    let mut kept = keep(tree, ROOT, "").unwrap_or_else(|| json!({}));
    mend(&mut kept);
    kept["format"] = "causeway/1".into();
    kept
}

fn keep(json: &Json, place: Place, pattern: &str) -> Option<Json> {
    if LEFT_OUT.contains(&pattern) {
        return None;
    }
    let Some(values) = values_in_conflict(json).filter(|_| place.may_conflict()) else {
        return keep_value(json, place, pattern);
    };
    let kept: Vec<Json> =
        values.iter().filter_map(|value| keep_value(value, place, pattern)).collect();
    (!kept.is_empty()).then(|| json!({ CONFLICT: kept }))
}

fn keep_value(json: &Json, place: Place, pattern: &str) -> Option<Json> {
    match place.shape {
        Shape::Record(record) => {
            let found = json.as_object().filter(|found| !is_deleted(found))?;
            let fields = record.fields.iter().filter_map(|field| {
                let kept = keep(
                    found.get(field.key)?,
                    field.into(),
                    &below(pattern, place.shape, field.key),
                )?;
                Some((field.key.to_owned(), kept))
            });
            filled(fields.collect())
        }
        Shape::Map { of, .. } => {
            let of = Place { shape: *of, contested: false, required: false };
            let pattern = below(pattern, place.shape, "*");
            let entries = json
                .as_object()?
                .iter()
                .filter_map(|(key, json)| Some((key.clone(), keep(json, of, &pattern)?)));
            filled(entries.collect())
        }
        Shape::Set { .. } => {
            let members = json.as_object()?.iter().filter(|(_, value)| **value == true);
            filled(members.map(|(key, value)| (key.clone(), value.clone())).collect())
        }
        Shape::Bound if json.is_object() => {
            let limits = BOUND.fields.iter().filter_map(|field| {
                let limit = json.get(field.key).filter(|limit| limit.is_number())?;
                Some((field.key.to_owned(), limit.clone()))
            });
            filled(limits.collect())
        }
        // What the model doesn't fix could hold anything.
        Shape::Free => None,
        // Anything may hide in a structure where the model has a single value.
        _ => (!json.is_object() && !json.is_array()).then(|| json.clone()),
    }
}

/// Whether there is a tombstone, whatever its date.
fn is_deleted(record: &Map<String, Json>) -> bool {
    record.get("deleted").is_some_and(Json::is_object)
}

/// The pattern of what stands under a key: `*` in maps and sets, whose keys are free.
pub(super) fn below(pattern: &str, shape: Shape, key: &str) -> String {
    let key = if matches!(shape, Shape::Map { .. } | Shape::Set { .. }) { "*" } else { key };
    if pattern.is_empty() { key.to_owned() } else { format!("{pattern}/{key}") }
}

/// Empty reads as absent.
fn filled(map: Map<String, Json>) -> Option<Json> {
    (!map.is_empty()).then_some(Json::Object(map))
}

/// Takes out what breaks the model: no reader sees more of it than that it is there.
fn mend(tree: &mut Json) {
    loop {
        let problems = read::workspace(tree).problems;
        // Several problems can lie in one part; each round takes out at least one.
        let mut has_removed = false;
        for problem in &problems {
            has_removed |= remove(tree, problem);
        }
        if !has_removed {
            return;
        }
    }
}

fn remove(tree: &mut Json, Problem { path, rule, .. }: &Problem) -> bool {
    let Path(keys) = path;
    // Where something required is absent, what lacks it is at fault.
    let keys = match rule {
        Rule::Required => keys.split_last().map_or(&[][..], |(_, parents)| parents),
        _ => keys.as_slice(),
    };
    let Some((key, parents)) = keys.split_last() else { return false };
    let parent = parents.iter().try_fold(tree, |json, key| json.get_mut(key.as_str()));
    let Some(Json::Object(parent)) = parent else { return false };
    parent.remove(key.as_str()).is_some()
}
