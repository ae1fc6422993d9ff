//! The two forms of a workspace, and how a file shows which it is.

use std::path::Path;

use clap::ValueEnum;

/// A form in which a workspace is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Kind {
    /// The public format causeway/1
    Json,
    /// An Automerge document, with its history
    Automerge,
}

/// What every saved Automerge document begins with.
const AUTOMERGE_MAGIC: [u8; 4] = [0x85, 0x6f, 0x4a, 0x83];

impl Kind {
    /// The kind that a file's name ends with.
    pub(crate) fn of_name(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "json" => Some(Self::Json),
            "automerge" => Some(Self::Automerge),
            _ => None,
        }
    }

    /// The kind that the first bytes show.
    pub(crate) fn of_bytes(bytes: &[u8]) -> Self {
        if bytes.starts_with(&AUTOMERGE_MAGIC) { Self::Automerge } else { Self::Json }
    }

    /// What a converter makes of it when nothing else is said.
    pub(crate) fn other(self) -> Self {
        match self {
            Self::Json => Self::Automerge,
            Self::Automerge => Self::Json,
        }
    }
}
