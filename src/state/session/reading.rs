//! What views read of the workspace.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use causeway_document::{Edit, Refusal};
use causeway_insight::status::NodeStatus;
use causeway_model::{
    Deletable as _, Function, FunctionId, Json, Link, LinkId, Node, NodeId, Path, Person, PersonId,
    Problem, Reading, Text, Workspace,
};
use leptos::prelude::*;

use super::{Core, Session};
use crate::state::projection::{Settings, Touched};

impl Session {
    /// The nodes that are there, ordered by id. Archived ones are not.
    pub fn node_ids(self) -> Signal<Vec<NodeId>> {
        self.overview.node_ids.into()
    }

    /// The nodes that were archived: left out of everything, and kept.
    pub fn archived_ids(self) -> Signal<Vec<NodeId>> {
        self.overview.archived_ids.into()
    }

    /// The links between nodes that are there, ordered by id.
    pub fn link_ids(self) -> Signal<Vec<LinkId>> {
        self.overview.link_ids.into()
    }

    /// One node, archived or not; `None` if it is not there. It wakes when the node changes, and only then.
    pub fn node(self, id: &NodeId) -> Option<ArcReadSignal<Arc<Node>>> {
        self.read(|core| core.projection().node(id))?
    }

    /// One link; `None` if it is not there. It wakes when the link changes, and only then.
    pub fn link(self, id: &LinkId) -> Option<ArcReadSignal<Arc<Link>>> {
        self.read(|core| core.projection().link(id))?
    }

    /// Rises whenever a node or a link came or went: whoever holds the signal of one asks for it again.
    pub fn comings(self) -> Signal<u64> {
        self.overview.comings.into()
    }

    /// A node that was deleted, as it was; it can be restored.
    pub fn deleted_node(self, id: &NodeId) -> Option<Node> {
        let node = self.read(|core| core.document().node(id))??.value;
        node.tombstone().is_some().then_some(node)
    }

    /// A link that was deleted, as it was; it can be restored.
    pub fn deleted_link(self, id: &LinkId) -> Option<Link> {
        let link = self.read(|core| core.document().link(id))??.value;
        link.tombstone().is_some().then_some(link)
    }

    /// Why a node's title can't be typed now: two titles stand there until someone chooses.
    pub fn title_dispute(self, id: &NodeId) -> Option<Refusal> {
        let node = self.node(id)?;
        let path = || Path::of(["nodes", id.as_str(), "title"]);
        node.with(|node| node.title.values().len() > 1)
            .then(|| Refusal::InConflict { path: path() })
    }

    /// The links that begin or end at a node, as they are now.
    pub fn links_of(self, id: &NodeId) -> Vec<LinkId> {
        self.read(|core| core.projection().links_of(id)).unwrap_or_default()
    }

    /// How a node is doing.
    pub fn status_of(self, id: &NodeId) -> Signal<NodeStatus> {
        self.read(|core| core.projection().status_of(id))
            .flatten()
            .map_or_else(|| Signal::stored(NodeStatus::NOTHING), Into::into)
    }

    /// How a node is doing now; nothing wakes when that changes.
    pub fn status_now(self, id: &NodeId) -> NodeStatus {
        self.read(|core| core.projection().status_now(id)).unwrap_or(NodeStatus::NOTHING)
    }

    /// Where the changes of all nodes and links are written down from now on, for as long as it is held.
    pub fn touched(self) -> Option<Rc<RefCell<Touched>>> {
        self.read(|core| core.projection().touched())
    }

    /// Rises whenever something was written down there.
    pub fn touches(self) -> Signal<u64> {
        self.overview.touched.into()
    }

    /// Rises soon after any change, however small, once the nodes have been judged anew.
    pub fn judged(self) -> Signal<u64> {
        self.judged.into()
    }

    /// The workspace's title.
    pub fn title(self) -> Signal<Text> {
        self.overview.title.into()
    }

    /// What the workspace says of itself besides.
    pub fn settings(self) -> Signal<Settings> {
        self.overview.settings.into()
    }

    /// The people of the workspace.
    pub fn people(self) -> Signal<Arc<BTreeMap<PersonId, Person>>> {
        self.overview.people.into()
    }

    /// The functions of the workspace.
    pub fn functions(self) -> Signal<Arc<BTreeMap<FunctionId, Function>>> {
        self.overview.functions.into()
    }

    /// Rises whenever an action, a decision, a comment or another record besides changed.
    pub fn records(self) -> Signal<u64> {
        self.overview.records.into()
    }

    /// The whole workspace as it is now, for what must see all of it, such as a layout.
    pub fn with_workspace<T>(self, read: impl FnOnce(&Workspace) -> T) -> Option<T> {
        self.read(|core| read(core.projection().workspace()))
    }

    /// What stands at a place, in the form of the file.
    pub fn record(self, path: &Path) -> Option<Json> {
        self.read(|core| core.document().read(path))?
    }

    /// All values that stand at a place: more than one where people set it at once.
    pub fn values_at(self, path: &Path) -> Vec<Json> {
        self.read(|core| core.document().values_at(path)).unwrap_or_default()
    }

    /// Who wrote what in a record and below it, the latest first, at most so many edits. Reads every change.
    pub fn edits(self, path: &Path, most: usize) -> Vec<Edit> {
        let Some(core) = self.core.try_get_value() else { return Vec::new() };
        let Ok(mut core) = core.try_borrow_mut() else { return Vec::new() };
        core.document_mut().edits(path, most)
    }

    /// The workspace as it is now, to be kept for a while, with the parts of the document that break the
    /// model: left out of everything, and kept.
    pub fn reading(self) -> Option<Reading<Rc<Workspace>>> {
        self.read(|core| core.projection().reading())
    }

    /// The parts of the document that break the model.
    pub fn problems(self) -> Vec<Problem> {
        self.reading().map(|read| read.problems).unwrap_or_default()
    }

    pub(super) fn read<T>(self, read: impl FnOnce(&Core) -> T) -> Option<T> {
        let core = self.core.try_get_value()?;
        let core = core.try_borrow().ok()?;
        Some(read(&core))
    }
}
