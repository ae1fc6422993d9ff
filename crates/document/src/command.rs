//! What people do to a workspace, as plain data.
//!
//! Commands are the only mutation. One command is one Automerge change, unless it restores a
//! conflict, which by its nature takes several.

use causeway_model::time::print_instant;
use causeway_model::{Date, Instant, Json, LinkId, LinkKind, NodeId, NodeKind, Path, PersonId};

use serde_json::json;

use crate::inverse::{Inverse, Skipped};

/// When a command is given, and by whom: the core has no clock and knows no session.
#[derive(Debug, Clone, PartialEq)]
pub struct Stamp {
    /// The moment.
    pub now: Instant,
    /// The person, once they have said who they are.
    pub person: Option<PersonId>,
}

impl Stamp {
    /// As tombstones and archives say it: when, and by whom.
    pub(crate) fn signed(&self) -> Json {
        let mut signed = json!({ "at": print_instant(self.now) });
        if let Some(person) = &self.person {
            signed["by"] = person.as_str().into();
        }
        signed
    }
}

/// A step that a person takes.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// Adds a node and, in the same step, the link that ties it to a neighbour.
    CreateNode {
        /// A fresh id.
        node: NodeId,
        /// What it is.
        kind: NodeKind,
        /// Its title; may be empty.
        title: String,
        /// Where it was placed; the layout places it otherwise.
        position: Option<Point>,
        /// A link between it and a node that is there.
        link: Option<NewLink>,
    },
    /// Changes a node's title from what the person saw to what they typed.
    RenameNode {
        /// The node.
        node: NodeId,
        /// The title that was shown when they began.
        base: String,
        /// What they made of it.
        title: String,
    },
    /// Changes a text from what the person saw to what they made of it.
    ///
    /// Only the difference is written, and only where it belongs: what others typed meanwhile stays.
    EditText {
        /// A place that holds text.
        path: Path,
        /// The text that was shown when they began; empty where there was none.
        base: String,
        /// What they made of it.
        text: String,
    },
    /// Types in a text, as the keys were struck.
    ///
    /// Better than [`Command::EditText`] while typing: a comparison can't tell which of two equal
    /// letters is new, and two phrases typed at once would get mixed.
    SpliceText {
        /// A place that holds text.
        path: Path,
        /// The text that was shown when the keys were struck.
        base: String,
        /// What was struck, in order of positions, each counted in `base`.
        splices: Vec<Splice>,
    },
    /// Places nodes on the map, or gives them back to the layout.
    MoveNodes {
        /// Each node and its new place.
        places: Vec<(NodeId, Option<Point>)>,
    },
    /// Names the one who answers for a node, or nobody. Settles a conflict of owners.
    SetOwner {
        /// The node.
        node: NodeId,
        /// The person.
        owner: Option<PersonId>,
    },
    /// Settles values in conflict by choosing one.
    SettleConflict {
        /// A place that is in conflict.
        path: Path,
        /// The value that holds from now on, one of those in conflict or another.
        choice: Json,
    },
    /// Sets a field of any record.
    ///
    /// A record or a map is set key by key: keys that the value lacks stay as they are. Text is
    /// edited from what stands there.
    SetField {
        /// A place that the schema knows.
        path: Path,
        /// The value, in the form of the file.
        value: Json,
    },
    /// Empties a field of any record.
    ClearField {
        /// A place that the schema knows.
        path: Path,
    },
    /// Writes down what was measured on a day. A second value for a day replaces the first.
    AddObservation {
        /// A kpi or driver.
        node: NodeId,
        /// The day that the value holds for.
        on: Date,
        /// The value, in the metric's unit.
        value: f64,
        /// What there is to say about it; may be empty.
        note: String,
    },
    /// Deletes what was measured on a day, as a flag.
    RemoveObservation {
        /// A kpi or driver.
        node: NodeId,
        /// The day.
        on: Date,
    },
    /// Draws a link.
    LinkNodes(NewLink),
    /// Deletes nodes, as a flag, and keeps their links.
    ///
    /// A flag, because in a merge Automerge lets a real delete swallow a colleague's
    /// concurrent edit, and workshops lose work that way.
    DeleteNodes {
        /// The nodes.
        nodes: Vec<NodeId>,
    },
    /// Brings deleted nodes back.
    RestoreNodes {
        /// The nodes.
        nodes: Vec<NodeId>,
    },
    /// Deletes links, as a flag.
    DeleteLinks {
        /// The links.
        links: Vec<LinkId>,
    },
    /// Brings deleted links back.
    RestoreLinks {
        /// The links.
        links: Vec<LinkId>,
    },
    /// Deletes any record that has an id, as a flag.
    DeleteRecord {
        /// Where the record stands, such as `decisions/d1`.
        path: Path,
    },
    /// Brings a deleted record back.
    RestoreRecord {
        /// Where the record stands.
        path: Path,
    },
    /// Takes a node out of every calculation, on purpose, and keeps its history.
    ArchiveNode {
        /// The node.
        node: NodeId,
        /// Why; may be empty.
        reason: String,
    },
    /// Takes a node back into the calculations.
    UnarchiveNode {
        /// The node.
        node: NodeId,
    },
    /// Gives an objective or initiative its place in the order of importance.
    RankNode {
        /// The node.
        node: NodeId,
        /// The node that it then follows; none, if it comes first.
        after: Option<NodeId>,
    },
    /// Takes a node out of the order of importance.
    UnrankNode {
        /// The node.
        node: NodeId,
    },
    /// Adds a person to the workspace.
    AddPerson {
        /// A fresh id.
        person: PersonId,
        /// What they are called.
        name: String,
    },
    /// Says that this opening of the document writes for a person.
    ClaimActor {
        /// The person.
        person: PersonId,
    },
    /// Adds records from a fragment of a workspace, under ids that are free.
    PasteNodes {
        /// A tree with `nodes` and `links`, in the form of the file.
        fragment: Json,
    },
    /// Several commands as one step.
    All(Vec<Command>),
    /// Takes a step back, or takes it again. [`UndoStack`](crate::UndoStack) gives these.
    Revert(Inverse),
}

