//! Publishing: versions of a workspace that anybody can read and nobody can edit.
//!
//! A *publication* is a folder for any static host, or one HTML file. In it lie the app, a snapshot of the
//! workspace, and [`Latest`], a small file that names the snapshot, its hash, its number and its date,
//! and may be signed. Whoever reads it takes the two through [`verify`] before anything is shown.
//!
//! Nothing here has a clock, randomness or files: time, ids and the seeds of keys are arguments, so
//! that the command line and the browser make the same.
//!
//! ```
//! use causeway_document::{ActorSeed, Document};
//! use causeway_model::time::parse_instant;
//! use causeway_publish::{Broken, Draft, Latest, PublicationId, PublishingKey, verify};
//!
//! let now = parse_instant("2026-11-30T12:00:00Z").ok_or("no instant")?;
//! let tree = serde_json::json!({ "format": "causeway/1", "title": "Retention" });
//! let snapshot = Document::from_tree(&tree, ActorSeed([7; 16]))?.save();
//!
//! let draft = Draft { title: "Retention".into(), history: false, created: now, expires: None };
//! let mut latest = Latest::first(PublicationId([1; 16]), draft, &snapshot);
//! latest.sign(&PublishingKey::from_seed([9; 32]));
//!
//! let read = verify(latest.print().as_bytes(), &snapshot, None, now)?;
//! assert_eq!(read.latest.sequence, 1);
//! assert!(matches!(verify(latest.print().as_bytes(), b"", None, now), Err(Broken::Size { .. })));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod app;
mod folder;
mod hash;
mod id;
mod inert;
mod key;
mod known;
mod latest;
mod policy;
mod redaction;
mod single;
mod verify;

pub use app::{Files, Unfit, named_in, needed};
pub use folder::{InOrder, LARGEST_LATEST, LATEST, folder};
pub use hash::Hash;
pub use id::{BadPublicationId, PublicationId};
pub use key::{BadKey, PublicKey, PublishingKey, Signature};
pub use known::Known;
pub use latest::{Draft, FORMAT, Latest, SNAPSHOTS, snapshot_in};
pub use redaction::{Mention, People, Redaction, Snapshot, Unpublishable, snapshot};
pub use single::{latest_in, single};
pub use verify::{Broken, Verified, verify};
