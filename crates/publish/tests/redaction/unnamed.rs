//! Nobody is named who shall not be.

use causeway_model::Json;
use serde_json::json;

use crate::scene::{document, holds, inflated, published, read, unnamed};

/// Two people in every place where one can stand.
fn scene() -> Json {
    json!({
        "format": "causeway/1",
        "title": "Zora Quill's plan",
        "functions": { "ops": { "name": "Team of Zora Quill" } },
        "people": {
            "id-zora": { "name": "Zora Quill", "role": "COO", "function": "ops" },
            "id-yves": { "name": "Yves" },
            "id-gone": { "name": "Xanthe Gone", "deleted": { "at": "2026-01-01", "by": "id-zora" } },
        },
        "nodes": {
            "nrr": {
                "kind": "kpi",
                "title": "What Zora QUILL promised",
                "description": "Yves and Xanthe Gone disagree",
                "owner": { "conflict": ["id-yves", "id-zora"] },
                "contributors": { "id-yves": true, "id-stranger": true },
                "tags": { "Yves": true },
                "metric": {
                    "source": "Yves",
                    "formula": "[a] * 2",
                    "observations": { "2026-01-31": { "value": 1, "by": "id-yves" } },
                },
                "contract": {
                    "escalation": { "one": { "to": "id-zora" } },
                    "stop_authority": "id-zora",
                    "agreements": { "id-yves": { "terms": {
                        "stop_authority": "id-zora", "conversation": "with Yves",
                        "escalation": { "one": { "to": "id-zora" } },
                    } } },
                },
            },
            "old": { "kind": "kpi", "archived": { "by": "id-zora", "reason": "Yves said" } },
        },
        "links": { "l": {
            "from": "old", "to": "nrr", "type": "causes",
            "evidence": { "e": { "by": "id-yves", "text": "Yves saw it", "verdict": "supports" } },
        }, "d": {
            "from": "nrr", "to": "old", "type": "depends_on", "handoff": { "agreed": { "by": "id-zora" } },
        } },
        "actions": { "a": { "node": "nrr", "owner": "id-zora", "plan": "Yves calls" } },
        "decisions": { "d1": {
            "title": "Yves stays", "captain": "id-zora", "raised": { "by": "id-yves" }, "made": { "by": "id-zora" },
            "dissent": { "id-yves": { "text": "Zora Quill is wrong" } },
            "moves": { "m": { "from": "id-yves", "to": "nrr", "amount": 1 } },
        } },
        "rules": { "r": { "by": "id-zora", "limit": "ask Yves" } },
        "acceptances": { "x": { "code": "owner-overload", "subject": { "id-zora": true }, "by": "id-yves" } },
        "reviews": { "v": {
            "attendees": { "id-zora": true, "id-yves": true },
            "items": { "owner-overload id-zora": {
                "code": "owner-overload", "subject": { "id-zora": true },
                "outcome": { "kind": "owner", "ref": "id-zora" },
            } },
        } },
        "scenarios": { "s": { "title": "As Yves likes it", "by": "id-yves" } },
    })
}

#[test]
fn neither_names_nor_ids_of_people_are_in_the_bytes() {
    let snapshot = published(&document(&scene()), &unnamed());
    let bytes = inflated(&snapshot);
    for name in ["Zora", "zora", "QUILL", "Quill", "Yves", "yves", "Xanthe", "id-gone", "stranger"]
    {
        assert!(!holds(&bytes, name.as_bytes()), "{name} in {:#}", read(&snapshot));
    }
    assert_eq!(snapshot.title, "COO's plan");
}

#[test]
fn people_stay_apart_and_keep_what_is_theirs() {
    let tree = read(&published(&document(&scene()), &unnamed()));
    // Imported from a file, they are as old as their ids are early: gone, yves, zora.
    let people = json!({
        "person-2": { "name": "Person 2" },
        "person-3": { "name": "COO", "role": "COO", "function": "ops" },
    });
    assert_eq!(tree["people"], people);
    let nrr = &tree["nodes"]["nrr"];
    assert_eq!(nrr["owner"], json!({ "conflict": ["person-2", "person-3"] }));
    assert_eq!(nrr["contributors"], json!({ "person-2": true, "person-4": true }));
    assert_eq!(nrr["description"], "Person 2 and Person 1 disagree");
    assert_eq!(nrr["metric"]["formula"], "[a] * 2");
    assert_eq!(tree["decisions"]["d1"]["moves"]["m"]["to"], "nrr");
    assert_eq!(tree["decisions"]["d1"]["dissent"]["person-2"]["text"], "COO is wrong");
    let line = &tree["reviews"]["v"]["items"]["owner-overload person-3"];
    assert_eq!(line["outcome"]["ref"], "person-3");
}

#[test]
fn a_part_of_a_name_is_pointed_out_in_texts_tags_and_ids() {
    let mut tree = scene();
    tree["nodes"]["old"]["title"] = "Ask Zora first".into();
    tree["nodes"]["old"]["tags"] = json!({ "zora": true });
    tree["nodes"]["old"]["metric"] = json!({ "formula": "[zora-plan] * 2" });
    tree["nodes"]["zora-plan"] = json!({ "kind": "kpi" });
    tree["links"]["l"]["from"] = "zora-plan".into();
    let snapshot = published(&document(&tree), &unnamed());
    let found: Vec<String> = snapshot
        .mentions
        .iter()
        .map(|mention| format!("{}: {}", mention.path, mention.text))
        .collect();
    assert_eq!(
        found,
        [
            "nodes/old/metric/formula: [zora-plan] * 2",
            "nodes/old/tags/zora: zora",
            "nodes/old/title: Ask Zora first",
            "nodes/zora-plan: zora-plan",
        ]
    );
}

#[test]
fn a_role_with_a_part_of_a_name_points_nothing_else_away() {
    let mut tree = scene();
    tree["people"]["id-yves"]["role"] = "Deputy of Zora".into();
    tree["nodes"]["old"]["title"] = "Ask Zora first".into();
    let snapshot = published(&document(&tree), &unnamed());
    let found: Vec<String> =
        snapshot.mentions.iter().map(|mention| mention.path.to_string()).collect();
    assert_eq!(found, ["nodes/old/title", "people/person-2/role"]);
}
