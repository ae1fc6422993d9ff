//! What follows from a published workspace is what follows from the workspace.

use std::collections::BTreeSet;

use causeway_document::Document;
use causeway_insight::{Facts, Findings, Language};
use causeway_model::time::parse_date;
use causeway_model::{Date, Json};
use causeway_publish::Redaction;
use causeway_testkit::strategy;
use proptest::prelude::*;

use crate::scene::{document, published, templates, unnamed};

/// Code, subject and severity of every finding.
fn findings(document: &Document, day: Date) -> BTreeSet<(String, Vec<String>, String)> {
    let reading = document.workspace();
    let facts = Facts::of(&reading.value, day);
    let found = Findings::from_facts(&facts, &reading.problems, Language::English);
    let found = found.findings.iter().map(|finding| {
        let subject = finding.subject.iter().map(ToString::to_string).collect();
        (finding.code.to_owned(), subject, format!("{:?}", finding.severity))
    });
    found.collect()
}

fn open(bytes: &[u8]) -> Document {
    Document::load(bytes, causeway_document::ActorSeed([8; 16])).unwrap()
}

fn day(text: &str) -> Date {
    parse_date(text).unwrap()
}

#[test]
fn the_findings_of_templates_are_those_of_their_publications_on_any_day() {
    for (name, tree) in templates() {
        let source = document(&tree);
        for redaction in [Redaction::default(), unnamed()] {
            let snapshot = open(&published(&source, &redaction).bytes);
            for on in ["2026-01-31", "2026-03-31", "2026-11-30"].map(day) {
                let found = findings(&source, on);
                assert!(!found.is_empty(), "{name}");
                assert_eq!(findings(&snapshot, on), found, "{name}");
            }
        }
    }
}

/// Whether something was deleted, at whatever depth: on an earlier day it is still there in the source.
fn has_tombstone(json: &Json) -> bool {
    let Json::Object(map) = json else { return false };
    map.contains_key("deleted") || map.values().any(has_tombstone)
}

proptest! {
    // Each case makes, saves and opens several documents.
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn findings_are_the_same_once_every_deletion_is_past(tree in strategy::plain_workspace()) {
        let source = document(&tree);
        let snapshot = open(&published(&source, &Redaction::default()).bytes);
        let after_all = day("2200-01-01");
        prop_assert_eq!(findings(&snapshot, after_all), findings(&source, after_all));
        if !has_tombstone(&tree) {
            let earlier = day("2026-01-31");
            prop_assert_eq!(findings(&snapshot, earlier), findings(&source, earlier));
        }
    }
}
