//! The file form keeps what it doesn't know, and prints so that people can diff it.

use causeway_model::{LinkId, file, read};
use serde_json::json;

/// Unknown keys at the root, in a record, in records of records, and below known scalars' neighbours.
const STRANGE: &str = r#"{
  "format": "causeway/1",
  "nodes": {
    "nrr": {
      "kind": "kpi",
      "metric": {
        "baseline": {
          "value": 108,
          "x-deep": {
            "list": [
              1,
              1.0,
              null,
              [],
              {},
              [
                {
                  "a": -0.0
                }
              ]
            ],
            "null": null
          }
        },
        "observations": {
          "2026-01-31": {
            "value": 9007199254740993,
            "x-large": 9007199254740993
          }
        },
        "target": {
          "value": 1.0,
          "x-bytes": {
            "$bytes": "AQID"
          }
        }
      },
      "title": "Retention \"net\" é 🦀\n\u0001",
      "x-count": {
        "$counter": 3
      }
    }
  },
  "x-root": [
    18446744073709551615,
    -9223372036854775808,
    0.1,
    1e+300,
    1.2345678901234568e+17,
    5e-324
  ]
}
"#;

#[test]
fn unknown_keys_lists_nulls_and_numbers_survive_as_they_are() {
    let file = file::parse(STRANGE).unwrap();
    assert_eq!(file::print(&file.tree), STRANGE);
    let metric = file.workspace.nodes["nrr"].metric.as_ref().unwrap();
    assert_eq!(metric.baseline.as_ref().unwrap().value, Some(108.0));
}

#[test]
fn keys_are_printed_in_order_and_nothing_else_is_touched() {
    let text = r#"{"b":{"z":1,"a":[]},"a":{},"B":"x"}"#;
    let printed = file::print(&serde_json::from_str(text).unwrap());
    assert_eq!(
        printed,
        "{\n  \"B\": \"x\",\n  \"a\": {},\n  \"b\": {\n    \"a\": [],\n    \"z\": 1\n  }\n}\n"
    );
}

#[test]
fn a_number_too_large_for_json_or_a_tree_too_deep_for_readers_is_refused() {
    assert!(file::parse(r#"{"format": "causeway/1", "x": 1e999}"#).is_err());
    let deep =
        format!(r#"{{"format": "causeway/1", "x": {}{}}}"#, "[".repeat(5000), "]".repeat(5000));
    assert!(file::parse(deep).is_err());
}

#[test]
fn any_kind_of_number_is_read_wherever_a_number_stands() {
    let node = json!({
        "kind": "driver",
        "rank": 2,
        "metric": { "watch": 3, "act": 3.5, "potential": 18_446_744_073_709_551_615_u64 },
        "contract": { "respond_hours": 48.0 },
        "maturity": { "people": { "level": 2.0, "target": 4 } },
    });
    let reading = read::node(&"n".parse().unwrap(), &node);
    assert_eq!(reading.problems, []);
    let node = reading.value.unwrap();
    assert_eq!(node.contract.unwrap().respond_hours, Some(48));
    assert_eq!(node.maturity.unwrap().people.unwrap().level.unwrap().get(), 2);
}

#[test]
fn empty_reads_as_absent() {
    let full = json!({
        "kind": "kpi", "title": "", "description": "", "metric": { "observations": {}, "unit": "", "watch": {} },
        "contract": {}, "risk": { "mitigation": "" }, "tags": {}, "position": {}, "deleted": {}, "archived": {},
    });
    let id = "n".parse().unwrap();
    let bare = read::node(&id, &json!({ "kind": "kpi" }));
    assert_eq!(read::node(&id, &full), bare);
}

#[test]
fn an_empty_text_beside_another_is_no_conflict() {
    let node = json!({ "kind": "kpi", "title": { "conflict": ["", "Churn"] } });
    let reading = read::node(&"n".parse().unwrap(), &node);
    assert_eq!(reading.value.unwrap().title.one(), Some("Churn"));
}

#[test]
fn a_bad_part_is_left_out_and_the_rest_is_read() {
    let tree = json!({
        "title": "Kept",
        "currency": "dollars",
        "nodes": {
            "no-kind": { "title": "left out" },
            "nrr": { "kind": "kpi", "owner": { "conflict": ["ana", "b b"] }, "metric": {
                "unit": "%", "act": "low", "observations": { "2026-01-31": { "value": 1 }, "today": { "value": 2 } },
            } },
        },
        "links": {
            "l1": { "from": "nrr", "to": "nrr", "type": "causes" },
            "l2": { "from": "no-kind", "to": "nrr", "type": "causes", "lag_days": "long" },
        },
    });
    let reading = read::workspace(&tree);
    let paths: Vec<_> = reading.problems.iter().map(|problem| problem.path.to_string()).collect();
    assert_eq!(
        paths,
        [
            "currency",
            "nodes/no-kind/kind",
            "nodes/nrr/owner",
            "nodes/nrr/metric/act",
            "nodes/nrr/metric/observations/today",
            "links/l2/lag_days",
            "links/l1",
        ]
    );
    let workspace = reading.value;
    assert_eq!(workspace.title.one(), Some("Kept"));
    assert_eq!(workspace.nodes.len(), 1);
    let nrr = &workspace.nodes["nrr"];
    assert_eq!(nrr.owner.one().unwrap().as_str(), "ana");
    assert_eq!(nrr.metric.as_ref().unwrap().observations.len(), 1);
    assert_eq!(workspace.links.keys().map(LinkId::as_str).collect::<Vec<_>>(), ["l2"]);
}
