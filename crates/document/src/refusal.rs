//! Why a command was not carried out.

use causeway_model::{LinkId, LinkKind, Path, Rule};

use crate::standing::ReadOnly;

/// A command that was refused. Nothing was changed.
///
/// The text is for logs and for the command line; the app says it in the person's language,
/// by [`Refusal::key`] and [`Refusal::arguments`].
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Refusal {
    /// The document can only be read.
    #[error("the document can only be read: {0}")]
    ReadOnly(ReadOnly),
    /// Nothing stands there.
    #[error("there is no {path}")]
    Absent {
        /// Where something was expected.
        path: Path,
    },
    /// What stands there is deleted, and must be restored first.
    #[error("{path} is deleted; restore it first")]
    Deleted {
        /// The record.
        path: Path,
    },
    /// The id is taken.
    #[error("{path} is taken; choose another id")]
    Taken {
        /// The record that has it.
        path: Path,
    },
    /// The schema knows no such place.
    #[error("the model has no {path}")]
    Unknown {
        /// The place.
        path: Path,
    },
    /// The place has no text that can be edited.
    #[error("{path} holds no text")]
    NotText {
        /// The place.
        path: Path,
    },
    /// The value breaks the model.
    #[error("{path}: {rule}, not {found}")]
    Invalid {
        /// Where.
        path: Path,
        /// What the model asks for.
        rule: Rule,
        /// What was given.
        found: String,
    },
    /// The field makes the record what it is.
    #[error("{path} can't be empty")]
    Required {
        /// The field.
        path: Path,
    },
    /// The field says what the document is, and stays.
    #[error("{path} can't be changed")]
    Fixed {
        /// The field.
        path: Path,
    },
    /// Several texts were made at once: one must be chosen before it is edited.
    #[error("{path} is in conflict; choose one of its texts first")]
    InConflict {
        /// The place.
        path: Path,
    },
    /// Nothing is in conflict there.
    #[error("{path} is not in conflict")]
    NotInConflict {
        /// The place.
        path: Path,
    },
    /// The text that the edit begins from is not as long as the edit says.
    #[error("the edit of {path} doesn't fit the text that it begins from")]
    Misplaced {
        /// The place.
        path: Path,
    },
    /// A link joins two different nodes.
    #[error("a node can't be linked to itself")]
    SelfLink,
    /// There is such a link already.
    #[error("these two are linked already, by {link}")]
    SecondLink {
        /// The link.
        link: LinkId,
    },
    /// A link of this kind doesn't join such nodes.
    #[error("a link that says {kind} can't join these two")]
    WrongEnds {
        /// What it would say.
        kind: LinkKind,
    },
    /// The link would close a circle of objectives that serve each other.
    #[error("the link would close a circle of what serves what")]
    ServesCircle,
    /// Only objectives and initiatives are ranked.
    #[error("{path} is not ranked: only objectives and initiatives are")]
    NotRanked {
        /// The node.
        path: Path,
    },
    /// The document refused the write; this is a fault of the program.
    #[error("the document refused the change: {0}")]
    Failed(String),
}

impl Refusal {
    /// The name of the message, for a catalogue of translations.
    pub fn key(&self) -> &'static str {
        match self {
            Self::ReadOnly(why) => why.key(),
            Self::Absent { .. } => "refusal-absent",
            Self::Deleted { .. } => "refusal-deleted",
            Self::Taken { .. } => "refusal-taken",
            Self::Unknown { .. } => "refusal-unknown",
            Self::NotText { .. } => "refusal-not-text",
            Self::Invalid { .. } => "refusal-invalid",
            Self::Required { .. } => "refusal-required",
            Self::Fixed { .. } => "refusal-fixed",
            Self::InConflict { .. } => "refusal-in-conflict",
            Self::NotInConflict { .. } => "refusal-not-in-conflict",
            Self::Misplaced { .. } => "refusal-misplaced",
            Self::SelfLink => "refusal-self-link",
            Self::SecondLink { .. } => "refusal-second-link",
            Self::WrongEnds { .. } => "refusal-wrong-ends",
            Self::ServesCircle => "refusal-serves-circle",
            Self::NotRanked { .. } => "refusal-not-ranked",
            Self::Failed(_) => "refusal-failed",
        }
    }

    /// What the message names, each with the name of its place in the message.
    pub fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Absent { path }
            | Self::Deleted { path }
            | Self::Taken { path }
            | Self::Unknown { path }
            | Self::NotText { path }
            | Self::Required { path }
            | Self::Fixed { path }
            | Self::InConflict { path }
            | Self::NotInConflict { path }
            | Self::Misplaced { path }
            | Self::NotRanked { path } => vec![("path", path.to_string())],
            Self::Invalid { path, rule, found } => vec![
                ("path", path.to_string()),
                ("rule", rule.to_string()),
                ("found", found.clone()),
            ],
            Self::SecondLink { link } => vec![("link", link.to_string())],
            Self::WrongEnds { kind } => vec![("kind", kind.to_string())],
            Self::Failed(why) => vec![("why", why.clone())],
            Self::ReadOnly(why) => why.arguments(),
            Self::SelfLink | Self::ServesCircle => Vec::new(),
        }
    }
}
