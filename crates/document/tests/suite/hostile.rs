//! Nothing that another program writes can stop a reader, or a command.

use automerge::transaction::Transactable;
use automerge::{AutoCommit, ObjId, ObjType, ROOT, ReadDoc, ScalarValue};
use causeway_document::{ActorSeed, Command, Document};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::scene::{Peer, ana, cases, link, node, path};

const KEYS: [&str; 24] = [
    "nodes",
    "links",
    "nrr",
    "l1",
    "title",
    "kind",
    "owner",
    "metric",
    "observations",
    "2026-01-31",
    "value",
    "watch",
    "low",
    "deleted",
    "at",
    "from",
    "to",
    "type",
    "people",
    "decisions",
    "conflict",
    "format",
    "",
    "x",
];

/// One write by a program that knows nothing of us.
#[derive(Debug, Clone)]
struct Scribble {
    /// Which of the objects there are so far.
    object: usize,
    key: usize,
    what: u8,
}

fn any_scribble() -> impl Strategy<Value = Scribble> {
    (any::<usize>(), 0..KEYS.len(), any::<u8>()).prop_map(|(object, key, what)| Scribble {
        object,
        key,
        what,
    })
}

fn scribble(
    auto: &mut AutoCommit,
    objects: &mut Vec<ObjId>,
    Scribble { object, key, what }: Scribble,
) {
    let object = objects[object % objects.len()].clone();
    let key = KEYS[key];
    let kind = auto.object_type(&object).unwrap();
    let made = match (kind, what % 16) {
        (ObjType::Map, 0..=2) => auto.put_object(&object, key, ObjType::Map).ok(),
        (ObjType::Map, 3) => auto.put_object(&object, key, ObjType::List).ok(),
        (ObjType::Map, 4 | 5) => auto.put_object(&object, key, ObjType::Text).ok(),
        (ObjType::Map, 6) => auto.delete(&object, key).ok().and(None),
        (ObjType::Map, what) => auto.put(&object, key, scalar(what)).ok().and(None),
        (ObjType::List, 0..=2) => auto.insert_object(&object, 0, ObjType::Map).ok(),
        (ObjType::List, what) => auto.insert(&object, 0, scalar(what)).ok().and(None),
        (ObjType::Text, 0) => auto.split_block(&object, 0).ok(),
        (ObjType::Text, _) => auto.splice_text(&object, 0, 0, "tё😀").ok().and(None),
        (ObjType::Table, _) => None,
    };
    objects.extend(made);
}

fn scalar(what: u8) -> ScalarValue {
    match what {
        7 => ScalarValue::Null,
        8 => ScalarValue::F64(f64::NAN),
        9 => ScalarValue::Int(i64::MIN),
        10 => ScalarValue::counter(7),
        11 => ScalarValue::Timestamp(i64::MAX),
        12 => ScalarValue::Bytes(vec![1, 2, 3]),
        13 => ScalarValue::Boolean(true),
        14 => ScalarValue::Uint(u64::MAX),
        _ => ScalarValue::Str("nrr".into()),
    }
}

fn use_all_of(document: Document) {
    let mut peer = Peer::new(document, "ana");
    peer.document.workspace();
    peer.document.take_events();
    let commands = [
        Command::SetField {
            path: path("nodes/nrr/metric/observations/2026-01-31/value"),
            value: json!(1),
        },
        Command::EditText { path: path("nodes/nrr/title"), base: "x".into(), text: "xy".into() },
        Command::ClearField { path: path("nodes/nrr/metric") },
        Command::SetField { path: path("links/l1/strength"), value: json!("weak") },
        Command::DeleteNodes { nodes: vec![node("nrr")] },
        Command::RankNode { node: node("growth"), after: None },
        Command::SettleConflict { path: path("nodes/nrr/owner"), choice: json!("ana") },
        Command::SetField { path: path("title"), value: json!("T") },
        link(causeway_model::LinkKind::Causes, "support", "nrr"),
    ];
    for command in commands {
        if let Ok(applied) = peer.apply(command) {
            let _ = peer.apply(Command::Revert(applied.inverse));
        }
        peer.document.take_events();
    }
    peer.document.past_values(&path("nodes/nrr/title"));
    let tree = peer.document.tree();
    let again = Document::from_tree(&tree, ActorSeed([5; 16])).unwrap();
    // An odd tree may not come back as it was, but what an import makes of it does.
    let twice = Document::from_tree(&again.tree(), ActorSeed([5; 16])).unwrap();
    assert_eq!(twice.tree(), again.tree());
    Document::load(&peer.document.save(), ActorSeed([6; 16])).unwrap();
}

proptest! {
    #![proptest_config(cases(12))]

    #[test]
    fn any_document_is_read_and_edited_without_a_panic(
        first in vec(any_scribble(), 0..40), second in vec(any_scribble(), 0..40)
    ) {
        let mut ana = ana();
        let mut other = ana.copy(4, "eve");
        for (peer, scribbles) in [(&mut ana, first), (&mut other, second)] {
            let auto = peer.document.automerge_mut();
            let mut objects = vec![ROOT];
            for key in ["nodes", "links"] {
                objects.push(auto.get(ROOT, key).unwrap().unwrap().1);
            }
            objects.push(auto.get(&objects[1], "nrr").unwrap().unwrap().1);
            for step in scribbles {
                scribble(auto, &mut objects, step);
            }
            auto.commit();
        }
        ana.merges(&mut other);
        use_all_of(ana.document);
    }

    #[test]
    fn any_bytes_are_refused_or_read(bytes in vec(any::<u8>(), 0..200)) {
        let _ = Document::load(&bytes, ActorSeed([3; 16]));
        let mut ana = ana();
        let _ = ana.document.load_incremental(&bytes);
    }

    #[test]
    fn altered_documents_are_refused_or_read(place in any::<usize>(), to in any::<u8>(), as_changes in any::<bool>()) {
        let mut ana = ana();
        ana.types("nodes/nrr/title", "Another title, longer than before");
        let auto = ana.document.automerge_mut();
        let mut bytes = if as_changes { auto.get_changes(&[]).pop().unwrap().raw_bytes().to_vec() } else { auto.save_nocompress() };
        let place = 9 + place % (bytes.len() - 9);
        bytes[place] = to;
        sign(&mut bytes);
        if let Ok(document) = Document::load(&bytes, ActorSeed([3; 16])) {
            use_all_of(document);
        }
        let mut peer = ana.copy(4, "eve");
        let _ = peer.document.load_incremental(&bytes);
        use_all_of(peer.document);
    }
}

/// Writes the checksum that the chunk's content has, so that it is read further.
fn sign(bytes: &mut [u8]) {
    let hash = Sha256::digest(&bytes[8..]);
    bytes[4..8].copy_from_slice(&hash[..4]);
}

#[test]
fn a_bottomless_document_is_read_down_to_a_floor() {
    let mut ana = ana();
    let auto = ana.document.automerge_mut();
    let mut object = auto.put_object(ROOT, "x", ObjType::Map).unwrap();
    for _ in 0..3_000 {
        object = auto.put_object(&object, "x", ObjType::Map).unwrap();
    }
    auto.commit();
    ana.document.take_events();
    let text = ana.document.tree().to_string();
    assert!(text.len() < 3_000);
    ana.sets("nodes/nrr/rank", json!(1));
}
