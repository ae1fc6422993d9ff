//! The relay, spoken to over real sockets by our own client and by rude ones.
#![allow(clippy::unwrap_used, reason = "a test that can't go on fails")]

#[path = "../../examples/peer/client.rs"]
mod client;
mod documents;
mod http;
mod keys;
mod limits;
mod rude;
mod socket;
mod tls;
mod world;