/// A place on the map, in map units.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Downwards.
    pub y: f64,
}

/// A link to draw.
#[derive(Debug, Clone, PartialEq)]
pub struct NewLink {
    /// Its id. [`link_id`] makes one that two people who draw the same link at once share.
    pub link: LinkId,
    /// What the link says.
    pub kind: LinkKind,
    /// Where it begins.
    pub from: NodeId,
    /// Where it ends.
    pub to: NodeId,
}

impl NewLink {
    /// A link under the id that everybody gives it.
    pub fn between(kind: LinkKind, from: NodeId, to: NodeId) -> Self {
        Self { link: link_id(kind, &from, &to), kind, from, to }
    }
}

/// The id that a link of a kind between two nodes gets by itself.
///
/// It follows from the ends, so that two people who draw one link at the same moment make one.
pub fn link_id(kind: LinkKind, from: &NodeId, to: &NodeId) -> LinkId {
    let text = format!("{kind} {from} {to}");
    let id = format!("{kind}-{:016x}", fnv(text.as_bytes()));
    // A word of the schema and sixteen digits always make an id.
    LinkId::new(&id).unwrap_or_else(|_| unreachable!("{id} is an id"))
}

/// FNV-1a: short, the same everywhere, and good enough to tell names apart.
pub(crate) fn fnv(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// A piece of text taken out and another put in its place, in UTF-16 code units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Splice {
    /// Where.
    pub at: usize,
    /// How many units are taken out.
    pub delete: usize,
    /// What is put in.
    pub insert: String,
}

/// What came of a command.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Applied {
    /// Takes it back.
    pub inverse: Inverse,
    /// What was left alone, because a colleague had changed it since. Only a
    /// [`Command::Revert`] skips anything.
    pub skipped: Vec<Skipped>,
    /// Whether the document is now another one.
    pub has_changed: bool,
}
