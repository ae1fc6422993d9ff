//! The worked cases: what must, must not and exactly does follow from each.
#![allow(clippy::unwrap_used, reason = "a case that can't be read fails its test")]

use std::path::Path;

use causeway_insight::{Derived, Trend};
use causeway_model::{Date, Json, NodeId, Workspace, read, time::parse_date};

struct Case {
    workspace: Workspace,
    expected: Json,
    as_of: Date,
}

fn case(name: &str) -> Case {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(name);
    let tree = |file: &str| -> Json {
        serde_json::from_str(&std::fs::read_to_string(folder.join(file)).unwrap()).unwrap()
    };
    let reading = read::workspace(&tree("workspace.json"));
    assert_eq!(reading.problems, []);
    let expected = tree("expected.json");
    let as_of = parse_date(expected["as_of"].as_str().unwrap()).unwrap();
    Case { workspace: reading.value, expected, as_of }
}

/// What a case says of its nodes, and what we say of the same.
fn check_statuses(name: &str) {
    let case = case(name);
    let derived = Derived::of(&case.workspace, case.as_of);
    for key in ["status", "trend"] {
        for (id, expected) in case.expected[key].as_object().into_iter().flatten() {
            let standing = derived.status(&NodeId::new(id).unwrap());
            let found = match key {
                "status" => Some(standing.status.as_str()),
                _ => standing.trend.map(Trend::as_str),
            };
            assert_eq!(found, expected.as_str(), "{key} of {id} in {name}");
        }
    }
}

#[test]
fn green_dashboard() {
    check_statuses("green-dashboard");
}

#[test]
fn saas_retention() {
    check_statuses("saas-retention");
}

#[test]
fn savings_against_speed() {
    check_statuses("savings-against-speed");
}

#[test]
fn trade_off_decided() {
    check_statuses("trade-off-decided");
}
