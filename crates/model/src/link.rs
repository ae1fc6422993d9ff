//! Links: what moves, serves or needs what.

use std::collections::BTreeMap;

use crate::contested::{Contested, Text};
use crate::id::{EvidenceId, NodeId, PersonId};
use crate::initiative::Degree;
use crate::node::NodeKind;
use crate::record::record;
use crate::schema::Shape;
use crate::slot::{Readable, Slot};
use crate::stamp::Stamp;
use crate::time::Date;
use crate::tombstone::{Tombstone, deletable};
use crate::walk::Walk;
use crate::word::words;
use crate::{Json, Rule};

words! {
    /// What a link says.
    LinkKind {
        /// `from` moves `to`.
        Causes = "causes",
        /// `from` is a key result or a part of the objective `to`.
        Serves = "serves",
        /// `from` needs `to`: a handoff between functions.
        DependsOn = "depends_on",
    }

    /// Whether both ends move the same way.
    Polarity {
        /// They do; the default.
        Plus = "+",
        /// They move opposite ways.
        Minus = "-",
    }

    /// What a piece of evidence says about a hypothesis.
    Verdict {
        /// For it.
        Supports = "supports",
        /// Against it.
        Contradicts = "contradicts",
    }
}

impl LinkKind {
    /// Whether a link of this kind may lead from a node of one kind to one of another.
    pub fn joins(self, from: NodeKind, to: NodeKind) -> bool {
        match self {
            Self::Causes => from != NodeKind::Objective && to.is_measured(),
            Self::Serves => {
                matches!(from, NodeKind::Kpi | NodeKind::Objective) && to == NodeKind::Objective
            }
            Self::DependsOn => true,
        }
    }

    /// The rule of [`Self::joins`] in words.
    pub(crate) fn ends_rule(self) -> &'static str {
        match self {
            Self::Causes => "must lead from a driver, kpi, initiative or risk to a kpi or driver",
            Self::Serves => "must lead from a kpi or objective to an objective",
            Self::DependsOn => "must join two nodes",
        }
    }
}

/// Without a type it is no link.
impl Slot for LinkKind {
    const SHAPE: Shape = <Self as Readable>::SHAPE;
    const REQUIRED: bool = true;

    fn fill<'a>(json: Option<&'a Json>, walk: &mut Walk<'a>) -> Option<Self> {
        walk.required(json)
    }

    fn is_absent(&self) -> bool {
        false
    }
}

/// How much of a movement a link passes on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Strength {
    /// 0.2 of it.
    Weak,
    /// 0.5 of it; the default.
    Moderate,
    /// 0.8 of it.
    Strong,
    /// This share of it, from 0 to 1.
    Share(f64),
}

impl Strength {
    /// The words of the file form.
    pub const WORDS: &'static [&'static str] = &["weak", "moderate", "strong"];

    /// The share that it passes on, from 0 to 1.
    pub fn share(self) -> f64 {
        match self {
            Self::Weak => 0.2,
            Self::Moderate => 0.5,
            Self::Strong => 0.8,
            Self::Share(share) => share,
        }
    }

    fn parse(json: &Json) -> Option<Self> {
        match json.as_str() {
            Some("weak") => Some(Self::Weak),
            Some("moderate") => Some(Self::Moderate),
            Some("strong") => Some(Self::Strong),
            Some(_) => None,
            None => json.as_f64().filter(|share| (0.0..=1.0).contains(share)).map(Self::Share),
        }
    }
}

impl Readable for Strength {
    const SHAPE: Shape = Shape::Strength;

    fn read<'a>(json: &'a Json, walk: &mut Walk<'a>) -> Option<Self> {
        walk.expect(Self::parse(json), Rule::Strength, json)
    }
}

record! {
    /// That one node moves, serves or needs another.
    Link: "link" {
        /// The node that moves, serves or needs.
        from: NodeId,
        /// The node that is moved, served or needed.
        to: NodeId,
        /// What the link says.
        kind as "type": LinkKind,
        /// Whether both ends move the same way.
        polarity: Contested<Polarity>,
        /// How much of a movement it passes on.
        strength: Option<Strength>,
        /// Units of `to` for one unit of `from`, signed.
        effect: Option<f64>,
        /// Days until `to` moves.
        lag_days: Option<u32>,
        /// How sure people are of it.
        confidence: Option<Degree>,
        /// Why it should be so.
        hypothesis: Text,
        /// What speaks for and against it.
        evidence: BTreeMap<EvidenceId, Evidence>,
        /// What was agreed about a handoff.
        handoff: Option<Handoff>,
        /// Its tombstone.
        deleted: Option<Tombstone>,
    }
}

impl Link {
    /// A link between two nodes, and nothing more.
    pub fn new(kind: LinkKind, from: NodeId, to: NodeId) -> Self {
        Self {
            from,
            to,
            kind,
            polarity: Contested::Absent,
            strength: None,
            effect: None,
            lag_days: None,
            confidence: None,
            hypothesis: Text::default(),
            evidence: BTreeMap::new(),
            handoff: None,
            deleted: None,
        }
    }

    /// Whether both ends move the same way, `+` by default; nothing while that is in conflict.
    pub fn polarity(&self) -> Option<Polarity> {
        self.polarity.or(Polarity::Plus)
    }

    /// How much of a movement it passes on, moderate by default.
    pub fn strength(&self) -> Strength {
        self.strength.unwrap_or(Strength::Moderate)
    }
}

record! {
    /// What speaks for or against a hypothesis.
    #[derive(Default)]
    Evidence: "evidence" {
        /// The day.
        on: Option<Date>,
        /// Who brought it.
        by: Option<PersonId>,
        /// What was seen.
        text: Text,
        /// What it says.
        verdict: Option<Verdict>,
        /// Its tombstone.
        deleted: Option<Tombstone>,
    }
}

record! {
    /// What one function hands to another.
    #[derive(Default)]
    Handoff: "handoff" {
        /// What is handed over.
        what: Text,
        /// Days within which it is promised.
        sla_days: Option<u32>,
        /// Who agreed to it, and when.
        agreed: Option<Stamp>,
        /// Days it comes late; negative is early.
        late_days: Option<i32>,
    }
}

deletable!(Link, Evidence);
