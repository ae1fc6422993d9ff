//! What holds for every tree, drawn at random.

use causeway_model::{Contested, Json, LinkId, NodeId, contested, file, read};
use causeway_testkit::strategy;
use proptest::prelude::*;
use serde_json::json;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_follows_the_model_is_read_without_problems(tree in strategy::workspace()) {
        let reading = read::workspace(&tree);
        prop_assert_eq!(reading.problems, []);
    }

    #[test]
    fn a_printed_workspace_is_read_strictly_as_the_same(tree in strategy::workspace()) {
        let text = file::print(&tree);
        let file = file::parse(&text).map_err(|refused| TestCaseError::fail(refused.to_string()))?;
        prop_assert_eq!(&file.tree, &tree);
        prop_assert_eq!(&file.workspace, &read::workspace(&tree).value);
        prop_assert_eq!(file::print(&file.tree), text);
    }

    #[test]
    fn reading_is_total_and_what_is_left_out_was_reported(tree in strategy::broken_workspace()) {
        let reading = read::workspace(&tree);
        let refused = file::check(&tree).is_err();
        prop_assert!(refused || reading.problems.is_empty());
        for problem in &reading.problems {
            prop_assert!(stands(&tree, problem.path.keys()), "{}", problem);
        }
    }

    #[test]
    fn any_json_can_be_read(json in strategy::json()) {
        let id = NodeId::new("n").unwrap();
        let _ = read::workspace(&json);
        let _ = read::workspace(&json!({ "nodes": json, "links": json, "title": json }));
        let _ = read::node(&id, &json);
        let _ = read::link(&LinkId::new("l").unwrap(), &json);
        prop_assert!(file::parse(file::print(&json)).is_err());
    }

    #[test]
    fn reading_records_one_at_a_time_says_the_same(tree in strategy::workspace()) {
        let workspace = read::workspace(&tree).value;
        for (id, node) in &workspace.nodes {
            let reading = read::node(id, &tree["nodes"][id.as_str()]);
            prop_assert_eq!(reading.value.as_ref(), Some(node));
        }
        for (id, link) in &workspace.links {
            let reading = read::link(id, &tree["links"][id.as_str()]);
            prop_assert_eq!(reading.value.as_ref(), Some(link));
        }
    }

    #[test]
    fn a_conflict_is_listed_in_one_order_whoever_lists_it(
        values in prop::collection::vec(strategy::json(), 0..6).prop_shuffle(),
    ) {
        let mut once = values.clone();
        contested::sort_distinct(&mut once);
        let mut again: Vec<Json> = values.into_iter().rev().chain(once.clone()).collect();
        contested::sort_distinct(&mut again);
        prop_assert_eq!(once, again);
    }

    #[test]
    fn a_contested_value_has_distinct_values(numbers in prop::collection::vec(-2_i32..2, 1..5)) {
        let mut distinct = numbers.clone();
        distinct.sort_unstable();
        distinct.dedup();
        let tree = json!({ "format": "causeway/1", "nodes": { "n": {
            "kind": "kpi", "metric": { "watch": { "conflict": numbers } },
        } } });
        let workspace = file::check(&tree).unwrap();
        let watch = &workspace.nodes["n"].metric.as_ref().unwrap().watch;
        prop_assert_eq!(watch.values().len(), distinct.len());
        prop_assert_eq!(matches!(watch, Contested::Conflict(_)), distinct.len() > 1);
    }
}

/// Whether a path leads to a place of the tree, or to one missing key.
fn stands(tree: &Json, keys: &[String]) -> bool {
    let mut place = Some(tree);
    for key in keys {
        let Some(here) = place else { return false };
        place = here.get(key);
    }
    true
}
