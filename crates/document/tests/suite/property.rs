//! What holds for every tree and every sequence of steps.

use std::collections::BTreeMap;

use causeway_document::{ActorSeed, Applied, Command, Document, Event, Group, Point, UndoStack};
use causeway_model::{Date, Json, LinkKind, NodeKind};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use serde_json::json;

use crate::scene::{Peer, ana, cases, link, meet, node, pair, path};

/// Any JSON, as another program may keep it under its own keys.
fn any_json() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        any::<u64>().prop_map(Json::from),
        (-1e300_f64..1e300).prop_map(Json::from),
        any::<i32>().prop_map(|number| Json::from(f64::from(number))),
        ".{0,6}".prop_map(Json::from),
    ];
    leaf.prop_recursive(4, 40, 5, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..5).prop_map(Json::from),
            btree_map("[$a-z]{1,7}", inner, 0..5)
                .prop_map(|map| Json::Object(map.into_iter().collect())),
        ]
    })
}

/// A workspace with foreign keys at every depth.
fn any_tree() -> impl Strategy<Value = Json> {
    (any_json(), any_json(), any_json(), "[a-z😀é]{1,9}", any::<i32>()).prop_map(|(a, b, c, text, number)| {
        json!({
            "format": "causeway/1",
            "x-root": a,
            "title": text,
            "nodes": {
                "n": {"kind": "kpi", "title": text, "x-node": b, "tags": {"é": true},
                      "metric": {"unit": text, "x-metric": c, "watch": number,
                                 "observations": {"2026-01-31": {"value": number, "x-value": a}}}},
            },
            "decisions": {"d": {"title": {"conflict": ["a", format!("b{text}")]}, "x-decision": c}},
        })
    })
}

const TEXTS: [&str; 4] =
    ["nodes/churn/title", "nodes/nrr/description", "summary", "nodes/nrr/contract/decision"];
const NODES: [&str; 5] = ["growth", "nrr", "churn", "support", "extra"];

/// A step that someone may take in the sample, whether or not it is refused.
fn any_command() -> impl Strategy<Value = Command> {
    let node_id = proptest::sample::select(&NODES[..]);
    let values = prop_oneof![
        Just(("nodes/nrr/owner", json!("ana"))),
        Just(("nodes/nrr/owner", json!("ben"))),
        Just(("nodes/churn/metric/target/value", json!(3))),
        Just(("nodes/churn/metric/target", json!({"value": 4.5, "by": "2026-12-31"}))),
        Just(("nodes/churn/metric/watch", json!({"low": 1, "high": 2}))),
        Just(("nodes/churn/metric/watch/low", json!(0))),
        Just(("nodes/churn/metric/observations/2026-01-31", json!({"value": 1, "note": "n"}))),
        Just(("nodes/support/maturity/people", json!({"level": 2, "evidence": "e"}))),
        Just(("links/l1/polarity", json!("+"))),
        Just(("links/l1/evidence/e1", json!({"text": "seen", "verdict": "supports"}))),
        Just(("decisions/d1", json!({"title": "t", "chosen": "o1"}))),
        Just(("limits/priorities", json!(4))),
        Just(("nodes/nrr/tags", json!({"a": true, "b": true}))),
    ];
    let clears = proptest::sample::select(
        &[
            "nodes/nrr/owner",
            "nodes/churn/metric",
            "nodes/churn/metric/watch/low",
            "decisions/d1",
            "links/l1/polarity",
            "nodes/churn/title",
            "limits",
            "nodes/nrr/tags",
        ][..],
    );
    let kinds = proptest::sample::select(LinkKind::ALL);
    prop_oneof![
        4 => values.prop_map(|(at, value)| Command::SetField { path: path(at), value }),
        2 => clears.prop_map(|at| Command::ClearField { path: path(at) }),
        3 => (proptest::sample::select(&TEXTS[..]), "[a-c é😀]{0,6}", "[a-c é😀]{0,6}")
            .prop_map(|(at, base, text)| Command::EditText { path: path(at), base, text }),
        1 => (node_id.clone(), -5..5_i8).prop_map(|(id, x)| Command::MoveNodes {
            places: vec![(node(id), (x > -4).then_some(Point { x: f64::from(x), y: 1.5 }))],
        }),
        1 => node_id.clone().prop_map(|id| Command::DeleteNodes { nodes: vec![node(id)] }),
        1 => node_id.clone().prop_map(|id| Command::RestoreNodes { nodes: vec![node(id)] }),
        1 => node_id.clone().prop_map(|id| Command::ArchiveNode { node: node(id), reason: "r".into() }),
        2 => (kinds, node_id.clone(), node_id.clone()).prop_map(|(kind, from, to)| link(kind, from, to)),
        1 => Just(Command::CreateNode {
            node: node("extra"), kind: NodeKind::Objective, title: "Extra".into(), position: None, link: None,
        }),
        1 => (node_id.clone(), proptest::option::of(node_id)).prop_map(|(id, after)| Command::RankNode {
            node: node(id), after: after.map(node),
        }),
        1 => (1..4_u32).prop_map(|day| Command::AddObservation {
            node: node("churn"), on: Date::from_ymd_opt(2026, 1, day).unwrap(), value: f64::from(day), note: String::new(),
        }),
        1 => Just(Command::SettleConflict { path: path("nodes/nrr/owner"), choice: json!("ben") }),
    ]
}

