//! The server: what it needs to start, and how it stops.

use std::fs::DirBuilder;
use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::get;
use causeway_sync::room::ReaderLocks;
use causeway_sync::store::SharedChunkStore;
use tokio::net::TcpListener;
use tokio::task::spawn_blocking;

use crate::access::{Access, Gate, KeyringError, Keys};
use crate::app::App;
use crate::hub::{Hub, Rules, Switch};
use crate::limits::Limits;
use crate::origin::Origins;
use crate::redb_store::{OpenError, RedbStore};
use crate::{api, http, session};

/// The file in the data folder that holds the documents.
const FILE: &str = "documents.redb";

/// What a relay needs to start.
#[derive(Debug)]
pub struct Config {
    /// Where to listen; port 0 takes a free one.
    pub listen: SocketAddr,
    /// The folder that keeps the documents; made if it isn't there.
    pub data: PathBuf,
    /// Who may open which document.
    pub access: Access,
    /// Where people reach this relay, such as `https://maps.example.org/`, if that isn't the
    /// address that they ask.
    pub public_url: Option<String>,
    /// Whether a key may stand in the address of a WebSocket, for clients that can't fetch tickets.
    pub allow_key_in_url: bool,
    /// How much a peer may ask.
    pub limits: Limits,
    /// The app to serve beside.
    pub app: App,
}

/// A relay that listens, and serves once it is told to.
#[derive(Debug)]
pub struct Relay {
    listener: TcpListener,
    address: SocketAddr,
    routes: Router,
    switch: Switch,
}

/// Why a relay did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The data folder can't be made.
    #[error("the data folder {} could not be made: {error}", folder.display())]
    Folder {
        /// Which folder.
        folder: PathBuf,
        /// Why not.
        error: io::Error,
    },
    /// The store in it can't be opened.
    #[error("the store {} could not be opened: {error}", file.display())]
    Store {
        /// Which file.
        file: PathBuf,
        /// Why not.
        error: OpenError,
    },
    /// The keys in the data folder can't be used.
    #[error(transparent)]
    Keys(#[from] KeyringError),
    /// The address can't be listened on.
    #[error("it could not listen at {address}: {error}")]
    Listen {
        /// Which address.
        address: SocketAddr,
        /// Why not.
        error: io::Error,
    },
}

impl Relay {
    /// Opens the store in the data folder, and listens.
    ///
    /// # Errors
    /// If the folder, the store or the address can't be had; nothing was changed then.
    pub async fn bind(config: Config) -> Result<Self, StartError> {
        let store = open_store(&config.data).await?;
        Self::bind_with(config, store).await
    }

    /// Listens, with a store of the caller's. The data folder, which must be there, keeps the keys
    /// only; it isn't touched by a relay that is open, and always was.
    ///
    /// # Errors
    /// If the keys or the address can't be had.
    pub async fn bind_with(
        config: Config,
        store: impl SharedChunkStore + 'static,
    ) -> Result<Self, StartError> {
        let Config { listen, data, access, public_url, allow_key_in_url, limits, app } = config;
        let rules = Rules {
            gate: open_gate(access, data).await?,
            origins: Origins::new(public_url),
            allows_key_in_url: allow_key_in_url,
            reader_locks: ReaderLocks::ALL,
        };
        let cannot = |error| StartError::Listen { address: listen, error };
        let listener = TcpListener::bind(listen).await.map_err(cannot)?;
        let address = listener.local_addr().map_err(cannot)?;
        let (hub, switch) = Hub::new(rules, limits, store);
        let sync = Router::new()
            .route("/sync", get(session::upgrade))
            .layer(from_fn_with_state(Arc::clone(&hub), api::of_our_origin))
            .with_state(Arc::clone(&hub));
        let routes = http::routes(Arc::new(app)).merge(sync).merge(api::routes(hub));
        Ok(Self { listener, address, routes: http::with_common_headers(routes), switch })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Serves until `stop` returns. Then it takes no more connections, saves everything, closes
    /// the sockets, and returns.
    ///
    /// # Errors
    /// If the listening socket breaks.
    pub async fn serve(self, stop: impl Future<Output = ()>) -> io::Result<()> {
        let Self { listener, routes, switch, .. } = self;
        let served = tokio::select! {
            served = axum::serve(listener, routes.into_make_service_with_connect_info::<SocketAddr>()) => served,
            () = stop => Ok(()),
        };
        switch.stop();
        switch.all_ended().await;
        served
    }
}

async fn open_gate(access: Access, folder: PathBuf) -> Result<Gate, StartError> {
    let opened = spawn_blocking(move || match access {
        Access::Open => Keys::claimed_in(&folder)
            .map(|claimed| Gate::Open { claimed: claimed.into_iter().collect() }),
        Access::Keys => Keys::open(&folder).map(|keys| Gate::Keys(Arc::new(keys))),
    });
    match opened.await {
        Ok(opened) => Ok(opened?),
        Err(panicked) => Err(StartError::Keys(KeyringError::Broken(panicked.to_string()))),
    }
}

async fn open_store(folder: &Path) -> Result<RedbStore, StartError> {
    make_folder(folder).map_err(|error| StartError::Folder { folder: folder.to_owned(), error })?;
    let file = folder.join(FILE);
    let path = file.clone();
    let opened = match spawn_blocking(move || RedbStore::open(&path)).await {
        Ok(opened) => opened,
        // redb may panic on a file that something else has written to.
        Err(panicked) => Err(OpenError::Broken(panicked.to_string())),
    };
    opened.map_err(|error| StartError::Store { file, error })
}

/// Makes the folder for the one who runs the relay, and nobody else.
fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
