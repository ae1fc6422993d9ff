//! Every path of the schema is read, and what doesn't fit there is left out and reported.

#![cfg(test)]

use std::fmt::Write;

use causeway_model::schema::{self, KeyKind, Pattern, Place, Shape};
use causeway_model::{Json, Problem, Workspace, read};
use serde_json::json;

/// The paths of the schema as text: `⚔` for contested, `!` for required.
fn listed() -> String {
    let mut list = String::new();
    for Pattern { path, place } in schema::patterns() {
        let shape = match place.shape {
            Shape::Record(record) => format!("{{{}}}", record.name),
            Shape::Map { key, .. } => format!("{key:?} → …"),
            Shape::Set { key } => format!("{key:?} → true"),
            Shape::Enum(words) => words.join("|"),
            plain => format!("{plain:?}"),
        };
        let sign = if place.contested { " ⚔" } else { "" };
        let must = if place.required { " !" } else { "" };
        writeln!(list, "{} {shape}{sign}{must}", path.join("/")).unwrap();
    }
    list
}

#[test]
fn the_schema_is_the_specifications() {
    assert_eq!(listed(), include_str!("schema.txt"));
}

#[test]
fn a_path_finds_what_its_pattern_says() {
    for Pattern { path, place } in schema::patterns() {
        assert_eq!(schema::find(&path), Some(place), "{path:?}");
    }
    assert_eq!(schema::find(&["nodes", "nrr", "mood"]), None);
    assert_eq!(schema::find(&["nodes", "nrr", "title", "x"]), None);
    assert_eq!(schema::find(&["rounds", "r", "ballots", "ana", "dots"]), None);
}

/// A value that fits a shape and says something.
fn sample(shape: Shape) -> Json {
    match shape {
        Shape::Text | Shape::String => json!("words"),
        Shape::Bool => json!(true),
        Shape::Number | Shape::Bound | Shape::Positive => json!(1.5),
        Shape::Strength => json!(0.25),
        Shape::Count | Shape::Integer | Shape::Level => json!(2.0),
        Shape::Date => json!("2026-03-30"),
        Shape::Instant => json!("2026-03-30T09:15:00Z"),
        Shape::Id => json!("some-id"),
        Shape::Currency => json!("EUR"),
        Shape::Enum(words) => json!(words.last()),
        Shape::Free => json!({ "any": [1, null] }),
        Shape::Record(record) => {
            let required = record.fields.iter().filter(|field| field.required);
            required.map(|field| (field.key.to_owned(), sample(field.shape))).collect()
        }
        Shape::Map { key, of } => json!({ sample_key(key): sample(*of) }),
        Shape::Set { key } => json!({ sample_key(key): true }),
    }
}

fn sample_key(kind: KeyKind) -> &'static str {
    match kind {
        KeyKind::Id => "some-id",
        KeyKind::Date => "2026-03-30",
        KeyKind::Actor => "00ff",
        KeyKind::Text => "any text / at all",
    }
}

/// The keys of a pattern with a name for each `*`.
fn keys(pattern: &[&'static str]) -> Vec<&'static str> {
    let mut place = schema::ROOT;
    let named = |key: &&'static str| {
        let name = match place.shape {
            Shape::Map { key, .. } | Shape::Set { key } => sample_key(key),
            _ => key,
        };
        place = place.child(name).unwrap();
        name
    };
    pattern.iter().map(named).collect()
}

/// A tree in which everything above a path is there, with what it requires, and the value at it.
fn tree_with(keys: &[&str], value: Option<Json>) -> Json {
    fn put(here: &mut Json, place: Place, keys: &[&str], value: Option<Json>) {
        if !here.is_object() {
            *here = if matches!(place.shape, Shape::Record(_)) {
                sample(place.shape)
            } else {
                json!({})
            };
        }
        let (Some((key, rest)), Some(map)) = (keys.split_first(), here.as_object_mut()) else {
            return;
        };
        match value {
            None if rest.is_empty() => _ = map.remove(*key),
            Some(value) if rest.is_empty() => _ = map.insert((*key).to_owned(), value),
            value => {
                put(map.entry(*key).or_insert(Json::Null), place.child(key).unwrap(), rest, value);
            }
        }
    }
    let mut tree = json!({});
    put(&mut tree, schema::ROOT, keys, value);
    // A link needs two different ends; the sample gives it one id twice.
    if let Some(Json::String(from)) = tree.pointer_mut("/links/some-id/from") {
        "other-id".clone_into(from);
    }
    tree
}

fn read_with(keys: &[&str], value: Option<Json>) -> (Workspace, Vec<Problem>) {
    let reading = read::workspace(&tree_with(keys, value));
    (reading.value, reading.problems)
}

#[test]
fn a_value_at_every_path_is_read() {
    for Pattern { path, place } in schema::patterns() {
        // Empty records read as absent; what they hold is a path of its own.
        if matches!(place.shape, Shape::Record(_)) && path.last() != Some(&"*") {
            continue;
        }
        let keys = keys(&path);
        let (without, _) = read_with(&keys, None);
        let (with, problems) = read_with(&keys, Some(sample(place.shape)));
        assert_eq!(problems, [], "{path:?}");
        assert_ne!(with, without, "{path:?}");
    }
}

#[test]
fn a_wrong_value_at_any_path_is_left_out_and_reported_once() {
    for Pattern { path, place } in schema::patterns() {
        let keys = keys(&path);
        for wrong in [json!([]), json!(null), json!([{ "conflict": [1] }])] {
            let (without, missing) = read_with(&keys, None);
            let (with, problems) = read_with(&keys, Some(wrong));
            assert_eq!(with, without, "{path:?}");
            assert_eq!(problems.len(), 1, "{path:?}: {problems:?}");
            assert_eq!(problems[0].path.keys(), keys, "{path:?}");
            assert_eq!(missing.len(), usize::from(place.required), "{path:?}: {missing:?}");
        }
    }
}

#[test]
fn two_distinct_values_are_a_conflict_where_the_model_shows_one_and_wrong_elsewhere() {
    for Pattern { path, place } in schema::patterns() {
        let other = match place.shape {
            Shape::Text | Shape::String => json!("more words"),
            Shape::Enum(words) => json!(words[0]),
            Shape::Id => json!("other-id"),
            Shape::Record(_) | Shape::Map { .. } | Shape::Set { .. } | Shape::Free => continue,
            // Where nothing may conflict, this is limits with a key that nobody knows.
            Shape::Bound if !place.contested => continue,
            _ => json!(1),
        };
        let keys = keys(&path);
        let conflict = json!({ "conflict": [sample(place.shape), other] });
        let (with, problems) = read_with(&keys, Some(conflict));
        let (without, _) = read_with(&keys, None);
        assert_eq!(problems.is_empty(), place.may_conflict(), "{path:?}: {problems:?}");
        if place.may_conflict() {
            assert_ne!(with, without, "{path:?}");
        }
    }
}
