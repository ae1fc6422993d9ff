//! The only crate that maps the model to Automerge and back.

mod actor;
mod command;
mod document;
mod event;
pub mod genesis;
mod history;
mod import;
pub mod inflation;
mod inverse;
mod place;
mod refusal;
mod standing;
mod text;
mod tree;
mod undo;

pub use actor::ActorSeed;
pub use command::{Applied, Command, NewLink, Point, Splice, Stamp, link_id};
pub use document::{Document, Heads, NewWorkspace, OpenError};
pub use event::Event;
pub use import::ImportError;
pub use inverse::{Inverse, Skipped};
pub use refusal::Refusal;
pub use standing::{ReadOnly, Standing};
pub use undo::{Group, TYPING_PAUSE, UndoStack};
