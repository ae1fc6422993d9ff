//! A connection to the database, opened again when the browser closes it.

use std::cell::RefCell;
use std::rc::Rc;

use causeway_sync::store::StoreError;
use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DomException, IdbDatabase, IdbRequest, IdbTransaction};

use crate::platform::indexed_db::{ASIDE, CHUNKS, KEYS, PAGES, SIZES, WORKSPACES};

/// What a database holds.
#[derive(Clone, Copy)]
struct Layout {
    /// Rises with every shelf that is added; without one, a database is taken as it is found.
    version: Option<u32>,
    shelves: &'static [&'static str],
}

/// The database of the workspaces.
const OF_WORKSPACES: Layout =
    Layout { version: Some(2), shelves: &[CHUNKS, SIZES, ASIDE, WORKSPACES, KEYS] };

/// The database of what was published and read here. Publications of many ages share it: one that is
/// older than the one that made it must open it too.
const OF_PUBLICATIONS: Layout = Layout { version: None, shelves: &[PAGES] };

/// The database of one name. Clones share one connection.
#[derive(Clone)]
pub struct Database {
    name: Rc<str>,
    layout: Layout,
    connection: Rc<RefCell<Option<IdbDatabase>>>,
}

impl Database {
    /// Opens the database, and makes it on the first visit.
    ///
    /// # Errors
    /// If the browser keeps nothing for this page: a full disk, a private window, a broken profile.
    pub async fn open(name: &str) -> Result<Self, StoreError> {
        Self::open_as(name, OF_WORKSPACES).await
    }

    /// Opens a database for what a reader of publications remembers.
    ///
    /// # Errors
    /// As with [`Database::open`].
    pub async fn open_for_publications(name: &str) -> Result<Self, StoreError> {
        Self::open_as(name, OF_PUBLICATIONS).await
    }

    async fn open_as(name: &str, layout: Layout) -> Result<Self, StoreError> {
        let database = Self { name: name.into(), layout, connection: Rc::default() };
        database.connected().await?;
        Ok(database)
    }

    /// Reads: `ask` makes the requests, and their results come in the same order.
    pub(super) async fn read(
        &self,
        shelves: &[&str],
        ask: impl Fn(&IdbTransaction) -> Result<Vec<IdbRequest>, JsValue>,
    ) -> Result<Vec<JsValue>, StoreError> {
        let requests = self.transact(shelves, "readonly", ask).await?;
        requests.iter().map(|request| request.result().map_err(|error| trouble(&error))).collect()
    }

    /// Writes: all that `ask` requests is durable when this returns, or nothing is written.
    pub(super) async fn write(
        &self,
        shelves: &[&str],
        ask: impl Fn(&IdbTransaction) -> Result<Vec<IdbRequest>, JsValue>,
    ) -> Result<(), StoreError> {
        self.transact(shelves, "readwrite", ask).await.map(drop)
    }

    async fn transact(
        &self,
        shelves: &[&str],
        mode: &str,
        ask: impl Fn(&IdbTransaction) -> Result<Vec<IdbRequest>, JsValue>,
    ) -> Result<Vec<IdbRequest>, StoreError> {
        let transaction = self.begin(shelves, mode).await?;
        let requests = match ask(&transaction) {
            Ok(requests) => requests,
            Err(error) => {
                // What was asked for before must not be done without the rest.
                let _ = transaction.abort();
                return Err(trouble(&error));
            }
        };
        let ended = Promise::new(&mut |done, failed| {
            transaction.set_oncomplete(Some(&done));
            transaction.set_onabort(Some(&failed));
        });
        match JsFuture::from(ended).await {
            Ok(_) => Ok(requests),
            Err(_) => Err(transaction.error().map_or(StoreError::Closed, |error| trouble(&error))),
        }
    }

