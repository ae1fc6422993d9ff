use automerge::transaction::Transactable;
use automerge::{AutoCommit, ROOT};
use causeway_sync::chunks::{Chunk, ChunkKind};
use causeway_sync::ids::PeerId;
use causeway_sync::room::ReaderLocks;
use causeway_sync::store::{MemoryStore, SharedChunkStore};
use causeway_sync::wire::{Frame, Letter, Payload};

use std::time::Duration;

use super::*;
use crate::access::{Pass, Rights};
use crate::hub::Rules;
use crate::limits::Limits;
use crate::rooms::core::{Broken, Core};
use crate::session::{Ending, Outbox};

const MAP: DocumentId = DocumentId::from_bytes([7; 16]);

async fn opened() -> Box<Core> {
    let (hub, _switch) = Hub::new(Rules::open(), Limits::default(), MemoryStore::new());
    Box::new(open::open(&hub, MAP).await.unwrap())
}

#[tokio::test]
async fn a_panic_of_automerge_costs_the_document_and_nothing_else() {
    let on_the_pool = opened().await.on_the_side(|_| panic!("on purpose")).await;
    assert!(matches!(on_the_pool, Err::<(_, ()), _>(Broken)));
    let here = opened().await.guarded(|_| panic!("on purpose"));
    assert!(matches!(here, Err::<(_, ()), _>(Broken)));
}

#[tokio::test]
async fn work_that_takes_too_long_costs_the_document_and_nothing_else() {
    let mut core = opened().await;
    core.work_within = Duration::from_millis(1);
    let (go_on, wait) = std::sync::mpsc::channel::<()>();
    let done = core.on_the_side(move |_| wait.recv()).await;
    assert!(matches!(done, Err(Broken)));
    drop(go_on);
}

#[tokio::test]
async fn a_document_that_broke_is_not_opened_again() {
    let (hub, _switch) = Hub::new(Rules::open(), Limits::default(), MemoryStore::new());
    assert!(Rooms::door(&hub, MAP, &Pass::Anyone).is_some());
    hub.rooms.quarantine(MAP);
    assert!(Rooms::door(&hub, MAP, &Pass::Anyone).is_none());
    assert!(Rooms::door(&hub, DocumentId::from_bytes([8; 16]), &Pass::Anyone).is_some());
}

#[tokio::test]
async fn a_document_closes_only_when_nobody_holds_a_door() {
    let rooms = Rooms::default();
    let (door, visits) = mpsc::channel(1);
    rooms.doors().open.insert(MAP, door.clone());
    assert!(!rooms.close_unused(MAP, &visits));
    drop(door);
    assert!(rooms.close_unused(MAP, &visits));
}

#[tokio::test]
async fn without_a_permit_to_save_a_readers_change_is_not_kept_though_the_other_locks_are_off() {
    let store = MemoryStore::new();
    let mut map = AutoCommit::new();
    map.put(ROOT, "title", "Grow").unwrap();
    let kept = Chunk::new(ChunkKind::Snapshot, map.save());
    SharedChunkStore::put(&store, MAP, kept.clone()).await.unwrap();
    let off = ReaderLocks { state: false, filter: false };
    let (hub, switch) =
        Hub::new(Rules { reader_locks: off, ..Rules::open() }, Limits::default(), store.clone());

    let (outbox, _queue) = Outbox::new(&hub.limits);
    let door = Rooms::door(&hub, MAP, &Pass::Anyone).unwrap();
    let connection = hub.new_connection();
    let peer = PeerId::new("vic").unwrap();
    let asked = Tab::new(1).ask().await.unwrap();
    let guest = Guest { peer: peer.clone(), outbox: outbox.clone(), rights: Rights::View, asked };
    door.send(Visit::Enter { connection, guest }).await.unwrap();
    map.put(ROOT, "title", "Mine").unwrap();
    map.commit();
    let change = map.get_last_local_change().unwrap().raw_bytes().to_vec();
    let length = u8::try_from(change.len()).unwrap();
    assert!(length < 0x80, "one byte says how long it is");
    let data = [vec![0x42, 0, 0, 0, 1, length], change].concat();
    let data = Payload::new(data).unwrap();
    let letter = Letter { sender: peer, target: hub.me.clone(), document: MAP, data };
    door.send(Visit::Frame { connection, frame: Frame::Sync(letter) }).await.unwrap();

    assert_eq!(outbox.hung_up().await, Ending::Again);
    drop(door);
    let mut again = open::open(&hub, MAP).await.unwrap();
    assert_eq!(again.doc.save(), AutoCommit::load(kept.bytes()).unwrap().save());
    switch.stop();
    drop(hub);
    switch.all_ended().await;
    assert_eq!(SharedChunkStore::load(&store, MAP).await.unwrap(), [kept]);
}
