//! The server: what it needs to start, and how it stops.

use std::fs::DirBuilder;
use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use causeway_sync::room::ReaderLocks;
use causeway_sync::store::SharedChunkStore;
use tokio::net::TcpListener;
use tokio::task::spawn_blocking;

use crate::access::{Access, Gate, KeyringError, Keys};
use crate::app::App;
use crate::entrance::{Entrance, Reception};
use crate::http;
use crate::hub::{Hub, Rules, Switch};
use crate::limits::Limits;
use crate::origin::{Origins, Page};
use crate::others::OtherRelay;
use crate::redb_store::{OpenError, RedbStore};
use crate::tls::{Tls, TlsError, TlsFiles};
use crate::watching::Watched;

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
    /// Where to answer `/readyz` and `/metrics`, if not where everything else is.
    pub admin_listen: Option<SocketAddr>,
    /// The certificate to speak TLS with, if the relay does so itself.
    pub tls: Option<TlsFiles>,
    /// Other relays that pages of this one may connect to, if their person agrees.
    pub other_relays: Vec<OtherRelay>,
    /// Other places whose pages may connect to this relay.
    pub other_pages: Vec<Page>,
    /// How much a peer may ask.
    pub limits: Limits,
    /// The app to serve beside.
    pub app: App,
}

impl Config {
    /// A relay with the default limits, to which nothing was added: no app, no certificate, and nobody but
    /// its own pages.
    pub fn new(listen: SocketAddr, data: PathBuf, access: Access) -> Self {
        Self {
            listen,
            data,
            access,
            public_url: None,
            allow_key_in_url: false,
            admin_listen: None,
            tls: None,
            other_relays: Vec::new(),
            other_pages: Vec::new(),
            limits: Limits::default(),
            app: App::from_files([]),
        }
    }
}

/// A relay that listens, and serves once it is told to.
#[derive(Debug)]
pub struct Relay {
    public: (Socket, Reception),
    admin: Option<(Socket, Reception)>,
    watched: Watched,
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
    /// The certificate can't be shown.
    #[error(transparent)]
    Tls(#[from] TlsError),
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
        let Config {
            listen,
            data,
            access,
            public_url,
            allow_key_in_url,
            admin_listen,
            tls,
            other_relays,
            other_pages,
            limits,
            app,
        } = config;
        let tls = tls.map(Tls::open).transpose()?.map(Arc::new);
        let app = app.reaching(&other_relays);
        let rules = Rules {
            gate: open_gate(access, data, limits.ticket_within).await?,
            origins: Origins::new(public_url, other_pages, tls.is_some()),
            other_relays,
            allows_key_in_url: allow_key_in_url,
            reader_locks: ReaderLocks::ALL,
        };
        let public = open_socket(listen).await?;
        let admin = match admin_listen {
            Some(listen) => Some(open_socket(listen).await?),
            None => None,
        };
        let watched = Watched { tls: tls.clone(), keys: rules.gate.keys().cloned() };
        let (hub, switch) = Hub::new(rules, limits, store);
        let mut routes = http::routes(Arc::new(app), &hub);
        if admin.is_none() {
            routes = routes.merge(http::admin(&hub));
        }
        // Asked from this machine, or from its own network: it needs no certificate.
        let admin = admin.map(|socket| (socket, reception(http::admin(&hub), &hub, None)));
        Ok(Self { public: (public, reception(routes, &hub, tls)), admin, watched, switch })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.public.0.address
    }

    /// Where it answers `/readyz` and `/metrics`, if that is somewhere else.
    pub fn admin_address(&self) -> Option<SocketAddr> {
        self.admin.as_ref().map(|(socket, _)| socket.address)
    }

    /// Serves until `stop` returns. Then it takes no more connections, saves everything, closes
    /// the sockets, and returns.
    pub async fn serve(self, stop: impl Future<Output = ()>) {
        let Self { public: (socket, reception), admin, watched, switch } = self;
        let admin = async {
            if let Some((socket, reception)) = admin {
                reception.serve(socket.listener, switch.stopped()).await;
            }
        };
        let public = reception.serve(socket.listener, switch.stopped());
        tokio::join!(public, admin, watched.watch(switch.stopped()), async {
            stop.await;
            switch.stop();
        });
        switch.all_ended().await;
    }
}

/// A socket that listens.
#[derive(Debug)]
struct Socket {
    listener: TcpListener,
    address: SocketAddr,
}

async fn open_socket(address: SocketAddr) -> Result<Socket, StartError> {
    let cannot = |error| StartError::Listen { address, error };
    let listener = TcpListener::bind(address).await.map_err(cannot)?;
    let address = listener.local_addr().map_err(cannot)?;
    Ok(Socket { listener, address })
}

fn reception<S: SharedChunkStore + 'static>(
    routes: Router,
    hub: &Hub<S>,
    tls: Option<Arc<Tls>>,
) -> Reception {
    Reception {
        tls,
        routes: http::with_common_headers(routes),
        entrance: Entrance::new(&hub.limits),
        metrics: Arc::clone(&hub.metrics),
        head_within: hub.limits.request_head_within,
    }
}

async fn open_gate(
    access: Access,
    folder: PathBuf,
    ticket_within: Duration,
) -> Result<Gate, StartError> {
    let opened = spawn_blocking(move || match access {
        Access::Open => Keys::claimed_in(&folder)
            .map(|claimed| Gate::Open { claimed: claimed.into_iter().collect() }),
        Access::Keys => Keys::open(&folder)
            .map(|keys| Gate::Keys(Arc::new(keys.with_tickets_good_for(ticket_within)))),
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