    /// Begins a transaction; once more on a new connection if the browser has closed this one.
    async fn begin(&self, shelves: &[&str], mode: &str) -> Result<IdbTransaction, StoreError> {
        let connection = self.connected().await?;
        if let Ok(transaction) = begin_on(&connection, shelves, mode) {
            return Ok(transaction);
        }
        self.connection.borrow_mut().take();
        let connection = self.connected().await?;
        begin_on(&connection, shelves, mode).map_err(|error| trouble(&error))
    }

    async fn connected(&self) -> Result<IdbDatabase, StoreError> {
        let open = self.connection.borrow().clone();
        if let Some(connection) = open {
            return Ok(connection);
        }
        let connection = connect(&self.name, self.layout).await?;
        let forget = {
            let shared = Rc::downgrade(&self.connection);
            let connection = connection.clone();
            // Another tab deletes or upgrades the database: it waits until this connection is gone.
            Closure::<dyn FnMut()>::new(move || {
                connection.close();
                if let Some(shared) = shared.upgrade() {
                    shared.borrow_mut().take();
                }
            })
            .into_js_value()
        };
        connection.set_onversionchange(Some(forget.unchecked_ref()));
        connection.set_onclose(Some(forget.unchecked_ref()));
        *self.connection.borrow_mut() = Some(connection.clone());
        Ok(connection)
    }
}

async fn connect(name: &str, layout: Layout) -> Result<IdbDatabase, StoreError> {
    let factory = web_sys::window().and_then(|window| window.indexed_db().ok().flatten());
    let factory = factory.ok_or(StoreError::Closed)?;
    let request = match layout.version {
        Some(version) => factory.open_with_u32(name, version),
        None => factory.open(name),
    };
    let request = request.map_err(|_| StoreError::Closed)?;
    let upgrading = request.clone();
    let upgrade = Closure::once_into_js(move || {
        if let Ok(database) = upgrading.result().and_then(JsCast::dyn_into::<IdbDatabase>) {
            make_shelves(&database, layout.shelves);
        }
    });
    request.set_onupgradeneeded(Some(upgrade.unchecked_ref()));
    let opened = Promise::new(&mut |done, failed| {
        request.set_onsuccess(Some(&done));
        request.set_onerror(Some(&failed));
    });
    if JsFuture::from(opened).await.is_err() {
        let error = request.error().ok().flatten();
        let full = error.is_some_and(|error| trouble(&error) == StoreError::Full);
        return Err(if full { StoreError::Full } else { StoreError::Closed });
    }
    let database = request.result().and_then(JsCast::dyn_into::<IdbDatabase>);
    database.map_err(|_| StoreError::Closed)
}

fn make_shelves(database: &IdbDatabase, shelves: &[&str]) {
    for shelf in shelves {
        if !database.object_store_names().contains(shelf) {
            // A failure here fails the opening, which says so.
            let _ = database.create_object_store(shelf);
        }
    }
}

/// `database.transaction(shelves, mode, {durability: "strict"})`, which `web-sys` has no stable word for.
fn begin_on(
    database: &IdbDatabase,
    shelves: &[&str],
    mode: &str,
) -> Result<IdbTransaction, JsValue> {
    let shelves: Array = shelves.iter().map(|shelf| JsValue::from_str(shelf)).collect();
    let options = Object::new();
    Reflect::set(&options, &"durability".into(), &"strict".into())?;
    let begin: Function = Reflect::get(database, &"transaction".into())?.dyn_into()?;
    begin.call3(database, &shelves, &mode.into(), &options)?.dyn_into()
}

/// What an exception means for the person.
pub(super) fn trouble(error: &JsValue) -> StoreError {
    let (name, message) = match error.dyn_ref::<DomException>() {
        Some(error) => (error.name(), error.message()),
        None => ("Error".to_owned(), format!("{error:?}")),
    };
    match name.as_str() {
        "QuotaExceededError" => StoreError::Full,
        "InvalidStateError" => StoreError::Closed,
        _ => StoreError::Failed(format!("{name}: {message}")),
    }
}
