//! The root: one strategy, one document.

use std::collections::BTreeMap;

use crate::action::Action;
use crate::contested::Text;
use crate::contract::Contract;
use crate::currency::Currency;
use crate::decision::{Decision, TradeOff};
use crate::id::{
    AcceptanceId, ActionId, ActorId, CheckupId, CommentId, DecisionId, FunctionId, LinkId, NodeId,
    PersonId, ReviewId, RoundId, ScenarioId, TradeOffId, WorkspaceId,
};
use crate::link::Link;
use crate::node::Node;
use crate::people::{Actor, Function, Person};
use crate::record::record;
use crate::review::{Acceptance, Comment, Review};
use crate::round::{Checkup, Round};
use crate::scenario::Scenario;
use crate::time::Date;
use crate::tombstone::Deletable;
use crate::word::words;

words! {
    /// The version of the file form.
    Format {
        /// The only one so far.
        Causeway1 = "causeway/1",
    }

    /// The rhythm of the reviews.
    Rhythm {
        /// Every week; the default.
        Weekly = "weekly",
        /// Every two weeks.
        Biweekly = "biweekly",
        /// Every month.
        Monthly = "monthly",
        /// Every quarter.
        Quarterly = "quarterly",
    }
}

impl Rhythm {
    /// Days between two reviews.
    pub fn days(self) -> u32 {
        match self {
            Self::Weekly => 7,
            Self::Biweekly => 14,
            Self::Monthly => 31,
            Self::Quarterly => 92,
        }
    }
}

record! {
    /// One strategy: everything in one document.
    #[derive(Default)]
    Workspace: "workspace" {
        /// The version of the file form.
        format: Option<Format>,
        /// A random id made at creation.
        workspace: Option<WorkspaceId>,
        /// Its name.
        title: Text,
        /// What it is about.
        summary: Text,
        /// The currency of all money.
        currency: Option<Currency>,
        /// The rhythm of the reviews.
        cadence: Option<Rhythm>,
        /// What is too much.
        limits: Option<Limits>,
        /// The functions of the organisation.
        functions: BTreeMap<FunctionId, Function>,
        /// The people.
        people: BTreeMap<PersonId, Person>,
        /// Who wrote as which Automerge actor.
        actors: BTreeMap<ActorId, Actor>,
        /// The cards of the map.
        nodes: BTreeMap<NodeId, Node>,
        /// What joins them.
        links: BTreeMap<LinkId, Link>,
        /// Corrective action plans.
        actions: BTreeMap<ActionId, Action>,
        /// Decisions.
        decisions: BTreeMap<DecisionId, Decision>,
        /// Trade-off rules agreed ahead of the conflict.
        rules: BTreeMap<TradeOffId, TradeOff>,
        /// Findings accepted for a time.
        acceptances: BTreeMap<AcceptanceId, Acceptance>,
        /// Review meetings.
        reviews: BTreeMap<ReviewId, Review>,
        /// Private rounds.
        rounds: BTreeMap<RoundId, Round>,
        /// What-if scenarios.
        scenarios: BTreeMap<ScenarioId, Scenario>,
        /// Comments.
        comments: BTreeMap<CommentId, Comment>,
        /// Answers to the five structural questions.
        checkups: BTreeMap<CheckupId, Checkup>,
    }
}

record! {
    /// What is too much; each has a default.
    #[derive(Default)]
    Limits: "limits" {
        /// Ranked objectives.
        priorities: Option<u32>,
        /// Kpis that one person owns.
        kpis_per_person: Option<u32>,
        /// Kpis that a function's people own.
        kpis_per_function: Option<u32>,
        /// Hours within which a breach must be answered.
        action_hours: Option<u32>,
    }
}

impl Limits {
    /// Ranked objectives, 5 by default.
    pub fn priorities(&self) -> u32 {
        self.priorities.unwrap_or(5)
    }

    /// Kpis that one person owns, 7 by default.
    pub fn kpis_per_person(&self) -> u32 {
        self.kpis_per_person.unwrap_or(7)
    }

    /// Kpis that a function's people own, 12 by default.
    pub fn kpis_per_function(&self) -> u32 {
        self.kpis_per_function.unwrap_or(12)
    }

    /// Hours within which a breach must be answered, 48 by default.
    pub fn action_hours(&self) -> u32 {
        self.action_hours.unwrap_or(48)
    }
}

impl Workspace {
    /// The currency of all money, USD by default.
    pub fn currency(&self) -> Currency {
        self.currency.unwrap_or(Currency::USD)
    }

    /// The rhythm of the reviews, weekly by default.
    pub fn cadence(&self) -> Rhythm {
        self.cadence.unwrap_or(Rhythm::Weekly)
    }

    /// What is too much, with its defaults.
    pub fn limits(&self) -> Limits {
        self.limits.clone().unwrap_or_default()
    }

    /// Within how many hours a breach under this contract must be answered.
    pub fn respond_hours(&self, contract: &Contract) -> u32 {
        contract.respond_hours.unwrap_or_else(|| self.limits().action_hours())
    }

    /// A node that calculations see on a day: neither deleted nor archived.
    pub fn node(&self, id: &NodeId, as_of: Date) -> Option<&Node> {
        self.nodes.get(id).filter(|node| node.is_present(as_of))
    }

    /// The nodes that calculations see on a day.
    pub fn present_nodes(&self, as_of: Date) -> impl Iterator<Item = (&NodeId, &Node)> {
        self.nodes.iter().filter(move |(_, node)| node.is_present(as_of))
    }

    /// The links that are not deleted on a day, and whose ends calculations see.
    ///
    /// Links to archived nodes are left out as well, and don't dangle: see [`Self::dangles`].
    pub fn present_links(&self, as_of: Date) -> impl Iterator<Item = (&LinkId, &Link)> {
        let sees = move |end| self.node(end, as_of).is_some();
        self.links
            .iter()
            .filter(move |(_, link)| !link.is_deleted(as_of) && sees(&link.from) && sees(&link.to))
    }

    /// Whether an end of the link is absent or deleted on a day.
    pub fn dangles(&self, link: &Link, as_of: Date) -> bool {
        let gone = |end| self.nodes.get(end).is_none_or(|node: &Node| node.is_deleted(as_of));
        gone(&link.from) || gone(&link.to)
    }

    /// The function of a node: its own, else its owner's.
    pub fn function_of<'a>(&'a self, node: &'a Node) -> Option<&'a FunctionId> {
        let owner = || self.people.get(node.owner.one()?)?.function.as_ref();
        node.function.as_ref().or_else(owner)
    }
}
