//! Whether a document may be edited here.

/// Whether a document may be edited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// It may.
    Editable,
    /// It can be read only.
    ReadOnly(ReadOnly),
}

/// Why a document can be read only.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadOnly {
    /// Whoever opened it may only read. The document itself never says so: its session does.
    #[error("it was opened with a link that lets read only")]
    Viewing,
    /// Nothing has arrived yet.
    #[error("nothing has arrived yet")]
    Empty,
    /// Another program made it, without the genesis that all workspaces share.
    ///
    /// Edits would not merge with those of others, so it is offered for import as a new workspace.
    #[error("another program made it; import it as a new workspace to edit it")]
    Foreign,
    /// A newer version of the software made it.
    #[error("it is written in {format:?}, by a newer version; update to edit it")]
    Newer {
        /// The format that it says it has.
        format: String,
    },
}

impl ReadOnly {
    /// The name of the message, for a catalogue of translations.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Viewing => "read-only-viewing",
            Self::Empty => "read-only-empty",
            Self::Foreign => "read-only-foreign",
            Self::Newer { .. } => "read-only-newer",
        }
    }

    /// What the message names.
    pub fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Viewing | Self::Empty | Self::Foreign => Vec::new(),
            Self::Newer { format } => vec![("format", format.clone())],
        }
    }
}
