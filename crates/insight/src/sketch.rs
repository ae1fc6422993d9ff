//! Workspaces for tests, sketched in lines of text.
//!
//! ```text
//! person ana function=ops
//! kpi nrr owner=ana watch=110 act=106 obs=113,112,111
//! driver adoption causes=nrr
//! adoption causes nrr strength=strong lag_days=60
//! set limits.priorities=3
//! ```
//! `obs` are values on the 28th of each month, the last on 28 March 2026; a day later comes
//! [`TODAY`]. A link's id is its ends with `-` between them.

use causeway_model::{Date, Json, NodeId, Workspace, read, time::parse_date};
use serde_json::{Map, json};

use crate::{Facts, Finding, Findings, NodeStatus, words::Language};

/// The day of the tests: 31 March 2026.
pub(crate) const TODAY: &str = "2026-03-31";

/// A date.
pub(crate) fn day(text: &str) -> Date {
    parse_date(text).expect("a date")
}

/// The workspace that a text sketches.
pub(crate) fn workspace(text: &str) -> Workspace {
    read::workspace(&tree(text)).value
}

/// How a node of a sketched workspace stands on [`TODAY`].
pub(crate) fn standing(text: &str, id: &str) -> NodeStatus {
    let workspace = workspace(text);
    let derived = crate::Derived::of(&workspace, day(TODAY));
    *derived.status(&NodeId::new(id).expect("an id"))
}

/// Asks about the facts of a sketched workspace on [`TODAY`].
pub(crate) fn ask<T>(text: &str, question: impl FnOnce(&Facts<'_>) -> T) -> T {
    let workspace = workspace(text);
    question(&Facts::of(&workspace, day(TODAY)))
}

/// What one rule finds in a sketched workspace on [`TODAY`]: subject and severity, sorted.
pub(crate) fn found(code: &str, text: &str) -> Vec<String> {
    found_in(&tree(text), code)
}

/// The first finding of one rule in a sketched workspace on [`TODAY`].
pub(crate) fn first(code: &str, text: &str) -> Finding {
    let workspace = workspace(text);
    let found = Findings::of(&workspace, &[], day(TODAY), Language::English);
    let mut findings = found.findings.into_iter().filter(|finding| finding.code == code);
    findings.next().unwrap_or_else(|| panic!("{code} is silent"))
}

/// What one rule finds in a tree: subject and severity, sorted.
pub(crate) fn found_in(tree: &Json, code: &str) -> Vec<String> {
    let reading = read::workspace(tree);
    let found = Findings::of(&reading.value, &reading.problems, day(TODAY), Language::English);
    let findings = found.findings.iter().filter(|finding| finding.code == code);
    let mut said: Vec<String> = findings
        .map(|finding| format!("{} {}", finding.subject.join("+"), finding.severity.as_str()))
        .collect();
    said.sort();
    said
}

/// The tree that a text sketches.
pub(crate) fn tree(text: &str) -> Json {
    let mut root = json!({"format": "causeway/1", "title": "Sketch", "cadence": "monthly"});
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let mut words = line.split_whitespace();
        let (first, second) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
        let map = match first {
            "set" => {
                put(&mut root, second);
                continue;
            }
            "objective" | "kpi" | "driver" | "initiative" | "risk" => {
                root["nodes"][second] = json!({"kind": first, "title": second});
                "nodes"
            }
            "person" => {
                root["people"][second] = json!({"name": second});
                "people"
            }
            "action" | "decision" | "rule" | "acceptance" | "review" | "function" => match first {
                "function" => "functions",
                "action" => "actions",
                "decision" => "decisions",
                "rule" => "rules",
                "acceptance" => "acceptances",
                _ => "reviews",
            },
            // `from type to`, or `twice from type to` for a second link between the same two.
            first => {
                let mut rest: Vec<&str> = vec![first, second];
                rest.extend(words.by_ref().take(if first == "twice" { 2 } else { 1 }));
                let [.., from, kind, to] = rest[..] else { panic!("from type to: {line}") };
                let id = if first == "twice" {
                    format!("{from}-{to}-2")
                } else {
                    format!("{from}-{to}")
                };
                root["links"][&id] = json!({"from": from, "to": to, "type": kind});
                words.for_each(|pair| put(&mut root["links"][&id], pair));
                continue;
            }
        };
        if root[map][second].is_null() {
            root[map][second] = Json::Object(Map::new());
        }
        words.for_each(|pair| put(&mut root[map][second], pair));
    }
    root
}

/// Sets `a.b.c=value`, with short forms for what tests say often.
fn put(record: &mut Json, pair: &str) {
    let (key, text) = pair.split_once('=').expect("key=value");
    let value: Json = serde_json::from_str(text).unwrap_or_else(|_| Json::from(text));
    let is_node = record["kind"].is_string();
    match key {
        "obs" => observe(record, text),
        "baseline" => record["metric"]["baseline"] = json!({"value": value, "on": "2025-07-01"}),
        "target" => record["metric"]["target"] = json!({"value": value, "by": "2026-06-30"}),
        "benchmark" => record["metric"]["benchmark"] = json!({"value": value}),
        "level" => record["maturity"]["process"]["level"] = value,
        "unit" | "direction" | "lever" | "cadence" | "potential" | "watch" | "act" | "capacity"
        | "value_per_unit"
            if is_node =>
        {
            record["metric"][key] = value;
        }
        "formula" => record["metric"]["formula"] = Json::from(text),
        "status" | "budget" | "end" | "consequence"
            if is_node && record["kind"] == "initiative" =>
        {
            record["initiative"][key] = value;
        }
        _ => {
            let mut at = record;
            for part in key.split('.') {
                at = &mut at[part];
            }
            *at = value;
        }
    }
}

fn observe(record: &mut Json, values: &str) {
    let values: Vec<&str> = values.split(',').collect();
    for (back, value) in values.iter().rev().enumerate() {
        let month = 2026 * 12 + 2 - back;
        let on = format!("{:04}-{:02}-28", month / 12, month % 12 + 1);
        record["metric"]["observations"][on]["value"] =
            serde_json::from_str(value).expect("a number");
    }
}
