//! The relay: an axum server that keeps and passes on documents it cannot read.
//!
//! ```no_run
//! use causeway_relay::{Access, App, Config, Relay};
//!
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! let mut config = Config::new("127.0.0.1:0".parse()?, "documents".into(), Access::Open);
//! config.app = App::embedded();
//! let relay = Relay::bind(config).await?;
//! println!("Causeway is at http://{}/", relay.address());
//! relay.serve(std::future::pending()).await;
//! # Ok(())
//! # }
//! ```

mod access;
mod api;
mod app;
mod entrance;
mod http;
mod hub;
mod limits;
mod metrics;
mod origin;
mod others;
mod redb_store;
mod relay;
mod rooms;
mod session;
mod tls;
mod watching;

pub use crate::access::{Access, Keyring, KeyringError, OwnKeys, SigningKey};
pub use crate::app::{App, embedded_files};
pub use crate::limits::{BadLimit, Limits};
pub use crate::origin::{NotAPage, Page};
pub use crate::others::{NotARelay, OtherRelay};
pub use crate::redb_store::{OpenError, RedbStore};
pub use crate::relay::{Config, Relay, StartError};
pub use crate::tls::{TlsError, TlsFiles};
