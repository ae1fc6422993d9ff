//! The store in the browser's database, held to the suite that every store is held to.

#![cfg(target_arch = "wasm32")]

use std::cell::RefCell;

use causeway_app::platform::indexed_db::{Database, IndexedDbStore};
use causeway_app::platform::random;
use causeway_testkit::storage_suite::{self, Bench};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// Databases of the browser; the suite uses one after another.
#[derive(Default)]
struct Browser {
    latest: RefCell<String>,
}

impl Browser {
    async fn open_latest(&self) -> IndexedDbStore {
        let name = self.latest.borrow().clone();
        IndexedDbStore::new(Database::open(&name).await.unwrap())
    }
}

impl Bench for Browser {
    type Store = IndexedDbStore;

    async fn fresh(&self) -> IndexedDbStore {
        *self.latest.borrow_mut() = format!("storage-suite-{}", random::id());
        self.open_latest().await
    }

    async fn beside(&self, _store: &IndexedDbStore) -> IndexedDbStore {
        self.open_latest().await
    }

    async fn reopen(&self, store: IndexedDbStore) -> IndexedDbStore {
        drop(store);
        self.open_latest().await
    }
}

#[wasm_bindgen_test]
async fn indexed_db_keeps_all_promises() {
    storage_suite::run(&Browser::default()).await;
}
