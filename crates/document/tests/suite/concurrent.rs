//! What two people do while they are cut off from each other.

use causeway_document::{Command, Point, Splice};
use causeway_model::{LinkKind, NodeKind};
use serde_json::json;

use crate::scene::{Peer, link, meet, node, pair, pair_of, path, sample};

#[test]
fn deleting_a_driver_keeps_a_colleagues_rename() {
    let (mut ana, mut ben) = pair();
    ana.does(Command::DeleteNodes { nodes: vec![node("support")] });
    ben.types("nodes/support/title", "Customer support");
    meet(&mut ana, &mut ben);
    assert_eq!(ana.at("nodes/support/title"), json!("Customer support"));
    assert_ne!(ana.at("nodes/support/deleted"), json!(null));
}

#[test]
fn two_phrases_typed_into_one_title_stay_in_one_piece_each() {
    let (mut ana, mut ben) = pair();
    let phrases =
        ["that hurts us in the first two months ", "of small customers on the yearly plan ✓ "];
    for (peer, phrase) in [(&mut ana, phrases[0]), (&mut ben, phrases[1])] {
        let mut base = "Churn".to_owned();
        for letter in phrase.chars() {
            let at = base.encode_utf16().count();
            let splices = vec![Splice { at, delete: 0, insert: letter.to_string() }];
            peer.does(Command::SpliceText {
                path: path("nodes/churn/title"),
                base: base.clone(),
                splices,
            });
            base.push(letter);
        }
    }
    meet(&mut ana, &mut ben);
    let title = ana.at("nodes/churn/title");
    let title = title.as_str().unwrap();
    assert!(phrases.iter().all(|phrase| title.contains(phrase)), "{title}");
}

#[test]
fn typing_goes_on_where_it_was_when_a_colleagues_letters_arrive() {
    let (mut ana, mut ben) = pair();
    ben.types("nodes/churn/title", "Monthly churn");
    ana.merges(&mut ben);
    // Ana's field still shows the old text: she hasn't left it.
    let splices = vec![Splice { at: 5, delete: 0, insert: "!".into() }];
    ana.does(Command::SpliceText {
        path: path("nodes/churn/title"),
        base: "Churn".into(),
        splices,
    });
    assert_eq!(ana.at("nodes/churn/title"), json!("Monthly churn!"));
}

#[test]
fn two_owners_are_a_conflict_until_one_is_chosen() {
    let (mut ana, mut ben) = pair();
    ana.sets("nodes/churn/owner", json!("ana"));
    ben.sets("nodes/churn/owner", json!("ben"));
    meet(&mut ana, &mut ben);
    assert_eq!(ana.at("nodes/churn/owner"), json!({"conflict": ["ana", "ben"]}));
    let settle = Command::SettleConflict { path: path("nodes/churn/owner"), choice: json!("ben") };
    ana.does(settle.clone());
    meet(&mut ana, &mut ben);
    assert_eq!(ben.at("nodes/churn/owner"), json!("ben"));
    assert_eq!(ana.refuses(settle), "nodes/churn/owner is not in conflict");
}

#[test]
fn the_same_owner_twice_is_no_conflict() {
    let (mut ana, mut ben) = pair();
    ana.sets("nodes/churn/owner", json!("ben"));
    ben.sets("nodes/churn/owner", json!("ben"));
    meet(&mut ana, &mut ben);
    assert_eq!(ana.at("nodes/churn/owner"), json!("ben"));
}

#[test]
fn maps_made_at_once_are_read_as_one_and_healed_by_the_next_writer() {
    let (mut ana, mut ben) = pair();
    ana.sets("nodes/churn/contract/respond_hours", json!(24));
    ana.sets("nodes/churn/contract/escalation/e1/after_hours", json!(48));
    ana.types("nodes/churn/contract/conversation", "What changed?");
    ben.sets("nodes/churn/contract/stop_authority", json!("ben"));
    ben.sets("nodes/churn/contract/escalation/e2/after_hours", json!(72));
    ben.types("nodes/churn/contract/decision", "Stop the campaign");
    meet(&mut ana, &mut ben);
    let united = json!({
        "respond_hours": 24,
        "stop_authority": "ben",
        "conversation": "What changed?",
        "decision": "Stop the campaign",
        "escalation": {"e1": {"after_hours": 48}, "e2": {"after_hours": 72}},
    });
    assert_eq!(ana.at("nodes/churn/contract"), united);

    let mut carl = ana.copy(3, "carl");
    ana.types("nodes/churn/contract/consequence", "Money lost");
    // Someone who hasn't seen the healing writes in both maps meanwhile.
    carl.sets("nodes/churn/contract/respond_hours", json!(12));
    carl.sets("nodes/churn/contract/escalation/e1/to", json!("ana"));
    carl.sets("nodes/churn/contract/stop_authority", json!("ana"));
    carl.types("nodes/churn/contract/conversation", "What changed, and why?");
    meet(&mut ana, &mut carl);
    let healed = ana.at("nodes/churn/contract");
    assert_eq!(healed["escalation"]["e1"], json!({"after_hours": 48, "to": "ana"}));
    assert_eq!(healed["consequence"], json!("Money lost"));
    assert!(
        ana.document.values_at(&path("nodes/churn/contract/respond_hours")).contains(&json!(12))
    );
    assert!(ana.at("nodes/churn/contract/stop_authority").to_string().contains("ana"));
    assert!(healed["conversation"].to_string().contains(", and why"), "{healed}");
}

