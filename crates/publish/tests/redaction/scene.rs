//! Workspaces to publish, and publishing them.

use std::fs;
use std::path::Path;

use causeway_document::{ActorSeed, Document};
use causeway_model::{Json, file};
use causeway_publish::{People, PublicationId, Redaction, Snapshot, snapshot};

pub(crate) const AUTHOR: ActorSeed = ActorSeed(*b"secret author id");
pub(crate) const PUBLICATION: PublicationId = PublicationId([3; 16]);

pub(crate) fn document(tree: &Json) -> Document {
    Document::from_tree(tree, AUTHOR).unwrap()
}

pub(crate) fn unnamed() -> Redaction {
    Redaction::Present(People::Unnamed { someone: "Person".to_owned() })
}

pub(crate) fn published(document: &Document, redaction: &Redaction) -> Snapshot {
    snapshot(document, redaction, PUBLICATION, ActorSeed([4; 16])).unwrap()
}

/// The tree that a reader sees.
pub(crate) fn read(snapshot: &Snapshot) -> Json {
    Document::load(&snapshot.bytes, ActorSeed([5; 16])).unwrap().tree()
}

/// All bytes of a snapshot, with nothing compressed: texts lie in them as they were written.
pub(crate) fn inflated(snapshot: &Snapshot) -> Vec<u8> {
    let mut document = Document::load(&snapshot.bytes, ActorSeed([5; 16])).unwrap();
    document.automerge_mut().save_nocompress()
}

pub(crate) fn holds(bytes: &[u8], sought: &[u8]) -> bool {
    bytes.windows(sought.len()).any(|window| window == sought)
}

/// The workspaces that are offered as templates, by the names of their files.
pub(crate) fn templates() -> Vec<(String, Json)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../public/templates");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let trees = files.filter_map(|path| {
        let tree = file::parse(fs::read(&path).unwrap()).ok()?.tree;
        Some((path.display().to_string(), tree))
    });
    trees.collect()
}
