//! Publishing a workspace from the app: the series that it belongs to, the key that signs it, the app's
//! own files around it.
//!
//! Nothing is sent anywhere: what comes of it is a file for the person.

mod app_files;
mod ledger;
mod making;
mod packing;

pub use app_files::{AppFiles, Gathering};
pub use ledger::{Earlier, Ledger, Unreadable};
pub use making::{Choices, Extent, Form, Names, Prepared, prepare};
pub use packing::Packing;
