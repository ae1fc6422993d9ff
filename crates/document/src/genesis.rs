//! The first change that all workspaces share.
//!
//! Two documents that each make their own `nodes` map lose one side when they are merged.
//! So every document begins from the same bytes, kept beside the sources, in which the maps and
//! texts of the workspace are made. They never change: a later map is made on demand, or
//! comes as a constant change of its own that depends on this one.

use automerge::transaction::{CommitOptions, Transactable};
use automerge::{
    ActorId, AutoCommit, AutomergeError, ChangeHash, LoadOptions, ObjType, ROOT, ReadDoc,
    TextEncoding,
};

/// The saved document that holds genesis and nothing else.
pub const GENESIS: &[u8] = include_bytes!("../fixtures/genesis.automerge");

/// What documents of this version say they are.
pub(crate) const FORMAT: &str = "causeway/1";

const ACTOR: &[u8; 16] = b"causeway/genesis";

const MAPS: [&str; 15] = [
    "acceptances",
    "actions",
    "actors",
    "checkups",
    "comments",
    "decisions",
    "functions",
    "limits",
    "links",
    "nodes",
    "people",
    "reviews",
    "rounds",
    "rules",
    "scenarios",
];

const TEXTS: [&str; 2] = ["summary", "title"];

/// Makes genesis anew, to compare it with the bytes that are kept.
///
/// # Errors
/// None that occur: the document is empty and all keys differ.
pub fn compose() -> Result<Vec<u8>, AutomergeError> {
    let actor = ActorId::from(ACTOR);
    let mut document = AutoCommit::new_with_encoding(TextEncoding::Utf16CodeUnit).with_actor(actor);
    document.put(ROOT, "format", FORMAT)?;
    for key in MAPS {
        document.put_object(ROOT, key, ObjType::Map)?;
    }
    for key in TEXTS {
        document.put_object(ROOT, key, ObjType::Text)?;
    }
    document.commit_with(CommitOptions::default().with_time(0));
    Ok(document.save_nocompress())
}

/// Reads bytes with the text encoding that all our documents have.
pub(crate) fn read(bytes: &[u8]) -> Result<AutoCommit, AutomergeError> {
    let options = LoadOptions::new().text_encoding(TextEncoding::Utf16CodeUnit);
    AutoCommit::load_with_options(bytes, options)
}

/// A document in which nothing has been done yet.
pub(crate) fn begin(actor: ActorId) -> Result<AutoCommit, AutomergeError> {
    Ok(read(GENESIS)?.with_actor(actor))
}

/// Whether a document began from our genesis.
///
/// What is missing besides is of no account: a change that came before the one it follows waits for that.
pub(crate) fn is_in(document: &AutoCommit) -> bool {
    !document.get_missing_deps(&[HASH]).contains(&HASH)
}

/// The hash of the genesis change.
const HASH: ChangeHash = ChangeHash([
    0x7a, 0xe3, 0x26, 0x4b, 0xfa, 0x81, 0x3c, 0xc2, 0x64, 0xa5, 0xfc, 0xee, 0xdf, 0xaf, 0x00, 0xad,
    0x2f, 0xc1, 0xeb, 0x87, 0xa1, 0xe2, 0x4f, 0x6b, 0xf8, 0x99, 0xd0, 0x11, 0x8d, 0xf4, 0x26, 0x6d,
]);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_that_of_the_bytes() {
        let mut document = read(GENESIS).unwrap();
        assert_eq!(document.get_heads(), [HASH]);
        assert!(is_in(&document));
        assert!(!is_in(&AutoCommit::new()));
    }
}
