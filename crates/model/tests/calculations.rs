//! What calculations see: defaults, values in conflict, and what is no longer there.

#![cfg(test)]

use causeway_model::{
    Date, Direction, FunctionId, LinkKind, Polarity, Strength, Workspace, file, time, tombstone,
};
use serde_json::json;

fn day(text: &str) -> Date {
    time::parse_date(text).unwrap()
}

fn workspace(nodes: &serde_json::Value, links: &serde_json::Value) -> Workspace {
    let tree = json!({ "format": "causeway/1", "nodes": nodes, "links": links });
    file::check(&tree).unwrap()
}

#[test]
fn what_nobody_set_has_its_default() {
    let workspace = workspace(
        &json!({ "n": { "kind": "kpi", "metric": { "unit": "%" }, "contract": { "decision": "Move" }, "initiative": { "budget": 1 } } }),
        &json!({ "l": { "from": "n", "to": "m", "type": "causes" } }),
    );
    assert_eq!(workspace.currency().as_str(), "USD");
    assert_eq!(workspace.cadence().days(), 7);
    let limits = workspace.limits();
    let figures = (limits.priorities(), limits.kpis_per_person(), limits.kpis_per_function());
    assert_eq!((figures, limits.action_hours()), ((5, 7, 12), 48));
    let node = &workspace.nodes["n"];
    assert_eq!(workspace.respond_hours(node.agreed().unwrap()), 48);
    let metric = node.measured().unwrap();
    assert_eq!((metric.direction(), metric.cadence().days()), (Some(Direction::Up), 31));
    assert!(node.initiative.as_ref().unwrap().is_open());
    let link = &workspace.links["l"];
    assert_eq!((link.polarity(), link.strength()), (Some(Polarity::Plus), Strength::Moderate));
}

#[test]
fn a_contested_value_in_conflict_is_absent_without_its_default() {
    let workspace = workspace(
        &json!({ "n": { "kind": "kpi", "metric": { "direction": { "conflict": ["down", "up"] } },
            "owner": { "conflict": ["ana", "ben"] } } }),
        &json!({ "l": { "from": "n", "to": "m", "type": "causes", "polarity": { "conflict": ["+", "-"] } } }),
    );
    let node = &workspace.nodes["n"];
    assert_eq!(node.measured().unwrap().direction(), None);
    assert_eq!((node.owner.one(), node.owner.values().len()), (None, 2));
    assert_eq!(workspace.links["l"].polarity(), None);
}

#[test]
fn an_action_is_complete_with_one_owner_and_open_from_its_first_day_to_its_last() {
    let read = |owner| {
        let tree = json!({ "format": "causeway/1", "actions": { "a": { "plan": "Call them", "owner": owner,
            "opened": "2026-03-01", "due": "2026-03-10", "done_on": "2026-03-09" } } });
        file::check(&tree).unwrap().actions["a"].clone()
    };
    let action = read(json!("ana"));
    assert!(action.is_complete());
    assert!(!read(json!({ "conflict": ["ana", "ben"] })).is_complete());
    let open =
        ["2026-02-28", "2026-03-01", "2026-03-08", "2026-03-09"].map(|on| action.is_open(day(on)));
    assert_eq!(open, [false, true, true, false]);
}

#[test]
fn tombstones_and_archiving_count_from_their_day() {
    let workspace = workspace(
        &json!({
            "gone": { "kind": "kpi", "deleted": { "at": "2026-03-10T15:00:00Z", "by": "ana" } },
            "old": { "kind": "kpi", "archived": { "at": "2026-03-10" } },
            "always": { "kind": "kpi", "deleted": { "by": "ana" } },
            "kept": { "kind": "driver" },
        }),
        &json!({
            "l1": { "from": "kept", "to": "gone", "type": "causes" },
            "l2": { "from": "kept", "to": "old", "type": "causes" },
            "l3": { "from": "kept", "to": "never", "type": "causes" },
        }),
    );
    let present =
        |on| workspace.present_nodes(day(on)).map(|(id, _)| id.as_str()).collect::<Vec<_>>();
    assert_eq!(present("2026-03-09"), ["gone", "kept", "old"]);
    assert_eq!(present("2026-03-10"), ["kept"]);

    let links =
        |on| workspace.present_links(day(on)).map(|(id, _)| id.as_str()).collect::<Vec<_>>();
    assert_eq!(links("2026-03-09"), ["l1", "l2"]);
    assert_eq!(links("2026-03-10"), [""; 0]);

    let dangling =
        workspace.links.iter().filter(|(_, link)| workspace.dangles(link, day("2026-03-10")));
    assert_eq!(dangling.map(|(id, _)| id.as_str()).collect::<Vec<_>>(), ["l1", "l3"]);
}

#[test]
fn deleted_steps_are_not_taken_and_the_rest_come_in_their_order() {
    let workspace = workspace(
        &json!({ "n": { "kind": "kpi", "contract": { "escalation": {
            "b": { "to": "ana", "after_hours": 24 },
            "a": { "to": "ben", "after_hours": 24 },
            "c": { "to": "eve", "after_hours": 4 },
            "d": { "to": "eve", "after_hours": 1, "deleted": { "at": "2026-01-01" } },
        } } } }),
        &json!({}),
    );
    let contract = workspace.nodes["n"].agreed().unwrap();
    let steps = contract.steps(day("2026-03-10"));
    assert_eq!(steps.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>(), ["c", "a", "b"]);
    assert_eq!(tombstone::undeleted(&contract.escalation, day("2025-12-31")).count(), 4);
}

#[test]
fn a_node_without_a_function_has_its_owners() {
    let tree = json!({ "format": "causeway/1", "people": { "ana": { "function": "ops" } }, "nodes": {
        "own": { "kind": "kpi", "owner": "ana", "function": "sales" },
        "owners": { "kind": "kpi", "owner": "ana" },
        "none": { "kind": "kpi", "owner": "ben" },
        "two": { "kind": "kpi", "owner": { "conflict": ["ana", "ben"] } },
    } });
    let workspace = file::check(&tree).unwrap();
    let function = |id| workspace.function_of(&workspace.nodes[id]).map(FunctionId::as_str);
    assert_eq!(
        ["own", "owners", "none", "two"].map(function),
        [Some("sales"), Some("ops"), None, None]
    );
}

#[test]
fn metrics_and_contracts_belong_to_kpis_and_drivers() {
    let part =
        json!({ "kind": "objective", "metric": { "unit": "%" }, "contract": { "decision": "x" } });
    let workspace = workspace(&json!({ "o": part }), &json!({}));
    let node = &workspace.nodes["o"];
    assert!(node.metric.is_some() && node.measured().is_none());
    assert!(node.contract.is_some() && node.agreed().is_none());
    assert_eq!(LinkKind::ALL.len(), LinkKind::WORDS.len());
}