/// The tree without what is deleted: what was made and taken back is flagged, not gone.
fn living(document: &Document) -> Json {
    fn prune(json: &mut Json) {
        if let Json::Object(map) = json {
            map.retain(|_, child| child.get("deleted").is_none());
            map.values_mut().for_each(prune);
            map.retain(|_, child| child.as_object().is_none_or(|map| !map.is_empty()));
        }
    }
    let mut tree = document.tree();
    prune(&mut tree);
    tree
}

/// Takes what a projection was told, as a view would.
fn absorb(view: &mut BTreeMap<String, Json>, document: &mut Document) {
    for event in document.take_events() {
        let (map, id) = match event {
            Event::NodeChanged(id) | Event::NodeGone(id) => ("nodes", id.to_string()),
            Event::LinkChanged(id) | Event::LinkGone(id) => ("links", id.to_string()),
            Event::RecordChanged { map, id } if map == "decisions" => ("decisions", id),
            _ => continue,
        };
        let at = format!("{map}/{id}");
        match document.read(&path(&at)) {
            Some(json) => view.insert(at, json),
            None => view.remove(&at),
        };
    }
}

fn from_scratch(document: &Document) -> BTreeMap<String, Json> {
    let tree = document.tree();
    let records = ["nodes", "links", "decisions"].into_iter().flat_map(|map| {
        let records = tree[map].as_object().cloned().unwrap_or_default();
        records.into_iter().map(move |(id, json)| (format!("{map}/{id}"), json))
    });
    records.collect()
}

fn take(peer: &mut Peer, command: Command) -> Option<Applied> {
    peer.apply(command).ok()
}

proptest! {
    #![proptest_config(cases(16))]

    #[test]
    fn a_tree_comes_back_as_it_was(tree in any_tree()) {
        let mut document = Document::from_tree(&tree, ActorSeed([7; 16])).unwrap();
        prop_assert_eq!(document.tree(), tree.clone());
        let loaded = Document::load(&document.save(), ActorSeed([8; 16])).unwrap();
        prop_assert_eq!(loaded.tree(), tree);
    }

    #[test]
    fn what_was_done_can_be_undone_and_redone(commands in vec(any_command(), 1..14)) {
        let mut ana = ana();
        let before = living(&ana.document);
        let mut stack = UndoStack::default();
        for command in commands {
            if let Some(applied) = take(&mut ana, command) {
                stack.push(applied, Group::Alone, ana.stamp.now);
            }
        }
        let after = living(&ana.document);
        while let Some(command) = stack.undo() {
            let applied = ana.does(command);
            prop_assert_eq!(&applied.skipped, &[]);
            stack.undone(applied, ana.stamp.now);
        }
        prop_assert_eq!(living(&ana.document), before);
        while let Some(command) = stack.redo() {
            let applied = ana.does(command);
            prop_assert_eq!(&applied.skipped, &[]);
            stack.redone(applied, ana.stamp.now);
        }
        prop_assert_eq!(living(&ana.document), after);
    }

    #[test]
    fn undo_never_takes_a_colleagues_edit(commands in vec(any_command(), 1..10), late in vec(any_command(), 0..4)) {
        let (mut ana, mut ben) = pair();
        let mut stack = UndoStack::default();
        for command in commands {
            if let Some(applied) = take(&mut ana, command) {
                stack.push(applied, Group::Alone, ana.stamp.now);
            }
        }
        for command in late {
            take(&mut ben, command);
        }
        meet(&mut ana, &mut ben);
        take(&mut ben, Command::RestoreNodes { nodes: vec![node("nrr"), node("churn")] });
        ben.sets("nodes/nrr/owner", json!("ben-alone"));
        ben.sets("nodes/churn/metric/target/value", json!(77));
        ben.sets("nodes/churn/title", json!("A title of Ben's"));
        meet(&mut ana, &mut ben);
        while let Some(command) = stack.undo() {
            let applied = ana.does(command);
            stack.undone(applied, ana.stamp.now);
        }
        prop_assert_eq!(ana.at("nodes/nrr/owner"), json!("ben-alone"));
        prop_assert_eq!(ana.at("nodes/churn/metric/target/value"), json!(77));
        prop_assert!(ana.document.past_values(&path("nodes/churn/title")).contains(&json!("A title of Ben's")));
    }

    #[test]
    fn a_view_that_follows_events_shows_what_is_there(
        steps in vec((any::<bool>(), any_command(), any::<bool>()), 1..14)
    ) {
        let (mut ana, mut ben) = pair();
        let mut views = (BTreeMap::new(), BTreeMap::new());
        for (is_anas, command, do_meet) in steps {
            take(if is_anas { &mut ana } else { &mut ben }, command);
            if do_meet {
                meet(&mut ana, &mut ben);
            }
            absorb(&mut views.0, &mut ana.document);
            absorb(&mut views.1, &mut ben.document);
            prop_assert_eq!(&views.0, &from_scratch(&ana.document));
            prop_assert_eq!(&views.1, &from_scratch(&ben.document));
        }
        meet(&mut ana, &mut ben);
        prop_assert!(ana.document.workspace().problems.iter().all(|problem| problem.path.keys()[0] == "links"));
    }
}
