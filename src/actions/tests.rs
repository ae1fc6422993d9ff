use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU32, Ordering};

use causeway_canvas::Selection;
use causeway_document::{ActorSeed, Document};
use causeway_model::NodeId;
use leptos::prelude::*;

use super::*;
use crate::i18n::say;
use crate::state::session::Session;
use crate::views::map::Atlas;

/// A driver that moves a kpi, which serves an objective; and a second driver.
const MAP: &str = r#"{
    "format": "causeway/1", "workspace": "w1", "title": "Sample",
    "nodes": {
        "goal": {"kind": "objective", "title": "Grow"},
        "churn": {"kind": "kpi", "title": "Churn"},
        "onboarding": {"kind": "driver", "title": "Onboarding", "position": {"x": 0, "y": 0}},
        "support": {"kind": "driver", "title": "Support"}
    },
    "links": {
        "l1": {"from": "onboarding", "to": "churn", "type": "causes"},
        "l2": {"from": "churn", "to": "goal", "type": "serves"}
    }
}"#;

fn node(id: &str) -> NodeId {
    id.parse().unwrap()
}

fn fresh_id() -> NodeId {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    node(&format!("new-{}", NEXT.fetch_add(1, Ordering::Relaxed)))
}

/// Does `check` with the sample map open.
fn on_the_sample_map(check: impl FnOnce(Context)) {
    on_a_map(MAP, check);
}

fn on_a_map(map: &str, check: impl FnOnce(Context)) {
    let owner = Owner::new();
    owner.with(|| {
        let tree = serde_json::from_str(map).unwrap();
        let document = Document::from_tree(&tree, ActorSeed([7; 16])).unwrap();
        let clock = || "2026-11-22T12:00:00Z".parse().unwrap();
        let id = causeway_sync::ids::DocumentId::from_bytes([1; 16]);
        let session = Session::open(id, document, clock, Signal::derive(|| "Ana".to_owned()));
        let atlas = Atlas::new(session);
        let context = Context { fresh_id, ..Context::on(atlas) };
        follow(&context);
        check(context);
    });
}

#[test]
fn every_action_has_an_id_of_its_own() {
    let ids: BTreeSet<_> = all().map(|action| action.id).collect();
    assert_eq!(ids.len(), all().count());
}

#[test]
fn no_key_does_two_things() {
    let keys: Vec<_> = all().flat_map(|action| action.shortcuts).collect();
    for (place, shortcut) in keys.iter().enumerate() {
        assert!(
            !keys[..place].iter().any(|other| shortcut.is(other.key, other.held)),
            "{shortcut:?}"
        );
    }
}

#[test]
fn every_action_has_a_name() {
    assert!(all().all(|action| !say(action.label).is_empty() && !say(action.keywords).is_empty()));
}

#[test]
fn a_plus_is_struck_with_and_without_shift() {
    let shifted = Held { shift: true, ..Held::default() };
    assert_eq!(by_key("+", shifted).unwrap().id, "zoom-in");
    assert_eq!(by_key("+", Held::default()).unwrap().id, "zoom-in");
    assert_eq!(by_key("Z", Held { control: true, shift: true, alt: false }).unwrap().id, "redo");
}

/// What can be told apart before and after an action.
fn state(context: &Context) -> String {
    let session = context.session;
    let nodes: Vec<_> = session
        .node_ids()
        .get_untracked()
        .iter()
        .map(|id| format!("{id} {:?}", session.node(id).unwrap().get_untracked().position))
        .collect();
    format!(
        "{nodes:?} {:?} {:?} {:?} {:?} {:?}",
        session.link_ids().get_untracked(),
        session.selection.get_untracked(),
        session.editing.get_untracked(),
        session.camera.get_untracked(),
        session.can_redo().get_untracked(),
    )
}

#[test]
fn every_offered_action_does_something_on_the_sample_map() {
    for action in all() {
        on_the_sample_map(|context| {
            let session = context.session;
            context.atlas.unwrap().resize(causeway_canvas::ScreenSize::new(800.0, 600.0));
            let rename = Command::RenameNode {
                node: node("goal"),
                base: "Grow".to_owned(),
                title: "Grow!".to_owned(),
            };
            session.dispatch(rename).unwrap();
            if action.id == "redo" {
                session.undo();
            }
            // From the middle of the map there is a way to each side; the first and last are elsewhere.
            session.selection.set(Selection::node(node("churn")));
            if ["walk-up", "walk-down"].contains(&action.id) {
                let from = if action.id == "walk-up" { "support" } else { "onboarding" };
                session.selection.set(Selection::node(node(from)));
            }
            if action.id == "tidy" {
                session.selection.set(Selection::default());
            }
            session.camera.set(causeway_canvas::Camera::looking_at(
                causeway_canvas::MapPoint::new(20.0, 30.0),
                0.9,
            ));
            let before = state(&context);
            assert!(run(action, &context), "{} is not offered", action.id);
            assert_ne!(state(&context), before, "{} did nothing", action.id);
        });
    }
}

#[test]
fn what_only_reads_cannot_change_anything() {
    on_the_sample_map(|context| {
        let without_map = Context { atlas: None, ..context };
        let action = by_id("add-driver").unwrap();
        assert!(!run(action, &without_map));
    });
}

#[test]
fn a_tree_of_three_takes_five_keys_besides_the_titles() {
    on_the_sample_map(|context| {
        let session = context.session;
        session.selection.set(Selection::node(node("goal")));
        let keys = ["Tab", "Tab", "Enter"];
        for key in keys {
            session.editing.set(None);
            assert!(run(by_key(key, Held::default()).unwrap(), &context), "{key}");
            follow(&context);
        }
        assert_eq!(session.node_ids().get_untracked().len(), 7);
        assert_eq!(session.link_ids().get_untracked().len(), 5);
    });
}

/// Brings the map up to the document, as the keepers do on the page.
fn follow(context: &Context) {
    let (session, atlas) = (context.session, context.atlas.unwrap());
    for id in session.node_ids().get_untracked() {
        let node = session.node(&id).unwrap().get_untracked();
        let placed = node
            .position
            .as_ref()
            .map(|at| causeway_canvas::MapPoint::new(at.x.unwrap(), at.y.unwrap()));
        atlas.know_card(&id, node.kind, placed);
    }
    for id in session.link_ids().get_untracked() {
        let link = session.link(&id).unwrap().get_untracked();
        let (from, to) = (link.from.clone(), link.to.clone());
        atlas.know_link(&id, causeway_canvas::Tie { from, to, kind: link.kind });
    }
    atlas.settle(None);
}

#[test]
fn deleting_goes_on_from_where_the_card_lay() {
    on_the_sample_map(|context| {
        let session = context.session;
        session.selection.set(Selection::node(node("onboarding")));
        run(by_id("delete").unwrap(), &context);
        assert!(!session.node_ids().get_untracked().contains(&node("onboarding")));
        assert!(session.selection.get_untracked().only_node().is_some());
        run(by_id("undo").unwrap(), &context);
        assert!(session.node_ids().get_untracked().contains(&node("onboarding")));
    });
}

#[test]
fn a_title_of_which_there_are_two_is_chosen_before_it_is_typed() {
    let torn = MAP.replace(r#""Support""#, r#"{"conflict": ["Help", "Support"]}"#);
    on_a_map(&torn, |context| {
        let session = context.session;
        session.selection.set(Selection::node(node("support")));
        assert!(run(by_id("rename").unwrap(), &context));
        assert_eq!(session.editing.get_untracked(), None);
        assert_eq!(session.notices.shown().get_untracked().len(), 1);
    });
}
