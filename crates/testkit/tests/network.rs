//! The simulated network, tried with plain changes.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands, in its own functions too")]

use automerge::{ROOT, ReadDoc as _, transaction::Transactable as _};
use causeway_document::Document;
use causeway_sync::store::{Fault, StoreError};
use causeway_testkit::network::{Network, Who};

fn put(net: &mut Network, who: Who, key: &str, value: i64) {
    net.edit(who, |document: &mut Document| {
        let doc = document.automerge_mut();
        doc.put(ROOT, key, value).unwrap();
        doc.commit();
    });
}

fn get(net: &mut Network, who: Who, key: &str) -> Option<i64> {
    let doc = net.document(who).unwrap().automerge_mut();
    doc.get(ROOT, key).unwrap().and_then(|(value, _)| value.as_i64())
}

fn star(seed: u64) -> (Network, Who, Who, Who) {
    let mut net = Network::seeded(seed);
    let (relay, ana, ben) = (net.join("relay"), net.join("ana"), net.join("ben"));
    net.cable(ana, relay);
    net.cable(ben, relay);
    (net, relay, ana, ben)
}

#[test]
fn an_edit_reaches_everybody() {
    let (mut net, _, ana, ben) = star(1);
    put(&mut net, ana, "x", 1);
    net.settle();
    net.assert_all_agree();
    assert_eq!(get(&mut net, ben, "x"), Some(1));
}

#[test]
fn who_was_cut_off_catches_up() {
    let (mut net, relay, ana, ben) = star(2);
    net.settle();
    net.cut(ana, relay);
    put(&mut net, ana, "a", 1);
    put(&mut net, ben, "b", 2);
    net.settle();
    assert_eq!(get(&mut net, ana, "b"), None);
    net.heal_and_settle();
    net.assert_all_agree();
    assert_eq!((get(&mut net, ana, "b"), get(&mut net, ben, "a")), (Some(2), Some(1)));
}

#[test]
fn a_relay_that_lost_power_has_what_it_acknowledged() {
    for seed in 0..50 {
        let (mut net, relay, ana, ben) = star(seed);
        let mut edits = Vec::new();
        for value in 0..10 {
            let (who, pause) = (net.one_of(&[ana, ben]), net.below(300));
            let edit = net.edit(who, |document| {
                let doc = document.automerge_mut();
                doc.put(ROOT, format!("k{value}"), value).unwrap();
                doc.commit();
            });
            edits.extend(edit.map(|((), edit)| (value, edit)));
            net.run_for(pause as u64);
            let victim = net.one_of(&[relay, ana, ben]);
            if net.below(4) == 0 {
                net.crash(victim);
            }
        }
        net.heal_and_settle();
        net.assert_all_agree();
        for (value, edit) in edits {
            let found = get(&mut net, relay, &format!("k{value}"));
            assert!(!net.is_kept(edit) || found == Some(value), "edit {value} is lost");
        }
    }
}

#[test]
fn what_a_relay_acknowledged_survives_even_if_everybody_loses_power() {
    let mut acknowledged = 0;
    for seed in 0..150 {
        let (mut net, relay, ana, ben) = star(seed);
        put(&mut net, ana, "first", 1);
        net.settle();
        let ((), edit) = net
            .edit(ana, |document| {
                let doc = document.automerge_mut();
                doc.put(ROOT, "x", 1).unwrap();
                doc.commit();
            })
            .unwrap();
        let (pause, wait) = (net.below(300), net.below(900));
        net.run_for(pause as u64);
        if wait > 600 {
            net.reset(ana, relay);
            net.run_for(wait as u64);
        }
        for who in [relay, ana, ben] {
            net.crash(who);
        }
        acknowledged += usize::from(net.is_kept(edit));
        net.heal_and_settle();
        net.assert_all_agree();
        assert!(!net.is_kept(edit) || get(&mut net, relay, "x") == Some(1), "x is lost");
    }
    assert!((20..130).contains(&acknowledged), "{acknowledged}");
}

#[test]
fn stores_that_fail_are_tried_until_they_take_it() {
    let (mut net, relay, ana, _) = star(4);
    for who in [relay, ana] {
        net.inject(who, Fault::Refuse(StoreError::Full));
        net.inject(who, Fault::Refuse(StoreError::Failed("smoke".to_owned())));
    }
    put(&mut net, ana, "x", 1);
    net.settle();
    for who in [relay, ana] {
        net.crash(who);
    }
    net.heal_and_settle();
    assert_eq!(get(&mut net, ana, "x"), Some(1));
    net.assert_all_agree();
}

#[test]
fn loops_of_cables_come_to_rest() {
    for seed in 0..20 {
        let mut net = Network::seeded(seed);
        let peers: Vec<_> = ["a", "b", "c", "d"].iter().map(|name| net.join(name)).collect();
        for (index, client) in peers.iter().enumerate() {
            for server in &peers[..index] {
                net.cable(*client, *server);
            }
        }
        for value in 0..20 {
            let (who, other) = (net.one_of(&peers), net.one_of(&peers));
            put(&mut net, who, "x", value);
            let pause = net.below(100);
            net.run_for(pause as u64);
            net.reset(who, other);
        }
        net.heal_and_settle();
        net.assert_all_agree();
    }
}

#[test]
fn the_same_seed_gives_the_same_story() {
    let tell = || {
        let (mut net, relay, ana, ben) = star(9);
        for value in 0..10 {
            put(&mut net, ana, "x", value);
            put(&mut net, ben, "y", value);
            net.run_for(50);
            net.reset(ana, relay);
        }
        net.heal_and_settle();
        net.now_ms()
    };
    assert_eq!(tell(), tell());
}
