//! A value for every shape of the schema.

use causeway_model::schema::{BOUND, Field, KeyKind, Place, Record, Shape};
use causeway_model::{Json, Strength, contested};
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::json;

use crate::strategy::{json as any_json, scalar};

/// A value of a shape; with `extras`, unknown keys and conflicts come too.
pub(super) fn value(shape: Shape, extras: bool) -> BoxedStrategy<Json> {
    match shape {
        Shape::Text | Shape::String => text(),
        Shape::Bool => any::<bool>().prop_map(Json::from).boxed(),
        Shape::Number => any_json::number().boxed(),
        Shape::Positive => scalar::positive().boxed(),
        Shape::Count => scalar::whole(0, 400).boxed(),
        Shape::Integer => scalar::whole(-30, 30).boxed(),
        Shape::Level => scalar::whole(1, 5).boxed(),
        Shape::Strength => {
            prop_oneof![word(Strength::WORDS), (0.0..=1.0).prop_map(Json::from)].boxed()
        }
        Shape::Bound => prop_oneof![3 => any_json::number(), 1 => record(&BOUND, extras)].boxed(),
        Shape::Date => scalar::date().prop_map(Json::from).boxed(),
        Shape::Instant => scalar::instant().prop_map(Json::from).boxed(),
        Shape::Id => scalar::id().prop_map(Json::from).boxed(),
        Shape::Currency => "[A-Z]{3}".prop_map(Json::from).boxed(),
        Shape::Enum(words) => word(words),
        Shape::Record(known) => record(known, extras),
        Shape::Map { key, of } => map(key, value(*of, extras)),
        Shape::Set { key } => map(key, Just(json!(true)).boxed()),
        Shape::Free => map(KeyKind::Text, any_json::json().boxed()),
    }
}

fn text() -> BoxedStrategy<Json> {
    prop_oneof![3 => "[a-z ]{0,12}", 1 => "\\PC{0,6}"].prop_map(Json::from).boxed()
}

fn word(words: &'static [&'static str]) -> BoxedStrategy<Json> {
    select(words).prop_map(Json::from).boxed()
}

fn map(key: KeyKind, of: BoxedStrategy<Json>) -> BoxedStrategy<Json> {
    prop::collection::btree_map(scalar::key(key), of, 0..4)
        .prop_map(|map| map.into_iter().collect())
        .boxed()
}

/// A record with some of its fields, and all that it requires.
fn record(record: &'static Record, extras: bool) -> BoxedStrategy<Json> {
    let known: Vec<_> = record.fields.iter().map(|field| self::field(field, extras)).collect();
    let unknown = ("x-[a-z]{1,4}", any_json::unknown());
    let unknown = if extras { weighted(0.2, unknown).boxed() } else { Just(None).boxed() };
    (known, unknown)
        .prop_map(|(known, unknown)| known.into_iter().chain([unknown]).flatten().collect())
        .boxed()
}

/// A key and its value, or nothing.
fn field(field: &'static Field, extras: bool) -> BoxedStrategy<Option<(String, Json)>> {
    let plain = value(field.shape, extras);
    let value = if extras && Place::from(field).may_conflict() {
        let conflict = prop::collection::vec(plain.clone(), 2..4).prop_map(|mut values| {
            contested::sort_distinct(&mut values);
            if values.len() == 1 { values.swap_remove(0) } else { json!({ "conflict": values }) }
        });
        prop_oneof![5 => plain, 1 => conflict].boxed()
    } else {
        plain
    };
    let entry = value.prop_map(|value| (field.key.to_owned(), value));
    if field.required { entry.prop_map(Some).boxed() } else { weighted(0.5, entry).boxed() }
}
