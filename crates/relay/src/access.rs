//! Who may open which document: everybody who knows its id, or who holds a key to it.
//!
//! | module | what it decides |
//! |---|---|
//! | `key` | what a key says, and its signature |
//! | `signing` | the secrets that keys are signed with, and their rotation |
//! | `register` | which workspaces are claimed, and which of their keys are good |
//! | `ticket` | the tickets that stand for a key in a WebSocket's address |
//! | `gate` | what a connection with a pass may do, and until when |
//! | `requests` | what `causeway keys` asks of a relay that runs |
//! | `audit` | who was given what, and when; what was done with the secrets |
//! | `pace` | how often somebody may ask |

mod audit;
mod gate;
mod key;
mod keyring;
pub(crate) mod pace;
mod register;
mod requests;
mod signing;
mod ticket;

pub(crate) use audit::{Audit, SigningWhat, What, in_words};
pub(crate) use gate::{Gate, Over, Pass, Rights, now};
pub(crate) use key::{Grant, KeyId, Role};
pub use keyring::{Keyring, KeyringError, OwnKeys, SigningKey};
pub(crate) use keyring::{Keys, NotDone};
pub(crate) use register::{KeyRecord, Register};

/// How a relay decides who may open a document.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Access {
    /// Everybody who knows a document's id may read and edit it, as in all of the automerge world.
    #[default]
    Open,
    /// Only who holds a key to a document may open it; keys tell owners, editors and viewers.
    Keys,
}

impl Access {
    /// The word for it, on the command line and on the wire.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Keys => "keys",
        }
    }
}
