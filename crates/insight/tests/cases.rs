//! The worked cases: what must, must not and exactly does follow from each.
#![allow(clippy::unwrap_used, reason = "a case that can't be read fails its test")]

use std::path::Path;

use causeway_insight::{Derived, Findings, Language, Trend};
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

/// Whether a finding fits a pattern; keys that the pattern lacks are not compared.
fn fits(finding: &Json, pattern: &Json) -> bool {
    pattern.as_object().unwrap().iter().all(|(key, expected)| match key.as_str() {
        "causes_first" => finding["causes"][0] == *expected,
        _ => finding[key] == *expected,
    })
}

fn check_findings(name: &str) {
    let case = case(name);
    let found = Findings::of(&case.workspace, &[], case.as_of, Language::English).to_json();
    let findings = found["findings"].as_array().unwrap();
    for pattern in case.expected["must"].as_array().into_iter().flatten() {
        assert!(findings.iter().any(|finding| fits(finding, pattern)), "{name} lacks {pattern}");
    }
    for pattern in case.expected["must_not"].as_array().into_iter().flatten() {
        assert!(!findings.iter().any(|finding| fits(finding, pattern)), "{name} has {pattern}");
    }
    let row = |finding: &Json| {
        Json::from(vec![
            finding["code"].clone(),
            finding["subject"].clone(),
            finding["severity"].clone(),
        ])
        .to_string()
    };
    let mut rows: Vec<String> = findings.iter().map(row).collect();
    let mut exactly: Vec<String> =
        case.expected["exactly"].as_array().unwrap().iter().map(Json::to_string).collect();
    rows.sort();
    exactly.sort();
    assert_eq!(rows, exactly, "{name}");
}

fn check(name: &str) {
    check_statuses(name);
    check_findings(name);
}

#[test]
fn green_dashboard() {
    check("green-dashboard");
}

#[test]
fn saas_retention() {
    check("saas-retention");
}

#[test]
fn savings_against_speed() {
    check("savings-against-speed");
}

#[test]
fn trade_off_decided() {
    check("trade-off-decided");
}