#[test]
fn healing_twice_at_once_doubles_nothing() {
    let (mut ana, mut ben) = pair();
    ana.types("nodes/churn/contract/conversation", "What changed?");
    ben.types("nodes/churn/contract/decision", "Stop");
    meet(&mut ana, &mut ben);
    let before = ana.at("nodes/churn/contract");
    ana.sets("nodes/churn/contract/respond_hours", json!(1));
    ben.sets("nodes/churn/contract/respond_hours", json!(1));
    meet(&mut ana, &mut ben);
    let mut after = ana.at("nodes/churn/contract");
    after.as_object_mut().unwrap().remove("respond_hours");
    assert_eq!(after, before);
    ana.types("nodes/churn/contract/conversation", "What changed, Ben?");
    assert_eq!(ana.at("nodes/churn/contract/conversation"), json!("What changed, Ben?"));
}

#[test]
fn two_texts_made_at_once_are_shown_until_one_is_chosen() {
    let (mut ana, mut ben) = pair();
    ana.types("nodes/churn/contract/conversation", "Why?");
    ben.types("nodes/churn/contract/conversation", "How?");
    meet(&mut ana, &mut ben);
    let at = "nodes/churn/contract/conversation";
    assert_eq!(ana.at(at), json!({"conflict": ["How?", "Why?"]}));
    let edit = |base: &str, text: &str| Command::EditText {
        path: path(at),
        base: base.into(),
        text: text.into(),
    };
    assert!(ana.refuses(edit("", "Who?")).contains("is in conflict"));
    // She was still typing when Ben's text arrived.
    ana.does(edit("Why?", "Why now?"));
    assert_eq!(ana.at(at), json!({"conflict": ["How?", "Why now?"]}));
    ana.does(Command::SettleConflict { path: path(at), choice: json!("How?") });
    meet(&mut ana, &mut ben);
    assert_eq!(ben.at(at), json!("How?"));
}

#[test]
fn one_link_drawn_twice_at_once_is_one_link() {
    let (mut ana, mut ben) = pair();
    ana.does(link(LinkKind::Causes, "support", "churn"));
    ben.does(link(LinkKind::Causes, "support", "churn"));
    meet(&mut ana, &mut ben);
    assert_eq!(ana.at("links").as_object().unwrap().len(), 3);
}

#[test]
fn two_drops_into_one_gap_do_not_tie() {
    let mut tree = sample();
    for id in ["a", "b"] {
        tree["nodes"][id] = json!({"kind": "objective"});
    }
    let (mut ana, mut ben) = pair_of(&tree);
    ana.does(Command::RankNode { node: node("a"), after: Some(node("growth")) });
    ben.does(Command::RankNode { node: node("b"), after: Some(node("growth")) });
    meet(&mut ana, &mut ben);
    assert_ne!(ana.at("nodes/a/rank"), ana.at("nodes/b/rank"));
}

#[test]
fn a_node_moved_by_two_stands_where_one_of_them_put_it() {
    let (mut ana, mut ben) = pair();
    let put = |peer: &mut Peer, x, y| {
        peer.does(Command::MoveNodes { places: vec![(node("nrr"), Some(Point { x, y }))] });
    };
    put(&mut ana, 1.0, 1.0);
    meet(&mut ana, &mut ben);
    put(&mut ana, 1.0, 5.0);
    put(&mut ben, 7.0, 1.0);
    meet(&mut ana, &mut ben);
    let position = ana.at("nodes/nrr/position");
    assert!(
        position == json!({"x": 1, "y": 5}) || position == json!({"x": 7, "y": 1}),
        "{position}"
    );
}

#[test]
fn a_node_made_twice_at_once_is_one_node() {
    let (mut ana, mut ben) = pair();
    for (peer, title) in [(&mut ana, "Price"), (&mut ben, "Pricing")] {
        peer.does(Command::CreateNode {
            node: node("price"),
            kind: NodeKind::Driver,
            title: title.into(),
            position: None,
            link: None,
        });
    }
    meet(&mut ana, &mut ben);
    assert_eq!(ana.at("nodes/price/title"), json!({"conflict": ["Price", "Pricing"]}));
    assert_eq!(ana.at("nodes/price/kind"), json!("driver"));
}

#[test]
fn clearing_a_record_keeps_what_a_colleague_writes_in_it() {
    let mut tree = sample();
    tree["nodes"]["churn"]["contract"] = json!({"conversation": "Why?", "respond_hours": 24});
    let (mut ana, mut ben) = pair_of(&tree);
    ana.clears("nodes/churn/contract");
    ben.types("nodes/churn/contract/conversation", "Why? And who?");
    ben.sets("nodes/churn/contract/stop_authority", json!("ben"));
    meet(&mut ana, &mut ben);
    assert_eq!(
        ana.at("nodes/churn/contract"),
        json!({"conversation": " And who?", "stop_authority": "ben"})
    );
}
