//! What opens, how, and what doesn't.

use automerge::transaction::Transactable;
use automerge::{AutoCommit, ObjType, ROOT, TextEncoding};
use causeway_document::{
    ActorSeed, Command, Document, MOST_STORED, OpenError, ReadOnly, Refusal, Standing,
};
use causeway_model::WorkspaceId;
use causeway_model::time::parse_instant;
use serde_json::json;

use crate::scene::{Peer, ana, node, path, sample};

const ACTOR: ActorSeed = ActorSeed([9; 16]);

fn foreign() -> AutoCommit {
    let mut document = AutoCommit::new_with_encoding(TextEncoding::Utf16CodeUnit);
    document.put(ROOT, "format", "causeway/1").unwrap();
    let nodes = document.put_object(ROOT, "nodes", ObjType::Map).unwrap();
    let node = document.put_object(&nodes, "n", ObjType::Map).unwrap();
    document.put(&node, "kind", "kpi").unwrap();
    document.put(&node, "title", "A plain string").unwrap();
    document.put(&node, "rank", 3_u64).unwrap();
    document
}

#[test]
fn a_new_workspace_has_its_id_and_title() {
    let new = causeway_document::NewWorkspace {
        id: WorkspaceId::new("w1").unwrap(),
        title: "Ours".into(),
        now: parse_instant("2026-11-22T12:00:00Z").unwrap(),
    };
    let document = Document::create(&new, ACTOR).unwrap();
    assert_eq!(
        document.tree(),
        json!({"format": "causeway/1", "workspace": "w1", "title": "Ours"})
    );
    assert_eq!(document.standing(), Standing::Editable);
}

#[test]
fn loading_writes_nothing() {
    let mut ana = ana();
    let bytes = ana.document.save();
    let mut loaded = Document::load(&bytes, ACTOR).unwrap();
    loaded.tree();
    loaded.workspace();
    loaded.take_events();
    assert_eq!(loaded.heads(), ana.document.heads());
    assert_eq!(loaded.save(), bytes);
}

#[test]
fn another_programs_document_is_read_only_and_can_be_imported() {
    let document = Document::load(&foreign().save(), ACTOR).unwrap();
    assert_eq!(document.standing(), Standing::ReadOnly(ReadOnly::Foreign));
    let title = document.node(&node("n")).unwrap().value.title;
    assert_eq!(title.one(), Some("A plain string"));
    let mut peer = Peer::new(document, "ana");
    let set = Command::SetField { path: path("title"), value: json!("x") };
    assert!(matches!(peer.apply(set), Err(Refusal::ReadOnly(ReadOnly::Foreign))));
    let imported = Document::from_tree(&peer.document.tree(), ACTOR).unwrap();
    assert_eq!(imported.tree(), peer.document.tree());
    assert_eq!(imported.standing(), Standing::Editable);
}

#[test]
fn a_newer_format_is_read_only_and_says_so() {
    let mut tree = sample();
    tree["format"] = json!("causeway/2");
    let document = Document::from_tree(&tree, ACTOR).unwrap();
    let newer = ReadOnly::Newer { format: "causeway/2".into() };
    assert_eq!(document.standing(), Standing::ReadOnly(newer));
    assert_eq!(document.tree(), tree);
}

#[test]
fn an_empty_document_waits_for_what_arrives() {
    let mut document = Document::empty(ACTOR);
    assert_eq!(document.standing(), Standing::ReadOnly(ReadOnly::Empty));
    assert_eq!(document.take_events(), []);
    let mut ana = ana();
    document.load_incremental(&ana.document.save()).unwrap();
    assert_eq!(document.standing(), Standing::Editable);
    assert_eq!(document.tree(), sample());
    assert_eq!(document.take_events().len(), 9);
}

#[test]
fn changes_travel_alone() {
    let mut ana = ana();
    let mut ben = ana.copy(2, "ben");
    let before = ana.document.heads();
    ana.sets("nodes/nrr/rank", json!(4));
    let bytes = ana.document.save_after(&before);
    assert!(bytes.len() < 200);
    ben.document.load_incremental(&bytes).unwrap();
    assert_eq!(ben.document.tree(), ana.document.tree());
}

#[test]
fn a_document_is_edited_while_a_change_waits_for_the_one_before_it() {
    let mut ana = ana();
    let mut ben = ana.copy(2, "ben");
    let begun = ana.document.heads();
    ana.sets("nodes/nrr/rank", json!(4));
    let first = ana.document.save_after(&begun);
    let between = ana.document.heads();
    ana.sets("nodes/nrr/rank", json!(5));
    let second = ana.document.save_after(&between);
    ben.document.load_incremental(&second).unwrap();
    assert_eq!(ben.document.standing(), Standing::Editable);
    ben.sets("nodes/churn/rank", json!(2));
    ben.document.load_incremental(&first).unwrap();
    assert_eq!(ben.document.read(&path("nodes/nrr/rank")), Some(json!(5)));
    assert_eq!(ben.document.read(&path("nodes/churn/rank")), Some(json!(2)));
}

#[test]
fn what_other_programs_write_in_our_document_is_read() {
    let mut ana = ana();
    let auto = ana.document.automerge_mut();
    let (_, nodes) = automerge::ReadDoc::get(auto, ROOT, "nodes").unwrap().unwrap();
    let (_, nrr) = automerge::ReadDoc::get(auto, &nodes, "nrr").unwrap().unwrap();
    auto.put(&nrr, "title", "A plain string").unwrap();
    auto.put(&nrr, "rank", 3_u64).unwrap();
    let metric = auto.put_object(&nrr, "metric", ObjType::Map).unwrap();
    let unit = auto.put_object(&metric, "unit", ObjType::Text).unwrap();
    auto.splice_text(&unit, 0, 0, "%").unwrap();
    auto.commit();
    assert_eq!(ana.at("nodes/nrr/title"), json!("A plain string"));
    assert_eq!(ana.at("nodes/nrr/metric/unit"), json!("%"));
    assert!(ana.document.node(&node("nrr")).unwrap().problems.is_empty());
    ana.types("nodes/nrr/title", "A string of text");
    ana.sets("nodes/nrr/metric/unit", json!("percent"));
    assert_eq!(ana.at("nodes/nrr/title"), json!("A string of text"));
    assert_eq!(ana.at("nodes/nrr/metric/unit"), json!("percent"));
}

#[test]
fn what_is_no_document_is_refused() {
    for bytes in [&b""[..], b"{}", b"\x85\x6f\x4a\x83 and no more"] {
        let opened = Document::load(bytes, ACTOR);
        assert!(bytes.is_empty() || matches!(opened, Err(OpenError::Refused(_))), "{bytes:?}");
    }
    let too_long = vec![0; MOST_STORED + 1];
    assert!(matches!(Document::load(&too_long, ACTOR), Err(OpenError::TooLong { .. })));
}

/// A document as the first release saved it, with everything that it writes.
const RELEASED: &[u8] = include_bytes!("../../fixtures/released/causeway-1.automerge");

#[test]
fn a_document_of_the_first_release_still_opens() {
    let mut peer = Peer::new(Document::load(RELEASED, ACTOR).unwrap(), "ana");
    let tree: causeway_model::Json =
        serde_json::from_str(include_str!("../../fixtures/released/causeway-1.json")).unwrap();
    assert_eq!(peer.document.tree(), tree);
    assert_eq!(peer.document.standing(), Standing::Editable);
    assert_eq!(peer.document.workspace().problems, []);
    peer.sets("title", json!("Still alive"));
}
