use serde_json::json;

use super::*;

fn fresh() -> impl FnMut() -> NodeId {
    let mut count = 0;
    move || {
        count += 1;
        NodeId::new(&format!("new{count}")).unwrap()
    }
}

fn link_id(kind: &str, from: &str, to: &str) -> String {
    format!("{kind}-{from}-{to}")
}

fn renew(records: &Json, known: &Known) -> Json {
    renewed(records, known, fresh(), link_id)
}

#[test]
fn what_is_copied_is_found_again_in_the_text() {
    let records = json!({"nodes": {"a": {"kind": "kpi", "title": "Churn"}}, "links": {}});
    let text = write("- KPI: Churn\n", &records);
    assert!(text.starts_with("- KPI: Churn\n\n{\"format\":\"causeway/1\""));
    assert_eq!(find(&text).unwrap()["nodes"], records["nodes"]);
}

#[test]
fn a_whole_file_gives_its_nodes_without_the_deleted() {
    let file = "{\n  \"format\": \"causeway/1\",\n  \"nodes\": {\"a\": {\"kind\": \"kpi\"}, \
                \"b\": {\"kind\": \"kpi\", \"deleted\": {\"at\": \"2026-01-01\"}}},\n  \"reviews\": {}\n}";
    let found = find(file).unwrap();
    assert_eq!(found["nodes"], json!({"a": {"kind": "kpi"}}));
    assert_eq!(found.get("reviews"), None);
}

#[test]
fn ids_are_new_and_links_follow() {
    let records = json!({
        "nodes": {"a": {"kind": "driver", "rank": 3}, "b": {"kind": "kpi"}},
        "links": {
            "1": {"from": "a", "to": "b", "type": "causes", "polarity": "-"},
            "2": {"from": "a", "to": "elsewhere", "type": "causes"}
        }
    });
    let new = renew(&records, &Known::default());
    assert_eq!(new["nodes"], json!({"new1": {"kind": "driver"}, "new2": {"kind": "kpi"}}));
    let link = json!({"from": "new1", "to": "new2", "type": "causes", "polarity": "-"});
    assert_eq!(new["links"], json!({"causes-new1-new2": link}));
}

#[test]
fn people_are_known_by_id_then_by_name_and_come_along_otherwise() {
    let node = |owner: &str| json!({"kind": "kpi", "owner": owner});
    let records = json!({
        "nodes": {"a": node("ana"), "b": node("ben"), "c": node("cid"), "d": node("nobody")},
        "people": {"ana": {"name": "Ana"}, "ben": {"name": "Ben"}, "cid": {"name": "Cid"}}
    });
    let people =
        BTreeMap::from([("ana".to_owned(), "A.".to_owned()), ("b2".to_owned(), "Ben".to_owned())]);
    let new = renew(&records, &Known { people, ..Known::default() });
    let owner = |id: &str| new["nodes"][id].get("owner").cloned();
    assert_eq!(owner("new1"), Some("ana".into()));
    assert_eq!(owner("new2"), Some("b2".into()));
    assert_eq!(owner("new3"), Some("cid".into()));
    assert_eq!(owner("new4"), None);
    assert_eq!(new["people"], json!({"cid": {"name": "Cid"}}));
}

#[test]
fn what_refers_to_a_node_follows_it_or_falls_away() {
    let records = json!({"nodes": {
        "work": {"kind": "initiative", "title": "a", "initiative": {"claims": {"a": {"change": 3}, "gone": {"change": 1}}}},
        "a": {"kind": "driver"},
        "risk": {"kind": "risk", "risk": {"sign": "a"}}
    }});
    let new = renew(&records, &Known::default());
    assert_eq!(new["nodes"]["new3"]["initiative"]["claims"], json!({"new1": {"change": 3}}));
    assert_eq!(new["nodes"]["new3"]["title"], "a");
    assert_eq!(new["nodes"]["new2"]["risk"]["sign"], "new1");
}
