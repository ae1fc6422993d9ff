//! Two values for every path of the schema, for tests that go through them all.

use causeway_model::Json;
use causeway_model::schema::{self, KeyKind, Place, Shape};
use serde_json::json;

/// A place of a workspace, with a name for every key that is free.
#[derive(Clone, Debug, PartialEq)]
pub struct Sample {
    /// The keys from the root, such as `["nodes", "some-id", "title"]`.
    pub keys: Vec<&'static str>,
    /// What the schema says about it.
    pub place: Place,
}

/// Every path that the schema knows, parents before their children.
pub fn paths() -> Vec<Sample> {
    let named = |pattern: schema::Pattern| {
        let mut here = Some(schema::ROOT);
        let mut name = |key| {
            let name = match here.map(|place| place.shape) {
                Some(Shape::Map { key, .. } | Shape::Set { key }) => self::key(key),
                _ => key,
            };
            here = here.and_then(|place| place.child(name));
            name
        };
        Sample { keys: pattern.path.iter().map(|key| name(*key)).collect(), place: pattern.place }
    };
    schema::patterns().into_iter().map(named).collect()
}

/// A key of a kind.
pub fn key(kind: KeyKind) -> &'static str {
    match kind {
        KeyKind::Id => "some-id",
        KeyKind::Date => "2026-03-30",
        KeyKind::Actor => "00ff",
        KeyKind::Text => "any text / at all",
    }
}

/// A value that fits a shape and says something; records have what they require, and no more.
pub fn value(shape: Shape) -> Json {
    match shape {
        Shape::Text | Shape::String => json!("words"),
        Shape::Bool => json!(true),
        Shape::Number | Shape::Bound | Shape::Positive => json!(1.5),
        Shape::Strength => json!(0.25),
        Shape::Count | Shape::Integer | Shape::Level => json!(2),
        Shape::Date => json!("2026-03-30"),
        Shape::Instant => json!("2026-03-30T09:15:00Z"),
        Shape::Id => json!("some-id"),
        Shape::Currency => json!("EUR"),
        Shape::Enum(words) => json!(words.last()),
        Shape::Free => json!({ "any": [1, null] }),
        Shape::Record(record) => {
            let required = record.fields.iter().filter(|field| field.required);
            required.map(|field| (field.key.to_owned(), value(field.shape))).collect()
        }
        Shape::Map { key, of } => json!({ self::key(key): value(*of) }),
        Shape::Set { key } => json!({ self::key(key): true }),
    }
}

/// Another value that fits a shape, where it has more than one and is no object.
pub fn other(shape: Shape) -> Option<Json> {
    Some(match shape {
        Shape::Text | Shape::String => json!("more words"),
        Shape::Enum([first, _, ..]) => json!(first),
        Shape::Id => json!("other-id"),
        Shape::Date => json!("2026-04-01"),
        Shape::Instant => json!("2026-04-01T10:00:00Z"),
        Shape::Currency => json!("BRL"),
        Shape::Bool => json!(false),
        Shape::Number | Shape::Positive | Shape::Strength | Shape::Bound => json!(1),
        Shape::Count | Shape::Integer | Shape::Level => json!(3),
        Shape::Enum(_) | Shape::Free | Shape::Record(_) | Shape::Map { .. } | Shape::Set { .. } => {
            return None;
        }
    })
}

/// A tree in which everything above a path is there, with what it requires, and the value at it.
///
/// Without a value the place is empty.
pub fn tree_with(keys: &[&str], value: Option<Json>) -> Json {
    let mut tree = json!({});
    put(&mut tree, schema::ROOT, keys, value);
    // A link needs two different ends; the sample gives it one id twice.
    if let Some(Json::String(from)) = tree.pointer_mut("/links/some-id/from") {
        "other-id".clone_into(from);
    }
    tree
}

fn put(here: &mut Json, place: Place, keys: &[&str], value: Option<Json>) {
    if !here.is_object() {
        let is_record = matches!(place.shape, Shape::Record(_));
        *here = if is_record { self::value(place.shape) } else { json!({}) };
    }
    let (Some((key, rest)), Some(map)) = (keys.split_first(), here.as_object_mut()) else { return };
    match (value, place.child(key)) {
        (None, _) if rest.is_empty() => _ = map.remove(*key),
        (Some(value), _) if rest.is_empty() => _ = map.insert((*key).to_owned(), value),
        (value, Some(child)) => put(map.entry(*key).or_insert(Json::Null), child, rest, value),
        (_, None) => {}
    }
}
