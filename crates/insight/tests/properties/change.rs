//! What changes nothing: names, the order of keys, what is to come, units, and what nobody owns.

use causeway_insight::Finding;
use causeway_model::{Json, file};
use proptest::prelude::*;
use serde_json::json;

use crate::{SEEDS, findings, random::workspace, rows, scale};

/// Puts another text for every node's id, which keeps their order.
fn renamed(tree: &Json) -> Json {
    let mut text = tree.to_string();
    for at in 0..20 {
        text = text.replace(&format!("n{at:02}"), &format!("other_{at:02}x"));
    }
    serde_json::from_str(&text).unwrap()
}

/// The same tree as text, its keys in the opposite order.
fn backwards(tree: &Json) -> String {
    match tree {
        Json::Object(map) => {
            let entries: Vec<String> = map
                .iter()
                .rev()
                .map(|(key, value)| format!("{}:{}", Json::from(key.as_str()), backwards(value)))
                .collect();
            format!("{{{}}}", entries.join(","))
        }
        other => other.to_string(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn renaming_ids_in_their_order_changes_only_the_ids(seed in any::<u64>()) {
        let tree = workspace(seed);
        let before = renamed(&findings(&tree).to_json());
        prop_assert_eq!(findings(&renamed(&tree)).to_json(), before);
    }

    #[test]
    fn the_order_of_keys_changes_nothing(seed in any::<u64>()) {
        let tree = workspace(seed);
        let text: Json = serde_json::from_str(&backwards(&tree)).unwrap();
        prop_assert_eq!(findings(&text).to_json().to_string(), findings(&tree).to_json().to_string());
        // Where the file is good enough to be read strictly, the same holds from its text.
        if let Ok(read) = file::parse(backwards(&tree)) {
            prop_assert_eq!(findings(&read.tree), findings(&tree));
        }
    }
}

#[test]
fn nodes_without_owner_function_or_money_change_no_finding_of_the_others() {
    for seed in 0..SEEDS {
        let mut tree = workspace(seed);
        let before = rows(&findings(&tree));
        for kind in ["kpi", "driver", "initiative", "risk"] {
            tree["nodes"][format!("m-{kind}")] =
                json!({"kind": kind, "title": "More", "metric": {"unit": "x"}});
        }
        let mut after = rows(&findings(&tree));
        after.retain(|row| !row.contains("\"m"));
        assert_eq!(after, before, "seed {seed}");
    }
}

#[test]
fn what_is_dated_after_today_changes_nothing() {
    for seed in 0..SEEDS {
        let tree = workspace(seed);
        let mut later = tree.clone();
        let ids: Vec<String> = tree["nodes"].as_object().unwrap().keys().cloned().collect();
        for id in &ids {
            if !tree["nodes"][id]["metric"].is_null()
                && tree["nodes"][id]["metric"]["formula"].is_null()
            {
                later["nodes"][id]["metric"]["observations"]["2026-04-01"]["value"] = json!(1e6);
            }
            if tree["nodes"][id]["archived"].is_null() {
                later["nodes"][id]["archived"] = json!({"at": "2026-04-01T00:00:00Z"});
            }
            if tree["nodes"][id]["kind"] == "initiative" {
                let initiative = &mut later["nodes"][id]["initiative"];
                // What is reported done says that nothing is to come.
                if initiative["status"] != "done" {
                    initiative["milestones"]["later"] =
                        json!({"due": "2026-04-01", "done_on": "2026-04-01", "evidence": "seen"});
                }
                // A claim has the id of its kpi: those that are there already are left alone.
                for kpi in &ids {
                    if initiative["claims"][kpi].is_null() {
                        initiative["claims"][kpi] = json!({"amount": 1e9, "on": "2026-04-01"});
                    }
                }
            }
            if !tree["nodes"][id]["contract"].is_null() {
                later["nodes"][id]["contract"]["agreements"]["ana"] =
                    json!({"on": "2026-04-01", "terms": {"conversation": "other"}});
            }
            later["actions"][format!("later-{id}")] = json!({"node": id, "plan": "p", "owner": "ana", "opened": "2026-04-01", "due": "2026-05-01"});
        }
        let named: serde_json::Map<String, Json> =
            ids.iter().map(|id| (id.clone(), json!(true))).collect();
        later["decisions"]["later"] = json!({"title": "L", "made": {"on": "2026-04-01"}, "raised": {"on": "2026-04-01"}, "nodes": named});
        later["rules"]["later"] = json!({"between": named, "on": "2026-04-01"});
        let acceptance = |found: &Finding| {
            let subject: serde_json::Map<String, Json> =
                found.subject.iter().map(|id| (id.clone(), json!(true))).collect();
            json!({"code": found.code, "subject": subject, "on": "2026-04-01", "until": "2027-01-01"})
        };
        for (at, found) in findings(&tree).findings.iter().enumerate() {
            later["acceptances"][format!("later-{at}")] = acceptance(found);
        }
        for person in later["people"].as_object_mut().unwrap().values_mut() {
            person["deleted"] = json!({"at": "2026-04-01T00:00:00Z"});
        }
        for function in later["functions"].as_object_mut().unwrap().values_mut() {
            function["deleted"] = json!({"at": "2026-04-01T00:00:00Z"});
        }
        later["reviews"]["later"] = json!({"held": {"to": "2026-04-01T10:00:00Z"}});
        for link in later["links"].as_object_mut().unwrap().values_mut() {
            link["evidence"]["later"] = json!({"on": "2026-04-01", "verdict": "contradicts"});
            link["deleted"] = json!({"at": "2026-04-01T00:00:00Z"});
        }
        assert_eq!(findings(&later).to_json(), findings(&tree).to_json(), "seed {seed}");
    }
}

/// The same workspace with one metric counted in thousandths.
fn in_thousandths(tree: &Json, id: &str) -> Json {
    let mut tree = tree.clone();
    let metric = &mut tree["nodes"][id]["metric"];
    for key in
        ["baseline", "target", "potential", "benchmark", "watch", "act", "capacity", "observations"]
    {
        if !metric[key].is_null() {
            scale(&mut metric[key], 1000.0);
        }
    }
    if let Some(formula) = metric["formula"].as_str() {
        metric["formula"] = json!(format!("({formula}) * 1000"));
    }
    if !metric["value_per_unit"].is_null() {
        scale(&mut metric["value_per_unit"], 0.001);
    }
    for node in tree["nodes"].as_object_mut().unwrap().values_mut() {
        if let Some(formula) = node["metric"]["formula"].as_str() {
            // Bracketed and bare terms alike; no id is part of another.
            let marked = formula.replace(&format!("[{id}]"), "@").replace(id, "@");
            node["metric"]["formula"] = json!(marked.replace('@', &format!("([{id}] / 1000)")));
        }
        if !node["initiative"]["claims"][id].is_null() {
            scale(&mut node["initiative"]["claims"][id]["amount"], 1000.0);
        }
    }
    for link in
        tree["links"].as_object_mut().unwrap().values_mut().filter(|link| !link["effect"].is_null())
    {
        if link["from"] == id {
            scale(&mut link["effect"], 0.001);
        }
        if link["to"] == id {
            scale(&mut link["effect"], 1000.0);
        }
    }
    tree
}

#[test]
fn counting_a_metric_in_thousandths_changes_no_finding() {
    let mut tried = 0;
    for seed in 0..SEEDS {
        let tree = workspace(seed);
        let nodes = tree["nodes"].as_object().unwrap();
        // With a potential and a baseline, the span is not defaulted.
        let fits = |node: &&Json| node["metric"]["potential"].is_number();
        for (id, _) in nodes.iter().filter(|(_, node)| fits(node)) {
            tried += 1;
            assert_eq!(
                rows(&findings(&in_thousandths(&tree, id))),
                rows(&findings(&tree)),
                "seed {seed}, {id}"
            );
        }
    }
    assert!(tried > 100);
}
