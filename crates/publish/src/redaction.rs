//! What of a workspace is published.

mod fold;
mod keep;
mod names;
mod people;

use causeway_document::{ActorSeed, Document, ImportError, MOST_STORED, ReadOnly, Standing};
use causeway_model::{Path, Text, read};

use crate::id::PublicationId;
use crate::verify::Broken;

pub use people::People;

/// How much of a workspace is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Redaction {
    /// What stands in it now, in a document of its own, without whatever [`snapshot`] leaves out.
    Present(People),
    /// Everything: each change that was ever made, by whom and when, comments and notes, what was
    /// deleted, and the ids of the workspace and its authors.
    FullHistory,
}

/// The present state, with names.
impl Default for Redaction {
    fn default() -> Self {
        Self::Present(People::Named)
    }
}

/// A snapshot to be published.
#[derive(Debug, Clone, PartialEq)]
pub struct Snapshot {
    /// The saved document.
    pub bytes: Vec<u8>,
    /// What the workspace is called in it.
    pub title: String,
    /// Whether it holds the full history.
    pub history: bool,
    /// What may still name somebody who shall not be named. These are for the publisher to look at.
    pub mentions: Vec<Mention>,
}

/// A text, a tag or an id that may name somebody: with a part of the name, such as the first one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Where it stands.
    pub path: Path,
    /// What stands there, as it is published.
    pub text: String,
}

/// Why a workspace can't be published.
#[derive(Debug, thiserror::Error)]
pub enum Unpublishable {
    /// Only a newer version knows what is in it, and what must be left out.
    #[error("the workspace has the format {format}, which this version does not know")]
    Newer {
        /// The format it says it has.
        format: String,
    },
    /// Readers would refuse it.
    #[error("the snapshot has {found} bytes, more than the {MOST_STORED} that a document may have")]
    TooLarge {
        /// How many there are.
        found: usize,
    },
    /// There is nothing in it yet; readers would refuse it.
    #[error("nothing has arrived in the workspace yet")]
    Empty,
    /// No version may follow the one before.
    #[error("the version before can't be gone on with: {0}")]
    Before(Box<Broken>),
    /// It makes no document.
    #[error(transparent)]
    Import(#[from] ImportError),
}

/// Makes the snapshot of a workspace that is published.
///
/// The present state is published as a fresh document, under `actor` and the id of the publication. Left out are
/// the history, what was deleted, comments, notes of observations and reviews, rounds and
/// check-ups (what people answered for themselves), the ids of the workspace and of its authors, what the model
/// doesn't know, and what breaks it.
///
/// # Errors
/// When a newer version wrote the workspace, nothing is in it yet, or it is too large.
pub fn snapshot(
    document: &Document,
    redaction: &Redaction,
    publication: PublicationId,
    actor: ActorSeed,
) -> Result<Snapshot, Unpublishable> {
    match document.standing() {
        Standing::ReadOnly(ReadOnly::Newer { format }) => {
            return Err(Unpublishable::Newer { format });
        }
        Standing::ReadOnly(ReadOnly::Empty) => return Err(Unpublishable::Empty),
        _ => {}
    }
    let (mut published, mentions) = match redaction {
        Redaction::FullHistory => (document.clone(), Vec::new()),
        Redaction::Present(people) => {
            let mut tree = keep::present(&document.tree());
            let mentions = match people {
                People::Named => Vec::new(),
                People::Unnamed { someone } => {
                    people::unname(&mut tree, &people::everybody(document), someone)
                }
            };
            tree["workspace"] = publication.to_string().into();
            (Document::from_tree(&tree, actor)?, mentions)
        }
    };
    let bytes = published.save();
    if bytes.len() > MOST_STORED {
        return Err(Unpublishable::TooLarge { found: bytes.len() });
    }
    let title = title(&published).shown().into_owned();
    Ok(Snapshot { bytes, title, history: *redaction == Redaction::FullHistory, mentions })
}

fn title(document: &Document) -> Text {
    read::workspace(&document.tree()).value.title
}

#[cfg(test)]
mod tests;
