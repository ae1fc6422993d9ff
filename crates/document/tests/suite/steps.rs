//! Changes are counted as the people who made them would count them.

use causeway_document::Command;
use causeway_model::PersonId;
use serde_json::json;

use crate::scene::{Peer, ana, meet, pair};

/// How many steps a peer has taken since this point.
fn steps(peer: &mut Peer, act: impl FnOnce(&mut Peer)) -> usize {
    let before = peer.document.heads();
    act(peer);
    peer.document.steps_after(&before)
}

/// Types a text into a field letter by letter, with so many seconds between letters.
fn types_slowly(peer: &mut Peer, at: &str, text: &str, seconds: i64) {
    for (end, letter) in text.char_indices() {
        peer.stamp.now += chrono::Duration::seconds(seconds);
        peer.types(at, &text[..end + letter.len_utf8()]);
    }
}

#[test]
fn the_letters_of_a_word_are_one_step() {
    let mut ana = ana();
    let count =
        steps(&mut ana, |ana| types_slowly(ana, "nodes/churn/contract/decision", "Stop", 0));
    assert_eq!(count, 1);
}

#[test]
fn letters_a_second_apart_are_one_step_still() {
    let mut ana = ana();
    let count =
        steps(&mut ana, |ana| types_slowly(ana, "nodes/churn/contract/decision", "Stop", 1));
    assert_eq!(count, 1);
}

#[test]
fn letters_two_seconds_apart_are_a_step_each() {
    let mut ana = ana();
    let count =
        steps(&mut ana, |ana| types_slowly(ana, "nodes/churn/contract/decision", "Stop", 2));
    assert_eq!(count, 4);
}

#[test]
fn a_letter_from_before_the_last_one_is_a_step_of_its_own() {
    let mut ana = ana();
    let count =
        steps(&mut ana, |ana| types_slowly(ana, "nodes/churn/contract/decision", "Stop", -1));
    assert_eq!(count, 4);
}

#[test]
fn another_field_is_another_step_and_so_is_coming_back() {
    let mut ana = ana();
    let count = steps(&mut ana, |ana| {
        ana.types("nodes/churn/title", "Churn of customers");
        ana.types("nodes/support/title", "Support desk");
        ana.types("nodes/churn/title", "Churn of customers, monthly");
    });
    assert_eq!(count, 3);
}

#[test]
fn a_value_set_between_letters_is_a_step_of_its_own() {
    let mut ana = ana();
    let count = steps(&mut ana, |ana| {
        types_slowly(ana, "nodes/churn/contract/decision", "St", 0);
        ana.sets("nodes/nrr/owner", json!("ben"));
        ana.types("nodes/churn/contract/decision", "Sto");
    });
    assert_eq!(count, 3);
}

#[test]
fn saying_who_writes_is_no_step() {
    let mut ana = ana();
    let count = steps(&mut ana, |ana| {
        for person in ["ana", "ben"] {
            ana.does(Command::ClaimActor { person: PersonId::new(person).unwrap() });
        }
        ana.sets("nodes/nrr/owner", json!("ben"));
    });
    assert_eq!(count, 1);
}

#[test]
fn what_two_people_type_at_once_is_two_steps() {
    let (mut ana, mut ben) = pair();
    let before = ana.document.heads();
    types_slowly(&mut ana, "nodes/churn/title", "Churn a year", 0);
    types_slowly(&mut ben, "nodes/churn/title", "Churning", 0);
    meet(&mut ana, &mut ben);
    assert_eq!(ana.document.steps_after(&before), 2);
}

#[test]
fn a_reload_counts_what_was_counted_before() {
    let mut ana = ana();
    let before = ana.document.heads();
    types_slowly(&mut ana, "nodes/churn/contract/decision", "Stop", 0);
    ana.clears("nodes/nrr/owner");
    let count = ana.document.steps_after(&before);
    let mut reloaded = ana.copy(9, "ana");
    assert_eq!((reloaded.document.steps_after(&before), count), (2, 2));
}
