//! The server: what it needs to start, and how it stops.

use std::fs::DirBuilder;
use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use causeway_sync::store::SharedChunkStore;
use tokio::net::TcpListener;
use tokio::task::spawn_blocking;

use crate::access::Access;
use crate::app::App;
use crate::hub::{Hub, Switch};
use crate::limits::Limits;
use crate::redb_store::{OpenError, RedbStore};
use crate::{http, session};

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

    /// Listens, with a store of the caller's; the data folder isn't touched.
    ///
    /// # Errors
    /// If the address can't be had.
    pub async fn bind_with(
        config: Config,
        store: impl SharedChunkStore + 'static,
    ) -> Result<Self, StartError> {
        let Config { listen, access, limits, app, data: _ } = config;
        let cannot = |error| StartError::Listen { address: listen, error };
        let listener = TcpListener::bind(listen).await.map_err(cannot)?;
        let address = listener.local_addr().map_err(cannot)?;
        let (hub, switch) = Hub::new(access, limits, store);
        let sync = get(session::upgrade).with_state(hub);
        let routes = http::routes(Arc::new(app)).route_service("/sync", sync);
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
            served = axum::serve(listener, routes) => served,
            () = stop => Ok(()),
        };
        switch.stop();
        switch.all_ended().await;
        served
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
