//! What may be brought to a document and asked of it, and how long it is kept in memory.

use automerge::transaction::Transactable;
use automerge::{AutoCommit, ROOT};
use causeway_relay::Limits;
use causeway_sync::chunks::{Chunk, ChunkKind};
use causeway_sync::ids::DocumentId;
use causeway_sync::store::{MemoryStore, SharedChunkStore};
use causeway_sync::wire::{Frame, Letter, Payload, encode};
use futures_util::SinkExt;
use tokio::sync::watch;
use tokio_tungstenite::tungstenite::Message;

use crate::http::{ask, metric, request as get, until_metric};
use crate::limits::stalled::Stalled;
use crate::socket::{bringing, close, joined, next_frame, peer, request};
use crate::world::{MAP, World, until_stored, until_text, until_unavailable, write};

fn sync(data: Vec<u8>) -> Message {
    let data = Payload::new(data).unwrap();
    let letter = Letter { sender: peer("mallory"), target: peer("relay"), document: MAP, data };
    encode(&Frame::Sync(letter)).into()
}

pub(super) fn with_text(text: String) -> AutoCommit {
    let mut doc = AutoCommit::new();
    doc.put(ROOT, "text", text).unwrap();
    doc
}

/// Text that can't be made shorter.
pub(super) fn noise(length: usize) -> String {
    (0..length).map(|_| char::from(rand::random_range(b' '..=b'~'))).collect()
}

pub(super) async fn who_brings_too_much_is_closed(limits: Limits) {
    let told = (1009, "the document is as large as it may be");
    is_refused(limits, &mut with_text(noise(64 << 10)), told).await;
}

pub(super) async fn who_brings_a_bomb_is_closed(limits: Limits) {
    let mut bomb = with_text("x".repeat(2 << 20));
    assert!(bomb.save().len() < 64 << 10);
    is_refused(limits, &mut bomb, (1002, "sync message too large when unpacked")).await;
}

async fn is_refused(limits: Limits, doc: &mut AutoCommit, told: (u16, &str)) {
    let world = World::new(limits.clone()).await;
    let mut socket = joined(&world, "mallory").await;
    socket.send(sync(bringing(doc))).await.unwrap();
    assert_eq!(close(&mut socket).await, (told.0, told.1.to_owned()));
    assert!(get(&world, "GET", "/healthz").await.ends_with("ok\n"));

    let world = World::with_keys(limits).await;
    let path = format!("/api/workspaces/{MAP}");
    assert_eq!(ask(&world, "POST", &path, &[], &doc.save()).await.status, 413);
}

pub(super) async fn who_brings_more_than_a_document_can_take_has_to_wait(limits: Limits) {
    let (go_on, is_going_on) = watch::channel(false);
    let store = MemoryStore::new();
    let stalled = Stalled { store: store.clone(), document: MAP, is_going_on };
    let world = World::in_front_of(stalled, limits, store).await;
    let mut mallory = joined(&world, "mallory").await;
    for _ in 0..10 {
        mallory.send(request("mallory", MAP)).await.unwrap();
    }
    // The join, the two that wait behind the entrance, and the one for which there is no room yet.
    until_metric(&world, "causeway_frames_total 4").await;
    for _ in 0..50 {
        assert!(metric(&world, "causeway_frames_total 4").await);
    }
    go_on.send(true).unwrap();
    until_metric(&world, "causeway_frames_total 11").await;
}

pub(super) async fn what_nobody_has_is_not_looked_for(limits: Limits) {
    let world = World::new(limits).await;
    let mut mallory = joined(&world, "mallory").await;
    for (n, refused) in [(1, 0), (2, 0), (3, 1), (4, 2)] {
        mallory.send(request("mallory", DocumentId::from_bytes([n; 16]))).await.unwrap();
        let Some(Frame::DocUnavailable(none)) = next_frame(&mut mallory).await else {
            panic!("no answer")
        };
        assert_eq!(none.document, DocumentId::from_bytes([n; 16]));
        until_metric(&world, &format!("causeway_unknown_refused_total {refused}")).await;
    }
}

pub(super) async fn what_takes_too_long_is_shut(limits: Limits) {
    let store = MemoryStore::new();
    let mut doc = AutoCommit::new();
    for n in 0..3_000 {
        doc.put(ROOT, "title", n.to_string()).unwrap();
        doc.commit();
    }
    let chunk = Chunk::new(ChunkKind::Snapshot, doc.save());
    SharedChunkStore::put(&store, MAP, chunk).await.unwrap();
    let world = World::with_store(limits, store).await;
    for name in ["ana", "ben"] {
        until_unavailable(&mut world.client(name).await).await;
    }
    until_metric(&world, "causeway_documents_broken_total 1").await;
    // It was not the document: started again with more time, the relay has it.
    let world = World::with_store(Limits::default(), world.stop().await).await;
    until_text(&mut world.client("cem").await, "title", "2999").await;
}

pub(super) async fn what_nobody_has_open_is_let_go(limits: Limits) {
    let world = World::new(limits).await;
    let mut ana = world.client("ana").await;
    write(&mut ana, "title", "Grow").await;
    until_stored(&mut ana).await;
    assert!(metric(&world, "causeway_documents 1").await);
    drop(ana);
    until_metric(&world, "causeway_documents 0").await;
    until_text(&mut world.client("ben").await, "title", "Grow").await;
}
