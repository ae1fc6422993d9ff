//! Taking steps back, one's own and nobody else's.

use causeway_document::{Command, Group, Splice, UndoStack};
use causeway_model::{LinkKind, NodeKind};
use serde_json::json;

use crate::scene::{Peer, ana, link, meet, node, pair, path};

/// A peer with an undo stack.
struct Hand {
    peer: Peer,
    stack: UndoStack,
}

impl Hand {
    fn does(&mut self, command: Command) {
        let applied = self.peer.does(command);
        self.stack.push(applied, Group::Alone, self.peer.stamp.now);
    }

    fn undoes(&mut self) -> usize {
        let applied = self.peer.does(self.stack.undo().unwrap());
        let skipped = applied.skipped.len();
        self.stack.undone(applied, self.peer.stamp.now);
        skipped
    }

    fn redoes(&mut self) -> usize {
        let applied = self.peer.does(self.stack.redo().unwrap());
        let skipped = applied.skipped.len();
        self.stack.redone(applied, self.peer.stamp.now);
        skipped
    }
}

fn hand(peer: Peer) -> Hand {
    Hand { peer, stack: UndoStack::default() }
}

fn set(at: &str, value: serde_json::Value) -> Command {
    Command::SetField { path: path(at), value }
}

#[test]
fn undo_shows_what_was_and_redo_what_is() {
    let mut ana = hand(ana());
    let before = ana.peer.document.tree();
    let commands = vec![
        set("nodes/nrr/owner", json!("ben")),
        set("nodes/nrr/title", json!("NRR")),
        set(
            "nodes/nrr/metric",
            json!({"unit": "%", "target": {"value": 3}, "watch": {"low": 1, "high": 2}}),
        ),
        Command::ClearField { path: path("nodes/churn/metric") },
        Command::DeleteNodes { nodes: vec![node("churn")] },
        Command::SetOwner { node: node("nrr"), owner: None },
    ];
    let count = commands.len();
    for command in commands {
        ana.does(command);
    }
    let after = ana.peer.document.tree();
    assert_eq!((0..count).map(|_| ana.undoes()).sum::<usize>(), 0);
    assert_eq!(ana.peer.document.tree(), before);
    assert_eq!((0..count).map(|_| ana.redoes()).sum::<usize>(), 0);
    assert_eq!(ana.peer.document.tree(), after);
}

#[test]
fn what_was_made_is_flagged_as_deleted() {
    let mut ana = hand(ana());
    ana.does(Command::CreateNode {
        node: node("x"),
        kind: NodeKind::Kpi,
        title: "X".into(),
        position: None,
        link: None,
    });
    ana.does(link(LinkKind::Causes, "x", "nrr"));
    ana.undoes();
    ana.undoes();
    assert_ne!(ana.peer.at("nodes/x/deleted"), json!(null));
    ana.redoes();
    assert_eq!(ana.peer.at("nodes/x"), json!({"kind": "kpi", "title": "X"}));
    ana.redoes();
    ana.undoes();
    ana.undoes();
    assert_ne!(ana.peer.at("nodes/x/deleted"), json!(null));
}

#[test]
fn undo_keeps_what_a_colleague_set_since_and_says_so() {
    let (ana, mut ben) = pair();
    let mut ana = hand(ana);
    ana.does(Command::All(vec![
        set("nodes/churn/owner", json!("ana")),
        set("nodes/churn/rank", json!(2)),
    ]));
    meet(&mut ana.peer, &mut ben);
    ben.sets("nodes/churn/owner", json!("ben"));
    meet(&mut ana.peer, &mut ben);
    let applied = ana.peer.does(ana.stack.undo().unwrap());
    assert_eq!(applied.skipped.len(), 1);
    assert_eq!(applied.skipped[0].path, path("nodes/churn/owner"));
    assert_eq!(applied.skipped[0].found, Some(json!("ben")));
    assert_eq!(ana.peer.at("nodes/churn/owner"), json!("ben"));
    assert_eq!(ana.peer.at("nodes/churn/rank"), json!(null));
}

