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
