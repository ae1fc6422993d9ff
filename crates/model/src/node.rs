//! Nodes: the cards of the map.

use std::collections::BTreeSet;

use crate::Json;
use crate::contested::{Contested, Text};
use crate::contract::Contract;
use crate::id::{FunctionId, PersonId, Tag};
use crate::initiative::Initiative;
use crate::maturity::Maturity;
use crate::metric::Metric;
use crate::number::Rank;
use crate::record::record;
use crate::risk::Risk;
use crate::schema::Shape;
use crate::slot::{Readable, Slot};
use crate::time::Date;
use crate::tombstone::{Archived, Deletable, Tombstone, deletable};
use crate::walk::Walk;
use crate::word::words;

words! {
    /// What a node is.
    NodeKind {
        /// An ambition, ranked; its key results are the kpis that serve it.
        Objective = "objective",
        /// A measured result.
        Kpi = "kpi",
        /// A lever that moves results.
        Driver = "driver",
        /// Work that moves drivers.
        Initiative = "initiative",
        /// A blocker found in a pre-mortem, or an outside factor.
        Risk = "risk",
    }
}

impl NodeKind {
    /// Whether metric and contract belong to it; elsewhere they are kept and ignored.
    pub fn is_measured(self) -> bool {
        matches!(self, Self::Kpi | Self::Driver)
    }
}

/// Without a kind it is no node.
impl Slot for NodeKind {
    const SHAPE: Shape = <Self as Readable>::SHAPE;
    const REQUIRED: bool = true;

    fn fill<'a>(json: Option<&'a Json>, walk: &mut Walk<'a>) -> Option<Self> {
        walk.required(json)
    }

    fn is_absent(&self) -> bool {
        false
    }
}

record! {
    /// A card of the map.
    Node: "node" {
        /// What it is.
        kind: NodeKind,
        /// Its name.
        title: Text,
        /// What there is to say about it.
        description: Text,
        /// The one person who answers for it.
        owner: Contested<PersonId>,
        /// Its function; where absent, the owner's.
        function: Option<FunctionId>,
        /// Who else works on it.
        contributors: BTreeSet<PersonId>,
        /// The order of importance of objectives and initiatives; absent is unranked.
        rank: Option<Rank>,
        /// Where someone placed it; absent, the layout places it.
        position: Option<Position>,
        /// Words to find it by.
        tags: BTreeSet<Tag>,
        /// What it measures.
        metric: Option<Metric>,
        /// What was agreed to happen when the metric moves.
        contract: Option<Contract>,
        /// How mature it is.
        maturity: Option<Maturity>,
        /// What makes it a piece of work.
        initiative: Option<Initiative>,
        /// What makes it a risk.
        risk: Option<Risk>,
        /// That it was killed on purpose.
        archived: Option<Archived>,
        /// Its tombstone.
        deleted: Option<Tombstone>,
    }
}

deletable!(Node);

impl Node {
    /// A node of this kind, and nothing more.
    pub fn new(kind: NodeKind) -> Self {
        Self {
            kind,
            title: Text::default(),
            description: Text::default(),
            owner: Contested::Absent,
            function: None,
            contributors: BTreeSet::new(),
            rank: None,
            position: None,
            tags: BTreeSet::new(),
            metric: None,
            contract: None,
            maturity: None,
            initiative: None,
            risk: None,
            archived: None,
            deleted: None,
        }
    }

    /// Whether it counts as archived at the end of this day.
    pub fn is_archived(&self, as_of: Date) -> bool {
        self.archived.as_ref().is_some_and(|archived| archived.is_read(as_of))
    }

    /// Whether calculations see it on this day: neither deleted nor archived.
    pub fn is_present(&self, as_of: Date) -> bool {
        !self.is_deleted(as_of) && !self.is_archived(as_of)
    }

    /// Its metric, where it is a kpi or a driver.
    pub fn measured(&self) -> Option<&Metric> {
        self.metric.as_ref().filter(|_| self.kind.is_measured())
    }

    /// Its contract, where it is a kpi or a driver.
    pub fn agreed(&self) -> Option<&Contract> {
        self.contract.as_ref().filter(|_| self.kind.is_measured())
    }
}

record! {
    /// A place on the map, in map units.
    #[derive(Default)]
    Position: "position" {
        /// To the right.
        x: Option<f64>,
        /// Downwards.
        y: Option<f64>,
    }
}

impl Position {
    /// Both coordinates, where both are set.
    pub fn point(&self) -> Option<(f64, f64)> {
        self.x.zip(self.y)
    }
}
