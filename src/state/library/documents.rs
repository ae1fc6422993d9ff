//! Documents made and read without being opened: a part of the app by itself, of little more than what opens them.

use causeway_document::{ActorSeed, Document, NewWorkspace};
use causeway_model::{Date, Json, Path, WorkspaceId, file};
use wasm_split_helpers::wasm_split;

use super::retold::retold;
use super::translated::{self, translated};
use super::{Form, NotMade};
use crate::platform::{clock, random};

/// A new document, as it is kept.
pub(super) struct Made {
    /// All of it, as Automerge writes it.
    pub(super) snapshot: Vec<u8>,
    /// Its title.
    pub(super) title: String,
}

/// A workspace with nothing in it but a title.
#[wasm_split(documents, fallible)]
pub(super) fn blank(title: String) -> Result<Made, NotMade> {
    let id = WorkspaceId::new(&random::id()).map_err(|_| NotMade::Unreadable)?;
    let new = NewWorkspace { id, title, now: clock::now() };
    Document::create(&new, seed()).map(made).map_err(|_| NotMade::Unreadable)
}

/// A workspace as a template's file has it, its story told as of today and in these words.
#[wasm_split(documents, fallible)]
pub(super) fn from_template(
    bytes: Vec<u8>,
    as_of: Option<Date>,
    words: Vec<u8>,
) -> Result<Made, NotMade> {
    let mut tree = translated(&read_tree(&bytes)?, &translated::read(&words));
    if let Some(then) = as_of {
        tree = retold(&tree, then, clock::today());
    }
    // Two workspaces made from one template are two: their files don't merge.
    if let Some(root) = tree.as_object_mut() {
        root.insert("workspace".to_owned(), random::id().into());
    }
    from_tree(&tree)
}

/// A workspace from a person's file, in any form that is known.
#[wasm_split(documents, fallible)]
pub(super) fn from_file(bytes: Vec<u8>) -> Result<Made, NotMade> {
    let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace());
    if !matches!(first, Some(b'{' | 0xef)) {
        return Document::load(&bytes, seed()).map(made).map_err(|_| NotMade::Unreadable);
    }
    let mut tree = read_tree(&bytes)?;
    // Written by hand or by another program: it gets what tells workspaces apart when files are merged.
    if let Some(root) = tree.as_object_mut() {
        root.entry("workspace").or_insert_with(|| random::id().into());
    }
    from_tree(&tree)
}

/// A kept document as a file.
#[wasm_split(documents, fallible)]
pub(super) fn written(bytes: Vec<u8>, form: Form) -> Result<Vec<u8>, NotMade> {
    let mut document = Document::load(&bytes, seed()).map_err(|_| NotMade::Unreadable)?;
    Ok(form.write(&mut document))
}

fn read_tree(bytes: &[u8]) -> Result<Json, NotMade> {
    match file::parse(bytes) {
        Ok(file) => Ok(file.tree),
        Err(refused) => Err(NotMade::Faulty(refused.problems)),
    }
}

fn from_tree(tree: &Json) -> Result<Made, NotMade> {
    Document::from_tree(tree, seed()).map(made).map_err(|_| NotMade::Unreadable)
}

fn made(mut document: Document) -> Made {
    let title = document.read(&Path::of(["title"]));
    let title = title.as_ref().and_then(Json::as_str).unwrap_or_default().to_owned();
    Made { snapshot: document.save(), title }
}

fn seed() -> ActorSeed {
    ActorSeed(random::bytes())
}
