//! Any JSON: what newer versions and other programs write under keys that we don't know.

use causeway_model::Json;
use proptest::prelude::*;
use serde_json::json;

/// Any JSON, a few levels deep: nulls, lists, integers beyond 2^53, floats that are whole.
pub fn json() -> impl Strategy<Value = Json> {
    leaf().prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Json::Array),
            prop::collection::btree_map("[a-z]{1,5}", inner, 0..4)
                .prop_map(|map| map.into_iter().collect()),
        ]
    })
}

/// A value under a key that we don't know, which may also be one that only a document can hold.
pub(super) fn unknown() -> impl Strategy<Value = Json> {
    prop_oneof![
        12 => json(),
        1 => Just(json!({ "$bytes": "AQID" })),
        1 => any::<i64>().prop_map(|count| json!({ "$counter": count })),
        1 => Just(json!({ "$time": "2026-03-30T09:15:00Z" })),
    ]
}

fn leaf() -> impl Strategy<Value = Json> {
    prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        number(),
        "\\PC{0,8}".prop_map(Json::from),
    ]
}

/// Any number of JSON.
pub(super) fn number() -> impl Strategy<Value = Json> {
    prop_oneof![
        (-1000_i64..1000).prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        any::<u64>().prop_map(Json::from),
        Just(json!(9_007_199_254_740_993_u64)),
        (-1000_i32..1000).prop_map(|whole| Json::from(f64::from(whole))),
        prop::num::f64::NORMAL.prop_map(Json::from),
    ]
}
