//! The store in memory, held against the acceptance suite of stores.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use causeway_sync::store::MemoryStore;
use causeway_testkit::storage_suite::{self, Bench};

struct Memory;

impl Bench for Memory {
    type Store = MemoryStore;

    async fn fresh(&self) -> MemoryStore {
        MemoryStore::new()
    }

    async fn beside(&self, store: &MemoryStore) -> MemoryStore {
        store.clone()
    }

    async fn reopen(&self, store: MemoryStore) -> MemoryStore {
        store
    }
}

#[test]
fn the_store_in_memory_keeps_all_promises() {
    let mut context = Context::from_waker(Waker::noop());
    assert_eq!(pin!(storage_suite::run(&Memory)).poll(&mut context), Poll::Ready(()));
}
