//! The only crate that maps the model to Automerge and back.
//!
//! A [`Document`] is one workspace that several people can edit at once, offline or not. People edit it
//! by [`Command`]s, views follow it by [`Event`]s, and it is read as a tree of JSON, in the form
//! that the model's readers and its files share. What two people do at the same moment is
//! kept: maps are united, texts merge, and values that contradict each other are shown until
//! someone settles them.
//!
//! ```
//! use causeway_document::{ActorSeed, Command, Document, NewWorkspace, Stamp};
//! use causeway_model::{NodeId, NodeKind, WorkspaceId, time::parse_instant};
//!
//! let now = parse_instant("2026-11-22T12:00:00Z").ok_or("no instant")?;
//! let new = NewWorkspace { id: WorkspaceId::new("w-1")?, title: "Retention".into(), now };
//! let mut ana = Document::create(&new, ActorSeed([1; 16]))?;
//! let mut ben = Document::load(&ana.save(), ActorSeed([2; 16]))?;
//!
//! let stamp = Stamp { now, person: None };
//! let churn = NodeId::new("churn")?;
//! let create = Command::CreateNode {
//!     node: churn.clone(),
//!     kind: NodeKind::Kpi,
//!     title: "Churn".into(),
//!     position: None,
//!     link: None,
//! };
//! ana.apply(create, &stamp)?;
//! ben.merge(&mut ana)?;
//! let churn = ben.node(&churn).ok_or("no node")?.value;
//! assert_eq!(churn.title.one(), Some("Churn"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod actor;
mod apply;
mod command;
mod document;
mod event;
pub mod genesis;
mod history;
mod import;
mod inverse;
mod place;
mod refusal;
mod standing;
mod text;
mod tree;
mod undo;
mod write;

pub use actor::ActorSeed;
pub use command::{Applied, Command, NewLink, Point, Splice, Stamp, link_id};
pub use document::{Document, Heads, MOST_STORED, NewWorkspace, OpenError};
pub use event::{Event, Touch};
pub use history::Edit;
pub use import::ImportError;
pub use inverse::{Inverse, Skipped};
pub use refusal::Refusal;
pub use standing::{ReadOnly, Standing};
pub use undo::{Group, TYPING_PAUSE, UndoStack};
