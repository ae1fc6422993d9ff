//! A relay, and those who speak to it.

use std::net::SocketAddr;
use std::time::Duration;

use automerge::transaction::Transactable;
use automerge::{ROOT, ReadDoc};
use causeway_relay::{Access, App, Config, Limits, Relay};
use causeway_sync::ids::{DocumentId, PeerId};
use causeway_sync::store::{MemoryStore, SharedChunkStore};
use tempfile::TempDir;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio::time::timeout;

use crate::client::{Client, News};

/// No wait of a test takes longer, unless something is broken.
const SOON: Duration = Duration::from_secs(10);

pub(crate) const MAP: DocumentId = DocumentId::from_bytes([7; 16]);

/// A running relay with a store in memory.
pub(crate) struct World {
    pub(crate) store: MemoryStore,
    pub(crate) address: SocketAddr,
    pub(crate) folder: TempDir,
    stop: oneshot::Sender<()>,
    served: JoinHandle<()>,
}

impl World {
    pub(crate) async fn new(limits: Limits) -> Self {
        Self::with_store(limits, MemoryStore::new()).await
    }

    pub(crate) async fn with_store(limits: Limits, store: MemoryStore) -> Self {
        Self::start(limits, store, Access::Open, tempfile::tempdir().unwrap()).await
    }

    /// A relay that asks for keys.
    pub(crate) async fn with_keys(limits: Limits) -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self::start(limits, MemoryStore::new(), Access::Keys, folder).await
    }

    pub(crate) async fn start(
        limits: Limits,
        store: MemoryStore,
        access: Access,
        folder: TempDir,
    ) -> Self {
        Self::start_with(limits, store, access, folder, |_| {}).await
    }

    pub(crate) async fn start_with(
        limits: Limits,
        store: MemoryStore,
        access: Access,
        folder: TempDir,
        adjust: impl FnOnce(&mut Config),
    ) -> Self {
        let served = store.clone();
        Self::serving(served, limits, store, access, folder, adjust).await
    }

    /// A relay with this store, in front of what it keeps.
    pub(crate) async fn in_front_of(
        served: impl SharedChunkStore + 'static,
        limits: Limits,
        store: MemoryStore,
    ) -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self::serving(served, limits, store, Access::Open, folder, |_| {}).await
    }

    async fn serving(
        served: impl SharedChunkStore + 'static,
        limits: Limits,
        store: MemoryStore,
        access: Access,
        folder: TempDir,
        adjust: impl FnOnce(&mut Config),
    ) -> Self {
        let page = ("index.html".to_owned(), "<h1>Causeway</h1>".into());
        let listen = "127.0.0.1:0".parse().unwrap();
        let mut config = Config::new(listen, folder.path().to_owned(), access);
        (config.limits, config.app) = (limits, App::from_files([page]));
        adjust(&mut config);
        let relay = Relay::bind_with(config, served).await.unwrap();
        let address = relay.address();
        let (stop, stopped) = oneshot::channel();
        let served = tokio::spawn(relay.serve(async {
            // A world that is dropped stops as well.
            let _ = stopped.await;
        }));
        Self { store, address, folder, stop, served }
    }

    pub(crate) fn url(&self) -> String {
        format!("ws://{}/sync", self.address)
    }

    pub(crate) async fn client(&self, name: &str) -> Client {
        let name = PeerId::new(name).unwrap();
        Client::join(&self.url(), name, MAP, None).await.unwrap()
    }

    /// Stops the relay in good order, and gives what it has stored.
    pub(crate) async fn stop(self) -> MemoryStore {
        self.stop_with_folder().await.0
    }

    pub(crate) async fn stop_with_folder(self) -> (MemoryStore, TempDir) {
        self.stop.send(()).unwrap();
        soon("the relay to stop", self.served).await.unwrap();
        (self.store, self.folder)
    }
}

/// What this gives, or a failed test.
pub(crate) async fn soon<T>(what: &str, future: impl Future<Output = T>) -> T {
    let Ok(done) = timeout(SOON, future).await else { panic!("waited in vain for {what}") };
    done
}

/// Reads until something fits.
pub(crate) async fn until(
    client: &mut Client,
    what: &str,
    mut fits: impl FnMut(&mut Client, &News) -> bool,
) {
    soon(what, async {
        loop {
            let message = client.message().await;
            let news = client.read(message).await.unwrap();
            if news.iter().any(|news| fits(client, news)) {
                return;
            }
            let is_closed = news.iter().any(|news| matches!(news, News::Closed(_)));
            assert!(!is_closed, "closed before {what}: {news:?}");
        }
    })
    .await;
}

/// Waits for something while this client goes on reading: it may be asked for what it wrote.
pub(crate) async fn beside<T>(client: &mut Client, something: impl Future<Output = T>) -> T {
    tokio::pin!(something);
    loop {
        tokio::select! {
            done = &mut something => return done,
            message = client.message() => {
                let news = client.read(message).await.unwrap();
                assert!(!news.iter().any(|news| matches!(news, News::Closed(_))), "{news:?}");
            }
        }
    }
}

/// Writes a text at the root.
pub(crate) async fn write(client: &mut Client, key: &str, text: &str) {
    client.edit(|doc| doc.put(ROOT, key, text).unwrap()).await.unwrap();
}

/// The text at the root, if it has come.
pub(crate) fn text(client: &mut Client, key: &str) -> Option<String> {
    let (value, _) = client.doc().get(ROOT, key).unwrap()?;
    value.as_str().map(str::to_owned)
}

pub(crate) async fn until_stored(client: &mut Client) {
    until(client, "the relay to store it", |client, _| client.is_stored()).await;
}

pub(crate) async fn until_text(client: &mut Client, key: &str, expected: &str) {
    until(client, expected, |client, _| text(client, key).as_deref() == Some(expected)).await;
}

pub(crate) async fn until_unavailable(client: &mut Client) {
    until(client, "the refusal", |_, news| *news == News::Unavailable).await;
}

pub(crate) async fn closing_code(client: &mut Client) -> Option<u16> {
    let mut closed = None;
    until(client, "the close", |_, news| match news {
        News::Closed(code) => {
            closed = *code;
            true
        }
        _ => false,
    })
    .await;
    closed
}
