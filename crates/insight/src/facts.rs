//! Everything the rules read: the model at a date, worked out once.
//!
//! What costs more than a glance (influence, what is upstream) is worked out when it is first
//! asked for, and kept.

mod answers;
mod causes;
mod gathering;
mod money;
mod movement;
mod opposed;
mod pairs;
mod preparing;
mod present;
mod serving;
mod standing;
mod work;

#[cfg(test)]
mod tests;

use std::sync::{Mutex, OnceLock, PoisonError};

use causeway_model::{
    Date, FunctionId, LinkId, PersonId,
    initiative::Initiative,
    link::{Link, LinkKind},
    node::{Node, NodeKind},
    people::Person,
    tombstone::Deletable,
    workspace::Workspace,
};

use crate::{
    causality::{Column, Graph, Sweeps},
    measure::Measure,
    status::{NodeStatus, Status},
};

pub use answers::Breach;
pub use gathering::Gathering;
pub use money::Leak;
pub use opposed::Opposed;
pub use pairs::{ENOUGH, LinkTest, Verdicts};
pub use preparing::Preparing;
pub use present::Present;

/// A link between two nodes that are there.
#[derive(Debug, Clone, Copy)]
pub struct Joined<'w> {
    /// Its id.
    pub id: &'w LinkId,
    /// The link.
    pub link: &'w Link,
    /// The place of its `from`.
    pub from: usize,
    /// The place of its `to`.
    pub to: usize,
}

impl Joined<'_> {
    /// What it says of whom: its type and its ends.
    pub(crate) fn what(&self) -> (LinkKind, usize, usize) {
        (self.link.kind, self.from, self.to)
    }
}

/// A workspace at a date, with everything that follows from it.
#[derive(Debug)]
pub struct Facts<'w> {
    /// The workspace itself.
    pub workspace: &'w Workspace,
    present: Present<'w>,
    measures: Vec<Option<Measure<'w>>>,
    links: Vec<Joined<'w>>,
    /// The places of `links`, those of one type between the same two nodes together.
    alike: Vec<usize>,
    causes: Vec<Joined<'w>>,
    serves: Vec<Joined<'w>>,
    graph: OnceLock<Graph>,
    statuses: Vec<NodeStatus>,
    columns: Vec<OnceLock<Column>>,
    sweeps: Mutex<Sweeps>,
    upstream: Vec<OnceLock<Vec<usize>>>,
    reach: OnceLock<Vec<f64>>,
    tests: Vec<OnceLock<LinkTest>>,
    days: OnceLock<pairs::Days>,
    pairing: Mutex<pairs::Pairing>,
    loops: OnceLock<Vec<Vec<usize>>>,
    leaks: OnceLock<Vec<Leak>>,
    answers: OnceLock<answers::Answers<'w>>,
    breaches: OnceLock<Vec<Breach<'w>>>,
    opposed: OnceLock<Vec<Opposed>>,
    owner_functions: OnceLock<Vec<Option<&'w str>>>,
    blank: Initiative,
}

impl<'w> Facts<'w> {
    /// Reads a workspace at a date.
    pub fn of(workspace: &'w Workspace, as_of: Date) -> Self {
        Gathering::of(workspace, as_of).finish()
    }

    /// The day.
    pub fn as_of(&self) -> Date {
        self.present.as_of()
    }

