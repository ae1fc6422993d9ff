//! Small worlds for the tests: people with copies of one workspace.

use causeway_document::{ActorSeed, Applied, Command, Document, Refusal, Stamp};
use causeway_model::time::parse_instant;
use causeway_model::{Json, LinkKind, NodeId, Path, PersonId};
use proptest::test_runner::Config as ProptestConfig;
use serde_json::json;

/// How many cases a property is tried on: these, unless `PROPTEST_CASES` asks for more.
pub(crate) fn cases(few: u32) -> ProptestConfig {
    let asked = std::env::var_os("PROPTEST_CASES").is_some();
    let config = ProptestConfig::default();
    if asked { config } else { ProptestConfig { cases: few, ..config } }
}

/// A person with a copy of the workspace.
pub(crate) struct Peer {
    pub(crate) document: Document,
    pub(crate) stamp: Stamp,
}

/// A workspace with an objective `growth`, kpis `nrr` and `churn`, and a driver `support`.
pub(crate) fn sample() -> Json {
    json!({
        "format": "causeway/1",
        "title": "Retention",
        "people": { "ana": {"name": "Ana"}, "ben": {"name": "Ben"} },
        "nodes": {
            "growth": {"kind": "objective", "title": "Growth", "rank": 1},
            "nrr": {"kind": "kpi", "title": "Net revenue retention", "owner": "ana"},
            "churn": {"kind": "kpi", "title": "Churn", "metric": {"direction": "down", "unit": "%"}},
            "support": {"kind": "driver", "title": "Support"},
        },
        "links": {
            "l1": {"from": "churn", "to": "nrr", "type": "causes", "polarity": "-"},
            "l2": {"from": "nrr", "to": "growth", "type": "serves"},
        },
    })
}

/// Ana alone, with the sample.
pub(crate) fn ana() -> Peer {
    Peer::new(Document::from_tree(&sample(), ActorSeed([1; 16])).unwrap(), "ana")
}

/// Ana and Ben, each with a copy of the sample.
pub(crate) fn pair() -> (Peer, Peer) {
    pair_of(&sample())
}

pub(crate) fn pair_of(tree: &Json) -> (Peer, Peer) {
    let mut first = Document::from_tree(tree, ActorSeed([1; 16])).unwrap();
    let second = Document::load(&first.save(), ActorSeed([2; 16])).unwrap();
    (Peer::new(first, "ana"), Peer::new(second, "ben"))
}

impl Peer {
    pub(crate) fn new(document: Document, person: &str) -> Self {
        let now = parse_instant("2026-11-22T12:00:00Z").unwrap();
        Self { document, stamp: Stamp { now, person: PersonId::new(person).ok() } }
    }

    /// Another copy of what this peer has.
    pub(crate) fn copy(&mut self, seed: u8, person: &str) -> Self {
        let bytes = self.document.save();
        Self::new(Document::load(&bytes, ActorSeed([seed; 16])).unwrap(), person)
    }

    pub(crate) fn apply(&mut self, command: Command) -> Result<Applied, Refusal> {
        self.document.apply(command, &self.stamp)
    }

    pub(crate) fn does(&mut self, command: Command) -> Applied {
        self.apply(command).unwrap()
    }

    pub(crate) fn refuses(&mut self, command: Command) -> String {
        let before = (self.document.tree(), self.document.heads());
        let refusal = self.apply(command).unwrap_err();
        assert_eq!((self.document.tree(), self.document.heads()), before);
        refusal.to_string()
    }

    pub(crate) fn sets(&mut self, at: &str, value: Json) -> Applied {
        self.does(Command::SetField { path: path(at), value })
    }

    pub(crate) fn clears(&mut self, at: &str) -> Applied {
        self.does(Command::ClearField { path: path(at) })
    }

    /// Types a whole new text over the one that is shown.
    pub(crate) fn types(&mut self, at: &str, text: &str) -> Applied {
        let base = self.at(at).as_str().unwrap_or_default().to_owned();
        self.does(Command::EditText { path: path(at), base, text: text.to_owned() })
    }

    /// What is shown at a path; null where nothing is.
    pub(crate) fn at(&self, at: &str) -> Json {
        self.document.read(&path(at)).unwrap_or_default()
    }

    pub(crate) fn merges(&mut self, other: &mut Self) {
        self.document.merge(&mut other.document).unwrap();
    }
}

/// Both take in what the other did, and then show the same.
pub(crate) fn meet(a: &mut Peer, b: &mut Peer) {
    a.merges(b);
    b.merges(a);
    assert_eq!(a.document.heads(), b.document.heads());
    assert_eq!(a.document.tree(), b.document.tree());
}

pub(crate) fn path(at: &str) -> Path {
    Path::of(at.split('/'))
}

pub(crate) fn node(id: &str) -> NodeId {
    NodeId::new(id).unwrap()
}

pub(crate) fn link(kind: LinkKind, from: &str, to: &str) -> Command {
    Command::LinkNodes(causeway_document::NewLink::between(kind, node(from), node(to)))
}
