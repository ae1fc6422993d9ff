//! A workspace, read from either form.

use std::path::Path;

use causeway_document::{ActorSeed, Document};
use causeway_model::{Json, Problem, Reading, file, read};

use crate::failure::Failure;
use crate::input::{self, shown};
use crate::kind::Kind;

/// What a file holds.
pub(crate) enum Workspace {
    /// Text that may be `causeway/1`; to be judged before use.
    Text(Vec<u8>),
    /// An Automerge document, its parts that break the model included.
    Document(Box<Document>),
}

impl Workspace {
    /// Reads a file that is of the kind asked for, else that its name shows, else its bytes.
    pub(crate) fn read(path: &Path, asked: Option<Kind>) -> Result<(Self, Kind), Failure> {
        let bytes = input::read(path)?;
        let kind = asked.or_else(|| Kind::of_name(path)).unwrap_or_else(|| Kind::of_bytes(&bytes));
        let workspace = match kind {
            Kind::Json => Self::Text(bytes),
            Kind::Automerge => Self::Document(Box::new(load(path, &bytes)?)),
        };
        Ok((workspace, kind))
    }

    /// Everything in it that breaks the model.
    pub(crate) fn problems(&self) -> Vec<Problem> {
        let checked = match self {
            Self::Text(text) => file::parse(text).map(|_| ()),
            Self::Document(document) => file::check(&document.tree()).map(|_| ()),
        };
        checked.err().map_or_else(Vec::new, |refused| refused.problems)
    }

    /// The tree of values. A text that breaks the model is refused, a document is taken as it is.
    pub(crate) fn into_tree(self, path: &Path) -> Result<Json, Failure> {
        match self {
            Self::Text(text) => Ok(strictly(path, &text)?.tree),
            Self::Document(document) => Ok(document.tree()),
        }
    }

    /// The document itself, or one made of the text. A text that breaks the model is refused.
    pub(crate) fn into_document(self, path: &Path) -> Result<Document, Failure> {
        let tree = match self {
            Self::Text(text) => strictly(path, &text)?.tree,
            Self::Document(document) => return Ok(*document),
        };
        Document::from_tree(&tree, new_actor()).map_err(|error| {
            Failure::new(
                format_args!("{} could not be made a document: {error}.", shown(path)),
                "Nothing was written.",
                "Put this right and try again.",
            )
        })
    }

    /// What the model reads in it. A text that breaks the model is refused; what breaks it in a
    /// document is left out, and said.
    pub(crate) fn into_reading(
        self,
        path: &Path,
    ) -> Result<Reading<causeway_model::Workspace>, Failure> {
        match self {
            Self::Text(text) => {
                let value = strictly(path, &text)?.workspace;
                Ok(Reading { value, problems: Vec::new() })
            }
            Self::Document(document) => Ok(read::workspace(&document.tree())),
        }
    }
}

/// A new actor for every opening, as Automerge needs it.
pub(crate) fn new_actor() -> ActorSeed {
    ActorSeed(rand::random())
}

fn strictly(path: &Path, text: &[u8]) -> Result<file::File, Failure> {
    file::parse(text).map_err(|refused| {
        Failure::new(
            format_args!("{} is not a causeway/1 workspace:\n{refused}\n", shown(path)),
            "Nothing was written.",
            "Put these right and try again.",
        )
    })
}

fn load(path: &Path, bytes: &[u8]) -> Result<Document, Failure> {
    Document::load(bytes, new_actor()).map_err(|error| {
        Failure::new(
            format_args!("{} could not be opened: {error}.", shown(path)),
            "The file is unchanged.",
            "Look whether it is complete, and whether --from names its kind.",
        )
    })
}
