//! What someone wrote and someone else replaced can still be found.

use serde_json::json;

use crate::scene::{meet, pair, path};

#[test]
fn values_that_lost_are_found_in_the_history() {
    let (mut ana, mut ben) = pair();
    ana.sets("nodes/nrr/metric/unit", json!("percent"));
    ben.sets("nodes/nrr/metric/unit", json!("points"));
    meet(&mut ana, &mut ben);
    ana.sets("nodes/nrr/metric/unit", json!("%"));
    ana.clears("nodes/nrr/metric/unit");
    let past = ana.document.past_values(&path("nodes/nrr/metric/unit"));
    assert_eq!(past, [json!("%"), json!("percent"), json!("points")]);
}

#[test]
fn texts_are_found_as_they_stood() {
    let (mut ana, mut ben) = pair();
    ana.types("nodes/churn/title", "Churn of customers");
    ben.types("nodes/churn/title", "Churn!");
    ben.types("nodes/churn/contract/decision", "Stop");
    ana.types("nodes/churn/contract/decision", "Go");
    meet(&mut ana, &mut ben);
    ana.clears("nodes/churn/title");
    ana.sets("nodes/churn/contract/decision", json!("Go"));
    let past = |peer: &mut crate::scene::Peer, at| peer.document.past_values(&path(at));
    assert_eq!(
        past(&mut ana, "nodes/churn/title"),
        [json!("Churn"), json!("Churn of customers"), json!("Churn!")]
    );
    assert_eq!(past(&mut ana, "nodes/churn/contract/decision"), [json!("Go"), json!("Stop")]);
}

#[test]
fn a_save_holds_the_whole_history() {
    let (mut ana, _) = pair();
    ana.sets("nodes/nrr/rank", json!(1.5));
    ana.sets("nodes/nrr/rank", json!(2));
    let mut copy = ana.copy(9, "eve");
    assert_eq!(copy.document.past_values(&path("nodes/nrr/rank")), [json!(1.5), json!(2)]);
}

fn told(peer: &mut crate::scene::Peer, at: &str) -> Vec<String> {
    let show = |value: &Option<causeway_model::Json>| {
        value.as_ref().map_or_else(|| "-".to_owned(), ToString::to_string)
    };
    let edits = peer.document.edits(&path(at), 3);
    edits
        .iter()
        .map(|edit| format!("{}: {} > {}", edit.path, show(&edit.before), show(&edit.after)))
        .collect()
}

#[test]
fn a_record_tells_who_wrote_what_the_latest_first() {
    let (mut ana, mut ben) = pair();
    ana.sets("nodes/nrr/rank", json!(1.5));
    meet(&mut ana, &mut ben);
    ben.sets("nodes/nrr/rank", json!(2));
    ben.types("nodes/nrr/title", "Retention");
    meet(&mut ana, &mut ben);
    let edits = ana.document.edits(&path("nodes/nrr"), 9);
    let paths: Vec<_> = edits.iter().take(3).map(|edit| edit.path.to_string()).collect();
    assert_eq!(paths, ["nodes/nrr/title", "nodes/nrr/rank", "nodes/nrr/rank"]);
    assert_eq!(edits[0].after, Some(json!("Retention")));
    assert_eq!((&edits[1].before, &edits[1].after), (&Some(json!(1.5)), &Some(json!(2))));
    assert_ne!(edits[1].actor, edits[2].actor, "two people wrote");
    assert!(edits.iter().take(3).all(|edit| edit.at.is_some()));
}

#[test]
fn what_was_emptied_is_told_with_what_it_was_and_other_records_are_not_told() {
    let (mut ana, _) = pair();
    ana.sets("nodes/nrr/metric/unit", json!("%"));
    ana.clears("nodes/nrr/metric/unit");
    ana.sets("nodes/churn/rank", json!(7));
    let edits = told(&mut ana, "nodes/nrr");
    assert_eq!(edits[0], r#"nodes/nrr/metric/unit: "%" > -"#);
    assert!(edits.iter().all(|edit| !edit.contains("churn/rank")), "{edits:?}");
}

#[test]
fn what_was_written_again_as_it_stood_is_no_edit() {
    let (mut ana, _) = pair();
    ana.sets("nodes/nrr/metric/unit", json!("points"));
    let before = ana.document.edits(&path("nodes/nrr"), 99).len();
    ana.sets("nodes/nrr/metric/unit", json!("points"));
    assert_eq!(ana.document.edits(&path("nodes/nrr"), 99).len(), before);
}
