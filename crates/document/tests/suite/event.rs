//! What changed is told, by whomever and in whichever of two maps.

use causeway_document::{Command, Event, Touch};
use causeway_model::{LinkId, PersonId};
use serde_json::json;

use crate::scene::{ana, meet, node, pair, path};

fn link(id: &str) -> LinkId {
    LinkId::new(id).unwrap()
}

#[test]
fn the_first_time_everything_is_told() {
    let mut ana = ana();
    let ben = PersonId::new("ben").unwrap();
    let expected = [
        Event::WorkspaceChanged,
        Event::PersonChanged(PersonId::new("ana").unwrap()),
        Event::PersonChanged(ben),
        Event::NodeChanged(node("churn")),
        Event::NodeChanged(node("growth")),
        Event::NodeChanged(node("nrr")),
        Event::NodeChanged(node("support")),
        Event::LinkChanged(link("l1")),
        Event::LinkChanged(link("l2")),
    ];
    assert_eq!(ana.document.take_events(), expected);
    assert_eq!(ana.document.take_events(), []);
}

#[test]
fn own_and_remote_changes_are_told_alike() {
    let (mut ana, mut ben) = pair();
    ana.document.take_events();
    ben.document.take_events();
    ana.sets("nodes/nrr/metric/target/value", json!(3));
    ana.sets("links/l1/strength", json!("weak"));
    ana.sets("title", json!("Retention!"));
    ana.does(Command::DeleteNodes { nodes: vec![node("support")] });
    ana.sets("comments/c1/text", json!("Well"));
    let expected = [
        Event::WorkspaceChanged,
        Event::NodeChanged(node("nrr")),
        Event::NodeGone(node("support")),
        Event::LinkChanged(link("l1")),
        Event::RecordChanged { map: "comments".into(), id: "c1".into() },
    ];
    assert_eq!(ana.document.take_events(), expected);
    ben.merges(&mut ana);
    assert_eq!(ben.document.take_events(), expected);
    ben.does(Command::RestoreNodes { nodes: vec![node("support")] });
    assert_eq!(ben.document.take_events(), [Event::NodeChanged(node("support"))]);
}

#[test]
fn writes_in_a_map_that_lost_are_told() {
    let (mut ana, mut ben) = pair();
    ana.sets("nodes/churn/contract/respond_hours", json!(24));
    let mut old = ana.copy(3, "carl");
    ben.sets("nodes/churn/contract/respond_hours", json!(48));
    meet(&mut ana, &mut ben);
    ana.document.take_events();
    ben.document.take_events();
    old.sets("nodes/churn/contract/respond_hours", json!(12));
    ana.merges(&mut old);
    assert_eq!(ana.document.take_events(), [Event::NodeChanged(node("churn"))]);
}

#[test]
fn what_a_colleague_wrote_is_told_field_by_field_with_who_it_was() {
    let (mut ana, mut ben) = pair();
    ana.document.take_events();
    ben.document.take_events();
    let person = PersonId::new("ana").unwrap();
    ana.does(Command::ClaimActor { person: person.clone() });
    ana.types("nodes/churn/title", "Churn of small customers");
    ana.sets("nodes/nrr/metric/target/value", json!(3));
    ana.does(Command::DeleteNodes { nodes: vec![node("support")] });
    ana.document.take_events();
    assert_eq!(ana.document.take_touches(), [], "one's own steps are no news");
    ben.sets("nodes/nrr/owner", json!("ben"));
    ben.merges(&mut ana);
    ben.document.take_events();
    let touches: Vec<Touch> = ben.document.take_touches();
    let expected = [
        "nodes/churn/title",
        "nodes/nrr/metric/target",
        "nodes/nrr/metric/target/value",
        "nodes/support/deleted",
    ];
    let told = touches.iter().filter(|touch| {
        let keys = touch.path.keys();
        keys[0] == "nodes" && keys.get(3).is_none_or(|key| key != "at" && key != "by")
    });
    let told: Vec<_> = told.map(|touch| (touch.by.clone(), touch.path.clone())).collect();
    assert_eq!(told, expected.map(|at| (Some(person.clone()), path(at))));
    assert_eq!(ben.document.take_touches(), []);
}

#[test]
fn what_is_loaded_was_touched_by_nobody() {
    let (mut ana, _) = pair();
    ana.sets("title", json!("Retention!"));
    let mut carl = ana.copy(3, "carl");
    carl.document.take_events();
    assert_eq!(carl.document.take_touches(), []);
}
