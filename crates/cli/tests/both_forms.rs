//! What follows from a workspace is the same whether it was read from JSON or from Automerge.
#![allow(clippy::unwrap_used, reason = "a tree that can't be imported fails its test")]

use causeway_document::{ActorSeed, Document};
use causeway_insight::{Findings, Language};
use causeway_model::{Date, Json, read};
use causeway_testkit::strategy;
use proptest::prelude::*;
use serde_json::Map;

fn days() -> impl Strategy<Value = Date> {
    (2024_i32..2028, 1_u32..=12, 1_u32..=28)
        .prop_map(|(year, month, day)| Date::from_ymd_opt(year, month, day).unwrap())
}

fn findings(tree: &Json, as_of: Date) -> String {
    let reading = read::workspace(tree);
    let found = Findings::of(&reading.value, &reading.problems, as_of, Language::Portuguese);
    found.to_json().to_string()
}

/// The tree as a saved document gives it back.
fn by_way_of_automerge(tree: &Json) -> Json {
    let saved = Document::from_tree(tree, ActorSeed([1; 16])).unwrap().save();
    Document::load(&saved, ActorSeed([2; 16])).unwrap().tree()
}

/// The tree without records that say nothing: a document can't tell one from a place that was only
/// made ready for one, and leaves both out.
fn without_empty(tree: &Json) -> Json {
    let Json::Object(map) = tree else { return tree.clone() };
    let kept = map.iter().map(|(key, value)| (key.clone(), without_empty(value)));
    Json::Object(kept.filter(|(_, value)| *value != Json::Object(Map::default())).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_workspace_has_the_same_findings_in_both_forms(tree in strategy::workspace(), on in days()) {
        let read = findings(&without_empty(&tree), on);
        prop_assert_eq!(findings(&by_way_of_automerge(&tree), on), read);
    }
}
