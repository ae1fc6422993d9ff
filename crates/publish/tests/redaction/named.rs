//! The present state, with names, and the full history.

use causeway_document::{ActorSeed, Document};
use causeway_publish::Redaction;
use serde_json::json;

use crate::scene::{document, published, read, templates};

#[test]
fn a_workspace_without_anything_private_is_published_whole() {
    for (name, mut tree) in templates() {
        let nodes = tree["nodes"].as_object_mut().unwrap().values_mut();
        for observation in nodes.filter_map(|node| node.get_mut("metric")?.get_mut("observations"))
        {
            for observation in observation.as_object_mut().unwrap().values_mut() {
                observation.as_object_mut().unwrap().remove("note");
            }
        }
        let mut expected = tree.clone();
        expected.as_object_mut().unwrap().remove("workspace");
        let mut found = read(&published(&document(&tree), &Redaction::default()));
        found.as_object_mut().unwrap().remove("workspace");
        assert_eq!(found, expected, "{name}");
    }
}

#[test]
fn what_was_deleted_is_gone_and_so_are_the_values_that_break_the_model() {
    let document = document(&json!({
        "format": "causeway/1",
        "people": { "ana": { "name": "Ana" } },
        "nodes": {
            "gone": { "kind": "kpi", "deleted": { "at": "2100-01-01", "by": "ana" } },
            "nrr": { "kind": "kpi", "owner": "ana", "rank": -1, "metric": { "unit": { "hidden": "here" } } },
            "odd": { "kind": "goal", "title": "No such kind" },
        },
        "links": {
            "loop": { "from": "nrr", "to": "nrr", "type": "causes" },
            "dangling": { "from": "gone", "to": "nrr", "type": "causes" },
        },
    }));
    let tree = read(&published(&document, &Redaction::default()));
    assert_eq!(tree["nodes"], json!({ "nrr": { "kind": "kpi", "owner": "ana" } }));
    assert_eq!(
        tree["links"],
        json!({ "dangling": { "from": "gone", "to": "nrr", "type": "causes" } })
    );
}

#[test]
fn values_in_conflict_stay_so() {
    let conflict = json!({ "conflict": ["ana", "ben"] });
    let tree =
        json!({ "format": "causeway/1", "nodes": { "n": { "kind": "kpi", "owner": conflict } } });
    let found = read(&published(&document(&tree), &Redaction::default()));
    assert_eq!(found["nodes"]["n"]["owner"], conflict);
}

#[test]
fn the_same_workspace_and_seed_make_the_same_bytes() {
    let (_, tree) = templates().remove(0);
    let once = published(&document(&tree), &Redaction::default());
    assert_eq!(once, published(&document(&tree), &Redaction::default()));
}

#[test]
fn the_full_history_is_the_document_as_it_is() {
    let tree = json!({
        "format": "causeway/1",
        "workspace": "w1",
        "title": "Ours",
        "comments": { "c": { "text": "said" } },
    });
    let mut document = document(&tree);
    let snapshot = published(&document, &Redaction::FullHistory);
    let mut read = Document::load(&snapshot.bytes, ActorSeed([6; 16])).unwrap();
    assert_eq!((read.tree(), read.heads()), (tree, document.heads()));
    assert!(snapshot.history);
    assert_eq!(snapshot.title, "Ours");
}
