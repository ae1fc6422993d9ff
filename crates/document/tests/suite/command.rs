//! What each command does, and what is refused.

use causeway_document::{Command, NewLink, Point, Splice};
use causeway_model::time::parse_date;
use causeway_model::{LinkId, LinkKind, NodeKind, PersonId};
use serde_json::{Value as Json, json};

use crate::scene::{Peer, ana, link, node, path};

#[test]
fn a_node_comes_with_its_link_in_one_change() {
    let mut ana = ana();
    let new = NewLink::between(LinkKind::Causes, node("price"), node("nrr"));
    let id = new.link.clone();
    ana.does(Command::CreateNode {
        node: node("price"),
        kind: NodeKind::Driver,
        title: "Price".into(),
        position: Some(Point { x: 10.0, y: 20.5 }),
        link: Some(new),
    });
    let expected = json!({"kind": "driver", "title": "Price", "position": {"x": 10, "y": 20.5}});
    assert_eq!(ana.at("nodes/price"), expected);
    assert_eq!(
        ana.at(&format!("links/{id}")),
        json!({"from": "price", "to": "nrr", "type": "causes"})
    );
}

#[test]
fn a_refused_link_takes_its_node_with_it() {
    let mut ana = ana();
    let said = ana.refuses(Command::CreateNode {
        node: node("more"),
        kind: NodeKind::Objective,
        title: String::new(),
        position: None,
        link: Some(NewLink::between(LinkKind::Causes, node("more"), node("nrr"))),
    });
    assert_eq!(said, "a link that says causes can't join these two");
    assert_eq!(ana.at("nodes/more"), Json::Null);
}

#[test]
fn links_that_make_no_sense_are_refused() {
    use LinkKind::{Causes, DependsOn, Serves};
    let mut ana = ana();
    assert_eq!(ana.refuses(link(Causes, "nrr", "nrr")), "a node can't be linked to itself");
    assert_eq!(ana.refuses(link(Causes, "churn", "nrr")), "these two are linked already, by l1");
    assert_eq!(
        ana.refuses(link(Causes, "growth", "nrr")),
        "a link that says causes can't join these two"
    );
    assert_eq!(ana.refuses(link(DependsOn, "nrr", "gone")), "there is no nodes/gone");
    ana.does(link(Causes, "nrr", "churn"));
    let objective = |id: &str| Command::CreateNode {
        node: node(id),
        kind: NodeKind::Objective,
        title: id.into(),
        position: None,
        link: None,
    };
    ana.does(Command::All(vec![objective("a"), objective("b")]));
    ana.does(link(Serves, "a", "b"));
    ana.does(link(Serves, "b", "growth"));
    assert_eq!(
        ana.refuses(link(Serves, "growth", "a")),
        "the link would close a circle of what serves what"
    );
}

#[test]
fn a_link_that_was_deleted_comes_back_when_it_is_drawn_again() {
    let mut ana = ana();
    ana.does(link(LinkKind::Causes, "support", "churn"));
    let id = causeway_document::link_id(LinkKind::Causes, &node("support"), &node("churn"));
    let strength = format!("links/{id}/strength");
    ana.sets(&strength, json!("strong"));
    ana.does(Command::DeleteLinks { links: vec![id] });
    ana.does(link(LinkKind::Causes, "support", "churn"));
    assert_eq!(ana.at(&strength), json!("strong"));
    ana.does(Command::DeleteLinks { links: vec![LinkId::new("l1").unwrap()] });
    ana.does(link(LinkKind::Causes, "churn", "nrr"));
}

#[test]
fn deleting_is_a_flag_and_can_be_taken_back() {
    let mut ana = ana();
    ana.does(Command::DeleteNodes { nodes: vec![node("nrr")] });
    assert_eq!(ana.at("nodes/nrr/deleted"), json!({"at": "2026-11-22T12:00:00Z", "by": "ana"}));
    assert_eq!(ana.at("nodes/nrr/title"), json!("Net revenue retention"));
    let rename = Command::RenameNode { node: node("nrr"), base: String::new(), title: "x".into() };
    assert_eq!(ana.refuses(rename), "nodes/nrr is deleted; restore it first");
    ana.does(Command::RestoreNodes { nodes: vec![node("nrr")] });
    assert_eq!(ana.at("nodes/nrr/deleted"), Json::Null);
}

#[test]
fn a_field_takes_only_what_the_model_allows() {
    let mut ana = ana();
    let mut refuses =
        |at: &str, value: Json| ana.refuses(Command::SetField { path: path(at), value });
    assert_eq!(
        refuses("nodes/nrr/metric/target/value", json!("much")),
        "nodes/nrr/metric/target/value: must be a number, not \"much\""
    );
    assert_eq!(refuses("nodes/nrr/nothing", json!(1)), "the model has no nodes/nrr/nothing");
    assert_eq!(refuses("nodes/gone/rank", json!(1)), "there is no nodes/gone");
    assert!(
        refuses("nodes/nrr/metric/observations/yesterday/value", json!(1))
            .contains("must be a date")
    );
    assert!(refuses("nodes/nrr/maturity/process/level", json!(6)).contains("must be a level"));
    assert_eq!(refuses("links/l1/to", json!("churn")), "a node can't be linked to itself");
    assert_eq!(refuses("format", json!("causeway/2")), "format can't be changed");
    let clear = Command::ClearField { path: path("nodes/nrr/kind") };
    assert_eq!(ana.refuses(clear), "nodes/nrr/kind can't be empty");
}

