//! `causeway xray`, as people run it.

use serde_json::Value;

use crate::cases::Case;
use crate::run::{causeway, stderr, stdout};

/// Runs it on a case, and gives its exit code and what it said of an error.
fn refused(node: &str, more: &[&str]) -> (Option<i32>, String) {
    let case = Case::named("saas-retention");
    let output = causeway(["xray", case.path(), node].iter().chain(more));
    assert_eq!(stdout(&output), "");
    (output.status.code(), stderr(&output))
}

#[test]
fn it_says_what_each_driver_and_root_did_and_what_stays_unexplained() {
    let case = Case::named("saas-retention");
    let arguments = ["xray", case.path(), "nrr", "--from=2025-12-31", "--to=2026-03-31"];
    let output = causeway(arguments.iter().chain(&["--as-of=2026-03-31", "--format=json"]));
    let found: Value = serde_json::from_str(&stdout(&output)).unwrap();
    assert_eq!(
        (&found["direct"][0]["node"], &found["direct"][0]["amount"]),
        (&"adoption".into(), &(-1.6).into())
    );
    assert_eq!(found["roots"][0]["node"], "cs-leaders");
    assert_eq!(found["unexplained"], 1.6);
    assert_eq!(
        (&found["levers"][0]["node"], &found["levers"][0]["owner"]),
        (&"adoption".into(), &"cpo".into())
    );
    assert_eq!(found["by_arrival"][0]["arrives_on"], "2026-05-29");
}

#[test]
fn without_a_period_it_is_the_quarter_before_the_date() {
    let case = Case::named("saas-retention");
    let output = causeway(["xray", case.path(), "nrr", "--as-of=2026-03-31", "--format=json"]);
    let found: Value = serde_json::from_str(&stdout(&output)).unwrap();
    assert_eq!(
        (found["from"].as_str(), found["to"].as_str()),
        (Some("2025-12-29"), Some("2026-03-31"))
    );
}

#[test]
fn an_unknown_node_is_refused_with_those_that_would_do() {
    let (code, said) = refused("ghost", &[]);
    assert_eq!(code, Some(2));
    assert!(said.contains("There is no node ghost") && said.contains("nrr"), "{said}");
}

#[test]
fn a_node_without_a_metric_of_its_own_is_refused() {
    let (code, said) = refused("growth", &[]);
    assert_eq!(code, Some(2));
    assert!(said.contains("growth is of the kind objective"), "{said}");
}

#[test]
fn a_period_that_ends_before_it_begins_is_refused() {
    let (code, said) = refused("nrr", &["--from=2026-03-01", "--to=2026-02-01"]);
    assert_eq!(code, Some(2));
    assert!(said.contains("would end on 2026-02-01, before it begins on 2026-03-01"), "{said}");
}

#[test]
fn a_period_that_is_not_over_is_refused() {
    let (code, said) = refused("nrr", &["--as-of=2026-03-31", "--to=2026-04-01"]);
    assert_eq!(code, Some(2));
    assert!(said.contains("nothing after 2026-03-31 is read"), "{said}");
}

#[test]
fn a_day_that_is_not_on_the_calendar_is_refused() {
    for day in ["--from=2026-02-29", "--to=tomorrow"] {
        assert_eq!(refused("nrr", &[day]).0, Some(2), "{day}");
    }
}
