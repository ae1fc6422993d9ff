//! A tree that becomes a document comes out of it as it went in.

use std::fs;
use std::path::Path as FilePath;

use causeway_document::{ActorSeed, Document};
use causeway_model::Json;
use serde_json::json;

const ACTOR: ActorSeed = ActorSeed([7; 16]);

fn there_and_back(tree: &Json) -> Json {
    let mut document = Document::from_tree(tree, ACTOR).unwrap();
    let there = document.tree();
    let loaded = Document::load(&document.save(), ActorSeed([8; 16])).unwrap();
    assert_eq!(loaded.tree(), there);
    there
}

fn with_format(mut tree: Json) -> Json {
    tree["format"] = json!("causeway/1");
    tree
}

fn check(tree: Json) {
    let tree = with_format(tree);
    assert_eq!(there_and_back(&tree), tree);
}

#[test]
fn the_cases_come_back_as_they_were() {
    for entry in
        fs::read_dir(FilePath::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/trees")).unwrap()
    {
        let file = entry.unwrap().path();
        let tree: Json = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
        assert_eq!(there_and_back(&tree), tree, "{}", file.display());
    }
}

#[test]
fn unknown_keys_come_back_at_any_depth() {
    let strange = json!({
        "list": [1, null, [true, {"deep": []}], "text", 9_007_199_254_740_993_i64],
        "none": null,
        "empty": {},
        "one": 1.0,
        "large": u64::MAX,
        "minus": -0.5,
        "bytes": {"$bytes": "AAEC"},
        "counter": {"$counter": 3},
        "time": {"$time": "2026-01-02T03:04:05Z"},
        "conflict": {"conflict": [1, 2]},
    });
    check(json!({
        "x": strange,
        "nodes": { "n": {
            "kind": "kpi", "x": strange,
            "metric": { "x": strange, "watch": {"low": 1, "high": 2.0, "x": strange},
                        "observations": {"2026-01-01": {"value": 1.0, "x": strange}} },
        } },
        "y": {"nodes": {"n": {"title": "not a text of ours"}}},
    }));
}

#[test]
fn conflicts_come_back() {
    check(json!({
        "title": {"conflict": ["Alpha", "Beta"]},
        "nodes": {
            "n": {
                "kind": "kpi",
                "title": {"conflict": ["a", "b", "c"]},
                "owner": {"conflict": ["ana", "ben"]},
                "metric": {
                    "direction": {"conflict": ["down", "up"]},
                    "watch": {"conflict": [3, {"high": 2, "low": 1}, {"low": 4}]},
                    "observations": {"2026-01-01": {"value": {"conflict": [1, 2.5, 3]}}},
                },
            },
        },
    }));
}

#[test]
fn what_the_model_knows_and_is_empty_is_left_out() {
    let tree = json!({"title": "", "nodes": {"n": {"kind": "risk", "risk": {}, "tags": {}}}, "people": {}});
    let expected = json!({"nodes": {"n": {"kind": "risk"}}});
    assert_eq!(there_and_back(&tree), with_format(expected));
}

#[test]
fn the_same_tree_and_actor_make_the_same_document() {
    let tree = json!({"nodes": {"a": {"kind": "kpi", "owner": {"conflict": ["x", "y"]}}, "b": {"kind": "risk"}}});
    let bytes = || Document::from_tree(&tree, ACTOR).unwrap().save();
    assert_eq!(bytes(), bytes());
}

#[test]
fn what_is_no_workspace_is_refused() {
    assert!(Document::from_tree(&json!([]), ACTOR).is_err());
    let deep = (0..200).fold(json!(1), |inner, _| json!({ "x": inner }));
    assert!(Document::from_tree(&deep, ACTOR).is_err());
}
