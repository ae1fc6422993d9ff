//! What is known of one workspace on this device without opening it.

use causeway_document::Heads;
use causeway_model::time::{parse_instant, print_instant};
use causeway_model::{Instant, Json};
use causeway_sync::ids::DocumentId;
use serde_json::json;

use crate::state::library::sketch::Sketch;
use crate::state::relay_address::RelayAddress;

/// A workspace on this device.
#[derive(Clone, Debug, PartialEq)]
pub struct WorkspaceEntry {
    /// Its document.
    pub document: DocumentId,
    /// Its title when it was last open here; empty if it has none.
    pub title: String,
    /// When it was last open here.
    pub opened: Option<Instant>,
    /// When it was last changed, as it was known when it was last open here.
    pub edited: Option<Instant>,
    /// How many nodes its map has.
    pub nodes: Option<usize>,
    /// How much room it takes, in bytes.
    pub bytes: u64,
    /// Whether a relay has all of it.
    pub synced: Synced,
    /// Where its history stood when a relay last had all of it.
    pub synced_at: Option<Heads>,
    /// The relay it syncs with, where that isn't the page's own: the person agreed to it.
    pub relay: Option<RelayAddress>,
    /// Its map as it was left here.
    pub sketch: Option<Sketch>,
}

/// Whether a relay has all of a workspace, as it was known when it was last open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Synced {
    /// It has never been at a relay.
    #[default]
    Never,
    /// A relay has all of it.
    Whole,
    /// So many changes are only here.
    Behind(usize),
}

impl Synced {
    /// How many changes a relay lacks; `None` if it has none of it.
    pub fn changes(self) -> Option<usize> {
        match self {
            Self::Never => None,
            Self::Whole => Some(0),
            Self::Behind(changes) => Some(changes),
        }
    }
}

impl WorkspaceEntry {
    /// A workspace of which nothing is known yet.
    pub fn new(document: DocumentId) -> Self {
        Self {
            document,
            title: String::new(),
            opened: None,
            edited: None,
            nodes: None,
            bytes: 0,
            synced: Synced::Never,
            synced_at: None,
            relay: None,
            sketch: None,
        }
    }

    /// What is noted of it; how much room it takes is counted anew each time.
    pub fn note(&self) -> String {
        let note = json!({
            "title": self.title,
            "opened": self.opened.map(print_instant),
            "edited": self.edited.map(print_instant),
            "nodes": self.nodes,
            "behind": self.synced.changes(),
            "synced": self.synced_at.as_ref().map(Heads::to_string),
            "relay": self.relay.as_ref().map(RelayAddress::as_str),
            "sketch": self.sketch.as_ref().map(Sketch::note),
        });
        note.to_string()
    }

    /// Reads what was noted; what can't be read is as if it had not been noted.
    pub(super) fn read(document: DocumentId, note: &str) -> Self {
        let note: Json = serde_json::from_str(note).unwrap_or_default();
        let text = |key: &str| note.get(key).and_then(Json::as_str);
        let synced = match note.get("behind").and_then(Json::as_u64) {
            None => Synced::Never,
            Some(0) => Synced::Whole,
            Some(changes) => Synced::Behind(usize::try_from(changes).unwrap_or(usize::MAX)),
        };
        Self {
            document,
            title: text("title").unwrap_or_default().to_owned(),
            opened: text("opened").and_then(parse_instant),
            edited: text("edited").and_then(parse_instant),
            nodes: note.get("nodes").and_then(Json::as_u64).and_then(|n| usize::try_from(n).ok()),
            bytes: 0,
            synced,
            synced_at: text("synced").and_then(|heads| heads.parse().ok()),
            relay: text("relay").and_then(RelayAddress::parse),
            sketch: note.get("sketch").and_then(Sketch::read),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOCUMENT: DocumentId = DocumentId::from_bytes([7; 16]);

    #[test]
    fn what_is_noted_reads_back() {
        for synced in [Synced::Never, Synced::Whole, Synced::Behind(12)] {
            let entry = WorkspaceEntry {
                title: "Growth \"26\"".into(),
                opened: parse_instant("2026-11-22T12:00:00Z"),
                edited: parse_instant("2026-11-21T12:00:00Z"),
                nodes: Some(14),
                synced,
                synced_at: Some(
                    [["0a"; 32].concat(), ["f1"; 32].concat()].join(" ").parse().unwrap(),
                ),
                relay: RelayAddress::parse("wss://plan.example/sync"),
                sketch: Some(Sketch::default()),
                ..WorkspaceEntry::new(DOCUMENT)
            };
            assert_eq!(WorkspaceEntry::read(DOCUMENT, &entry.note()), entry);
        }
    }

    #[test]
    fn a_broken_note_is_no_reason_to_lose_a_workspace() {
        for note in [
            "",
            "{",
            "[]",
            r#"{"title": 7, "opened": "x", "behind": -1, "synced": "no", "relay": "x"}"#,
        ] {
            assert_eq!(WorkspaceEntry::read(DOCUMENT, note), WorkspaceEntry::new(DOCUMENT));
        }
    }
}