    /// The nodes that are there.
    pub fn present(&self) -> &Present<'w> {
        &self.present
    }

    /// The places of all nodes.
    pub fn places(&self) -> std::ops::Range<usize> {
        0..self.present.len()
    }

    /// The places of all nodes of a kind.
    pub fn of_kind(&self, kind: NodeKind) -> impl Iterator<Item = usize> + '_ {
        self.places().filter(move |place| self.kind(*place) == kind)
    }

    /// The id of the node at a place.
    pub fn id(&self, place: usize) -> &'w str {
        self.present.id(place).as_str()
    }

    /// The node at a place.
    pub fn node(&self, place: usize) -> &'w Node {
        self.present.node(place)
    }

    /// What the node at a place is.
    pub fn kind(&self, place: usize) -> NodeKind {
        self.node(place).kind
    }

    /// The metric at a place, if it is a kpi or driver that has one.
    pub fn measure(&self, place: usize) -> Option<&Measure<'w>> {
        self.measures.get(place)?.as_ref()
    }

    /// How the node at a place stands.
    pub fn standing(&self, place: usize) -> &NodeStatus {
        &self.statuses[place]
    }

    /// The same in one word.
    pub fn status(&self, place: usize) -> Status {
        self.statuses[place].status
    }

    /// What makes the node at a place a piece of work; blank where nothing was said yet.
    pub fn initiative(&self, place: usize) -> &Initiative {
        self.node(place).initiative.as_ref().unwrap_or(&self.blank)
    }

    /// The one owner, whether `people` knows them or not: a deleted person reads as one who never was.
    pub fn owner(&self, place: usize) -> Option<&'w PersonId> {
        self.node(place).owner.one()
    }

    /// A person who is in the workspace.
    pub fn person(&self, id: &str) -> Option<&'w Person> {
        self.workspace.people.get(id).filter(|person| !person.is_deleted(self.as_of()))
    }

    /// The function of a person.
    pub fn function_of_person(&self, id: &str) -> Option<&'w FunctionId> {
        self.person(id)?.function.as_ref()
    }

    /// The function of a node's owner.
    pub fn owner_function(&self, place: usize) -> Option<&'w str> {
        let all = || self.places().map(|place| self.look_up_owner(place)).collect();
        self.owner_functions.get_or_init(all)[place]
    }

    fn look_up_owner(&self, place: usize) -> Option<&'w str> {
        self.function_of_person(self.owner(place)?.as_str()).map(FunctionId::as_str)
    }

    /// The function of a node itself.
    pub fn own_function(&self, place: usize) -> Option<&'w FunctionId> {
        self.node(place).function.as_ref()
    }

    /// The function of a node: its own, else its owner's.
    pub fn function(&self, place: usize) -> Option<&'w str> {
        self.own_function(place).map(FunctionId::as_str).or_else(|| self.owner_function(place))
    }

    /// Every link between two nodes that are there, whether it counts or not, in the order of ids.
    pub fn links(&self) -> &[Joined<'w>] {
        &self.links
    }

    /// The links of one type between the same two nodes, where there are several: each in the order
    /// of ids, of which the first counts.
    pub fn duplicates(&self) -> impl Iterator<Item = Vec<&Joined<'w>>> {
        let links = &self.links;
        let groups = self.alike.chunk_by(|one, next| links[*one].what() == links[*next].what());
        let several = groups.filter(|group| group.len() > 1);
        several.map(|group| group.iter().map(|place| &links[*place]).collect())
    }

    /// The `causes` links that count, in the order of their ids.
    pub fn causes(&self) -> &[Joined<'w>] {
        &self.causes
    }

    /// The `serves` links that count, in the order of their ids.
    pub fn serves(&self) -> &[Joined<'w>] {
        &self.serves
    }

    /// The causal graph: `causes` links and formula terms.
    pub fn graph(&self) -> &Graph {
        self.graph.get_or_init(|| causes::graph(&self.present, &self.measures, &self.causes))
    }

    /// The influence of every node on the one at a place.
    pub fn column(&self, target: usize) -> &Column {
        self.columns[target].get_or_init(|| {
            let mut sweeps = self.sweeps.lock().unwrap_or_else(PoisonError::into_inner);
            sweeps.influence_on(self.graph(), target)
        })
    }

    /// The influence of one node on another, from −1 to 1.
    pub fn influence(&self, source: usize, target: usize) -> f64 {
        self.column(target).of(source)
    }

    /// Every node with a walk to the one at a place, without that one; sorted.
    pub fn upstream(&self, target: usize) -> &[usize] {
        self.upstream[target].get_or_init(|| {
            let mut found = self.graph().upstream(target);
            found.retain(|place| *place != target);
            found
        })
    }
}
