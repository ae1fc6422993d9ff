//! What follows from a workspace is the same whether it was read from JSON or from Automerge.
#![allow(clippy::unwrap_used, reason = "a tree that can't be imported fails its test")]

use causeway_document::{ActorSeed, Document};
use causeway_insight::{Findings, Language};
use causeway_model::{Date, Json, read};
use causeway_testkit::strategy;
use proptest::prelude::*;
use serde_json::json;

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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_workspace_has_the_same_findings_in_both_forms(tree in strategy::workspace(), on in days()) {
        prop_assert_eq!(findings(&by_way_of_automerge(&tree), on), findings(&tree, on));
    }
}

#[test]
fn a_record_that_says_nothing_reads_as_absent_in_both_forms() {
    let kpi = |owner: &str| json!({"kind": "kpi", "title": "Retention", "owner": owner});
    let mut tree = json!({
        "format": "causeway/1", "title": "W", "people": {"ana": {"name": "Ana"}, "ben": {}},
        "nodes": {"a": kpi("ana"), "b": kpi("ben")}
    });
    let on = Date::from_ymd_opt(2026, 3, 31).unwrap();
    assert_eq!(findings(&by_way_of_automerge(&tree), on), findings(&tree, on));
    let ownerless = |tree: &Json| findings(tree, on).matches("\"no-owner\"").count();
    assert_eq!(ownerless(&tree), 1);
    tree["people"]["ben"] = json!({"name": ""});
    assert_eq!(ownerless(&tree), 1);
    assert_eq!(findings(&by_way_of_automerge(&tree), on), findings(&tree, on));
}