#[test]
fn a_node_stays_what_its_links_need() {
    let mut ana = ana();
    let kind =
        |value: &str| Command::SetField { path: path("nodes/churn/kind"), value: json!(value) };
    assert_eq!(ana.refuses(kind("objective")), "a link that says causes can't join these two");
    ana.does(kind("driver"));
    ana.does(Command::DeleteLinks { links: vec![LinkId::new("l1").unwrap()] });
    ana.does(kind("objective"));
}

#[test]
fn records_are_made_on_demand_and_set_key_by_key() {
    let mut ana = ana();
    ana.sets("decisions/d1", json!({"title": "Raise prices", "raised": {"on": "2026-11-01"}}));
    ana.sets("decisions/d1/raised/by", json!("ben"));
    ana.sets("decisions/d1", json!({"captain": "ana"}));
    let expected = json!({"title": "Raise prices", "captain": "ana", "raised": {"on": "2026-11-01", "by": "ben"}});
    assert_eq!(ana.at("decisions/d1"), expected);
    ana.clears("decisions/d1/raised");
    assert_eq!(ana.at("decisions/d1"), json!({"title": "Raise prices", "captain": "ana"}));
    ana.clears("decisions/d1");
    assert_eq!(ana.at("decisions/d1"), Json::Null);
}

#[test]
fn setting_what_is_there_changes_nothing() {
    let mut ana = ana();
    let before = ana.document.heads();
    for (at, value) in [
        ("nodes/nrr/owner", json!("ana")),
        ("nodes/growth/rank", json!(1.0)),
        ("title", json!("Retention")),
    ] {
        let applied = ana.sets(at, value);
        assert!(!applied.has_changed && applied.inverse.is_empty());
    }
    ana.clears("nodes/nrr/metric");
    assert_eq!(ana.document.heads(), before);
}

#[test]
fn limits_of_a_range_are_set_one_by_one() {
    let mut ana = ana();
    ana.sets("nodes/nrr/metric/watch/low", json!(1));
    ana.sets("nodes/nrr/metric/watch/high", json!(5));
    assert_eq!(ana.at("nodes/nrr/metric/watch"), json!({"low": 1, "high": 5}));
    ana.clears("nodes/nrr/metric/watch/low");
    ana.clears("nodes/nrr/metric/watch/high");
    assert_eq!(ana.at("nodes/nrr/metric"), Json::Null);
}

#[test]
fn a_limit_that_is_set_leaves_what_is_unknown_beside_it() {
    let mut ana = ana();
    ana.sets("nodes/nrr/metric/watch", json!({"low": 1, "high": 5, "x-n": {"a": 1}}));
    ana.sets("nodes/nrr/metric/watch/low", json!(2));
    ana.clears("nodes/nrr/metric/watch/high");
    assert_eq!(ana.at("nodes/nrr/metric/watch"), json!({"low": 2, "x-n": {"a": 1}}));
}

#[test]
fn a_value_of_a_day_is_typed_replaced_and_removed() {
    let mut ana = ana();
    let on = parse_date("2026-10-31").unwrap();
    let observe = |value, note: &str| Command::AddObservation {
        node: node("nrr"),
        on,
        value,
        note: note.into(),
    };
    ana.does(observe(104.5, "first"));
    ana.does(observe(105.0, ""));
    let at = "nodes/nrr/metric/observations/2026-10-31";
    assert_eq!(ana.at(at), json!({"value": 105, "by": "ana", "entered": "2026-11-22"}));
    ana.does(Command::RemoveObservation { node: node("nrr"), on });
    assert_eq!(ana.at(at)["deleted"]["by"], json!("ana"));
    ana.does(observe(106.0, ""));
    assert_eq!(ana.at(at)["deleted"], Json::Null);
    assert!(ana.refuses(observe(f64::NAN, "")).contains("must be a number"));
}

#[test]
fn archiving_says_when_by_whom_and_why() {
    let mut ana = ana();
    ana.does(Command::ArchiveNode { node: node("churn"), reason: "nobody reads it".into() });
    let expected = json!({"at": "2026-11-22T12:00:00Z", "by": "ana", "reason": "nobody reads it"});
    assert_eq!(ana.at("nodes/churn/archived"), expected);
    ana.does(Command::UnarchiveNode { node: node("churn") });
    assert_eq!(ana.at("nodes/churn/archived"), Json::Null);
}

