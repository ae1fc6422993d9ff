use causeway_sync::store::MemoryStore;

use super::*;
use crate::hub::Rules;
use crate::limits::Limits;
use crate::rooms::core::{Broken, Core};

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