#[test]
fn undo_of_typing_takes_out_own_letters_only() {
    let (ana, mut ben) = pair();
    let mut ana = hand(ana);
    let edit = |base: &str, text: &str| Command::EditText {
        path: path("nodes/churn/title"),
        base: base.into(),
        text: text.into(),
    };
    ana.does(edit("Churn", "The churn of small customers"));
    meet(&mut ana.peer, &mut ben);
    ben.does(edit("The churn of small customers", "The monthly churn of very small customers!"));
    meet(&mut ana.peer, &mut ben);
    ana.undoes();
    assert_eq!(ana.peer.at("nodes/churn/title"), json!("monthly Churn very!"));
    ana.redoes();
    assert_eq!(
        ana.peer.at("nodes/churn/title"),
        json!("The monthly churn of very small customers!")
    );
}

#[test]
fn settling_can_be_undone() {
    let (ana, mut ben) = pair();
    let mut ana = hand(ana);
    ana.does(set("nodes/churn/owner", json!("ana")));
    ben.sets("nodes/churn/owner", json!("ben"));
    ana.does(set("nodes/churn/contract/conversation", json!("Why?")));
    ben.sets("nodes/churn/contract/conversation", json!("How?"));
    meet(&mut ana.peer, &mut ben);
    let before = ana.peer.document.tree();
    ana.does(Command::SettleConflict { path: path("nodes/churn/owner"), choice: json!("ben") });
    ana.does(Command::SettleConflict {
        path: path("nodes/churn/contract/conversation"),
        choice: json!("How?"),
    });
    let after = ana.peer.document.tree();
    ana.undoes();
    ana.undoes();
    assert_eq!(ana.peer.document.tree(), before);
    ana.redoes();
    ana.redoes();
    assert_eq!(ana.peer.document.tree(), after);
    ana.undoes();
    ana.undoes();
    meet(&mut ana.peer, &mut ben);
    assert_eq!(ben.document.tree(), before);
}

#[test]
fn typing_without_a_pause_is_one_step() {
    let mut ana = hand(ana());
    let mut base = "Churn".to_owned();
    for (count, letter) in " rate".chars().enumerate() {
        let at = base.len();
        let splices = vec![Splice { at, delete: 0, insert: letter.into() }];
        let applied = ana.peer.does(Command::SpliceText {
            path: path("nodes/churn/title"),
            base: base.clone(),
            splices,
        });
        base.push(letter);
        // The hand rests before the last letter.
        let pause = if count == 4 { 2_000 } else { 200 };
        ana.peer.stamp.now += std::time::Duration::from_millis(pause);
        ana.stack.push(applied, Group::Typing("nodes/churn/title".into()), ana.peer.stamp.now);
    }
    ana.undoes();
    assert_eq!(ana.peer.at("nodes/churn/title"), json!("Churn rat"));
    ana.undoes();
    assert_eq!(ana.peer.at("nodes/churn/title"), json!("Churn"));
    assert!(!ana.stack.can_undo());
    ana.redoes();
    ana.redoes();
    assert_eq!(ana.peer.at("nodes/churn/title"), json!("Churn rate"));
}

#[test]
fn a_new_step_ends_what_could_be_taken_again() {
    let mut ana = hand(ana());
    ana.does(set("nodes/nrr/rank", json!(2)));
    ana.undoes();
    assert!(ana.stack.can_redo());
    ana.does(set("nodes/nrr/rank", json!(3)));
    assert!(!ana.stack.can_redo());
    let nothing = ana.peer.sets("nodes/nrr/rank", json!(3));
    ana.undoes();
    ana.stack.push(nothing, Group::Alone, ana.peer.stamp.now);
    assert!(ana.stack.can_redo());
}

#[test]
fn a_gesture_is_one_step() {
    let mut ana = ana();
    let mut stack = UndoStack::default();
    for rank in 1..4 {
        let applied = ana.sets("nodes/nrr/rank", json!(rank));
        stack.push(applied, Group::Gesture(7), ana.stamp.now);
    }
    ana.does(stack.undo().unwrap());
    assert_eq!(ana.at("nodes/nrr/rank"), json!(null));
    assert!(!stack.can_undo());
}