#[test]
fn typing_writes_only_what_was_struck() {
    let mut ana = ana();
    let before = ana.document.heads();
    let typed = |base: &str, splices| Command::SpliceText {
        path: path("nodes/churn/title"),
        base: base.into(),
        splices,
    };
    ana.does(typed("Churn", vec![Splice { at: 5, delete: 0, insert: " rate".into() }]));
    assert_eq!(ana.at("nodes/churn/title"), json!("Churn rate"));
    assert!(ana.document.save_after(&before).len() < 150);
    let outside = typed("Churn rate", vec![Splice { at: 99, delete: 0, insert: "!".into() }]);
    assert!(ana.refuses(outside).contains("doesn't fit"));
    let edit = Command::EditText {
        path: path("nodes/churn/owner"),
        base: String::new(),
        text: "x".into(),
    };
    assert_eq!(ana.refuses(edit), "nodes/churn/owner holds no text");
}

#[test]
fn nodes_are_moved_together_and_given_back() {
    let mut ana = ana();
    let at = |x, y| Some(Point { x, y });
    ana.does(Command::MoveNodes {
        places: vec![(node("nrr"), at(1.0, 2.0)), (node("churn"), at(3.5, 4.0))],
    });
    assert_eq!(ana.at("nodes/churn/position"), json!({"x": 3.5, "y": 4}));
    ana.does(Command::MoveNodes { places: vec![(node("churn"), None)] });
    assert_eq!(ana.at("nodes/churn/position"), Json::Null);
    let nowhere = Command::MoveNodes { places: vec![(node("nrr"), at(f64::INFINITY, 0.0))] };
    assert!(ana.refuses(nowhere).contains("must be a number"));
}

fn order(peer: &Peer) -> Vec<String> {
    let mut ranked: Vec<(f64, String)> = peer
        .at("nodes")
        .as_object()
        .unwrap()
        .iter()
        .filter_map(|(id, node)| Some((node["rank"].as_f64()?, id.clone())))
        .collect();
    ranked.sort_by(|a, b| a.partial_cmp(b).unwrap());
    ranked.into_iter().map(|(_, id)| id).collect()
}

#[test]
fn a_drop_takes_its_place_in_the_order() {
    let mut ana = ana();
    for id in ["a", "b", "c"] {
        ana.does(Command::CreateNode {
            node: node(id),
            kind: NodeKind::Initiative,
            title: id.into(),
            position: None,
            link: None,
        });
    }
    let rank = |id: &str, after: Option<&str>| Command::RankNode {
        node: node(id),
        after: after.map(node),
    };
    ana.does(rank("a", Some("growth")));
    ana.does(rank("b", None));
    ana.does(rank("c", Some("b")));
    assert_eq!(order(&ana), ["b", "c", "growth", "a"]);
    assert!(ana.refuses(rank("nrr", None)).contains("is not ranked"));
    ana.does(Command::UnrankNode { node: node("c") });
    assert_eq!(order(&ana), ["b", "growth", "a"]);
}

#[test]
fn a_gap_that_gets_too_narrow_is_widened() {
    let mut ana = ana();
    for number in 0..40 {
        let id = format!("n{number}");
        ana.does(Command::CreateNode {
            node: node(&id),
            kind: NodeKind::Initiative,
            title: String::new(),
            position: None,
            link: None,
        });
        ana.does(Command::RankNode { node: node(&id), after: Some(node("growth")) });
    }
    let order = order(&ana);
    assert_eq!((order[0].as_str(), order[1].as_str(), order[40].as_str()), ("growth", "n39", "n0"));
}

#[test]
fn people_join_and_say_who_they_are() {
    let mut ana = ana();
    let eve = PersonId::new("eve").unwrap();
    ana.does(Command::AddPerson { person: eve.clone(), name: "Eve".into() });
    ana.does(Command::ClaimActor { person: eve.clone() });
    assert_eq!(ana.at("people/eve/name"), json!("Eve"));
    let actor = "01".repeat(16);
    assert_eq!(
        ana.at(&format!("actors/{actor}")),
        json!({"person": "eve", "since": "2026-11-22T12:00:00Z"})
    );
    assert_eq!(
        ana.refuses(Command::AddPerson { person: eve, name: String::new() }),
        "people/eve is taken; choose another id"
    );
}

#[test]
fn a_fragment_is_pasted_whole_or_not_at_all() {
    let mut ana = ana();
    let nodes = json!({"x": {"kind": "kpi", "title": "X", "own": [1]}, "y": {"kind": "driver"}});
    let links = json!({"lx": {"from": "y", "to": "x", "type": "causes"}});
    ana.does(Command::PasteNodes { fragment: json!({"nodes": nodes, "links": links}) });
    assert_eq!(ana.at("nodes/x"), nodes["x"]);
    assert_eq!(ana.at("links/lx"), links["lx"]);
    let taken = json!({"nodes": {"z": {"kind": "kpi"}, "x": {"kind": "kpi"}}});
    assert_eq!(
        ana.refuses(Command::PasteNodes { fragment: taken }),
        "nodes/x is taken; choose another id"
    );
    let bad = json!({"nodes": {"z": {"title": "no kind"}}});
    assert!(ana.refuses(Command::PasteNodes { fragment: bad }).contains("must be there"));
}
