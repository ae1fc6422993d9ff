//! What the app knows between the browser and the views: signals to read, and ways to act.
//!
//! There are three homes of state: the document (saved, synced, undone), the session (selection,
//! camera, what is being edited) and presence (synced, never saved).

mod engine;

pub mod access;
pub mod brief;
pub mod company;
pub mod crews;
pub mod echoes;
pub mod errands;
pub mod lens;
pub mod library;
pub mod notice;
pub mod peers;
pub mod pending;
pub mod prefs;
pub mod projection;
pub mod published;
pub mod publishing;
pub mod relay_address;
pub mod route;
pub mod rows;
pub mod session;
pub mod signals;
pub mod status;
pub mod tour;
pub mod vault;
pub mod visit;
