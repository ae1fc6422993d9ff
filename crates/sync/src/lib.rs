//! Sans-IO synchronisation of Automerge documents, wire-compatible with automerge-repo.
//!
//! Every part is a state machine: it takes an event, often with a time, and returns effects for
//! the caller to carry out. The relay, the browser and the simulator drive the same code. Nothing
//! here reads a clock or draws randomness.
//!
//! | module | what it decides |
//! |---|---|
//! | [`connection`] | the handshake and framing of one socket |
//! | [`room`] | who gets what of one document, and when it is acknowledged |
//! | [`presence`] | who else is looking, and what they do |
//! | [`chunks`] | when the document is saved, in which pieces, and which may go |
//! | [`store`] | what a place that keeps chunks must do |
//! | [`wire`] | the frames of the protocol |
//! | [`guard`] | what a stranger's bytes may cost |
//! | [`backoff`] | how long to wait before the next try |
//!
//! ```
//! use causeway_sync::connection::{Connection, Effect, Event, Role};
//! use causeway_sync::{ids::PeerId, wire::Metadata};
//!
//! let metadata = Metadata { storage: None, is_ephemeral: true };
//! let mut browser = Connection::new(Role::Client, PeerId::from_random([1; 16]), metadata.clone());
//! let mut relay = Connection::new(Role::Server, PeerId::from_random([2; 16]), metadata);
//!
//! relay.handle(Event::Opened, 0);
//! let Effect::Send(join) = browser.handle(Event::Opened, 0).remove(0) else { panic!() };
//! let answer = relay.handle(Event::Received(&join), 5);
//! assert!(matches!(answer[..], [Effect::Send(_), Effect::Ready { .. }]));
//! ```

pub mod backoff;
pub mod chunks;
pub mod connection;
pub mod guard;
mod heads;
pub mod ids;
pub mod presence;
pub mod room;
pub mod store;
pub mod wire;

pub use heads::Heads;
