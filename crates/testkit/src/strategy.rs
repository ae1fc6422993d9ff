//! Random workspaces, for property tests.
//!
//! They are drawn from the schema, so that a field which is added to the model is drawn too. Ids come
//! from a small pool: references often meet, and two workspaces often speak of the same records.
//!
//! ```
//! use causeway_model::file;
//! use causeway_testkit::strategy;
//! use proptest::prelude::*;
//!
//! proptest!(|(tree in strategy::workspace())| {
//!     prop_assert!(file::check(&tree).is_ok());
//! });
//! ```

use causeway_model::Json;
use proptest::prelude::*;
use serde_json::Map;

mod json;
mod mend;
mod scalar;
mod shape;

pub use json::json;

use causeway_model::schema::{ROOT, Shape, WORKSPACE};

/// A workspace that follows the model: records of all kinds, unknown keys at any depth (also
/// values that JSON lacks, in the form for those), and contested values in conflict.
///
/// Links may dangle, repeat and go in circles, as merges can make them.
pub fn workspace() -> impl Strategy<Value = Json> {
    shape::value(ROOT.shape, true).prop_map(mend::mend)
}

/// A workspace that follows the model and has nothing in it that the model doesn't know, nor conflicts.
pub fn plain_workspace() -> impl Strategy<Value = Json> {
    shape::value(ROOT.shape, false).prop_map(mend::mend)
}

/// A tree in the shape of a workspace, in which many values break the model.
pub fn broken_workspace() -> impl Strategy<Value = Json> {
    (workspace(), prop::collection::vec((any::<prop::sample::Index>(), json()), 1..8)).prop_map(
        |(mut tree, blows)| {
            for (place, value) in blows {
                let count = count(&tree);
                strike(&mut tree, &mut place.index(count), &value);
            }
            tree
        },
    )
}

/// One record of a map of the workspace, such as `"nodes"`, by the key of the map.
///
/// # Panics
/// Where the workspace has no such map of records.
pub fn entry(map: &str) -> impl Strategy<Value = Json> {
    match WORKSPACE.field(map).map(|field| field.shape) {
        Some(Shape::Map { of, .. }) => shape::value(*of, true),
        _ => panic!("the workspace has no records under {map:?}"),
    }
}

/// How many values a tree holds, itself among them.
fn count(tree: &Json) -> usize {
    let within: usize = match tree {
        Json::Object(map) => map.values().map(count).sum(),
        Json::Array(values) => values.iter().map(count).sum(),
        _ => 0,
    };
    within + 1
}

/// Puts a value in the place of the one that the countdown ends at.
fn strike(tree: &mut Json, countdown: &mut usize, value: &Json) -> bool {
    if *countdown == 0 {
        *tree = value.clone();
        return true;
    }
    *countdown -= 1;
    match tree {
        Json::Object(map) => values_mut(map).any(|inner| strike(inner, countdown, value)),
        Json::Array(values) => values.iter_mut().any(|inner| strike(inner, countdown, value)),
        _ => false,
    }
}

fn values_mut(map: &mut Map<String, Json>) -> impl Iterator<Item = &mut Json> {
    map.iter_mut().map(|(_, value)| value)
}
