//! The document as signals: one for each node and each link, and a list of ids for each.
//!
//! A cache that can be rebuilt: it follows the document's events, and reads again only the records
//! that they name. A moved node wakes its own view, and nothing else.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::{Rc, Weak};
use std::sync::Arc;

use causeway_document::{Document, Event};
use causeway_insight::status::NodeStatus;
use causeway_model::order::gathered;
use causeway_model::{
    Currency, Deletable, Function, FunctionId, Json, Limits, Link, LinkId, Node, NodeId, NodeKind,
    Path, Person, PersonId, Problem, Reading, Rhythm, Text, Workspace, read,
};
use leptos::prelude::*;

const PEOPLE: &str = "people";
const FUNCTIONS: &str = "functions";

/// What the workspace says of itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    /// What it is about.
    pub summary: Text,
    /// The currency of all money, if one was chosen.
    pub currency: Option<Currency>,
    /// The rhythm of the reviews, if one was chosen.
    pub cadence: Option<Rhythm>,
    /// What is too much, if anyone said so.
    pub limits: Option<Limits>,
}

impl Settings {
    /// The currency of all money, USD by default.
    pub fn currency(&self) -> Currency {
        self.currency.unwrap_or(Currency::USD)
    }
}

/// The signals that are not of one record.
#[derive(Clone, Copy, Debug)]
pub struct Overview {
    /// The nodes that are there, ordered by id.
    pub node_ids: RwSignal<Vec<NodeId>>,
    /// The nodes that were archived, ordered by id.
    pub archived_ids: RwSignal<Vec<NodeId>>,
    /// The links whose two ends are there, ordered by id.
    pub link_ids: RwSignal<Vec<LinkId>>,
    /// The workspace's title.
    pub title: RwSignal<Text>,
    /// What the workspace says of itself besides.
    pub settings: RwSignal<Settings>,
    /// The people who are there.
    pub people: RwSignal<Arc<BTreeMap<PersonId, Person>>>,
    /// The functions that are there.
    pub functions: RwSignal<Arc<BTreeMap<FunctionId, Function>>>,
    /// Rises whenever a record of another map changed.
    pub records: RwSignal<u64>,
    /// Rises whenever a node or a link came or went, before the lists say so.
    pub comings: RwSignal<u64>,
    /// Rises whenever anything was written down for those who hold a [`Touched`].
    pub touched: RwSignal<u64>,
}

/// The nodes and links that changed since this was last looked at: for who follows all of them, and would
/// rather not hold a signal of each.
#[derive(Debug, Default)]
pub struct Touched {
    /// Nodes that came, went or changed.
    pub nodes: BTreeSet<NodeId>,
    /// Links that came, went or changed.
    pub links: BTreeSet<LinkId>,
}

impl Overview {
    fn new() -> Self {
        Self {
            node_ids: RwSignal::default(),
            archived_ids: RwSignal::default(),
            link_ids: RwSignal::default(),
            title: RwSignal::default(),
            settings: RwSignal::default(),
            people: RwSignal::default(),
            functions: RwSignal::default(),
            records: RwSignal::default(),
            comings: RwSignal::default(),
            touched: RwSignal::default(),
        }
    }
}

/// The signals of all records, and the workspace that they amount to.
pub struct Projection {
    overview: Overview,
    nodes: BTreeMap<NodeId, NodeSignals>,
    links: BTreeMap<LinkId, ArcRwSignal<Arc<Link>>>,
    /// The signals of what went. It may come back before a view that holds its signal was taken away, as when a
    /// deletion is taken back at once: that view must go on hearing of it.
    gone_nodes: BTreeMap<NodeId, NodeSignals>,
    gone_links: BTreeMap<LinkId, ArcRwSignal<Arc<Link>>>,
    /// Shared with whoever reads it for longer than a moment; an edit in the meantime leaves them theirs.
    workspace: Rc<Workspace>,
    /// What breaks the model, by map and id; what is wrong with a map itself has no id.
    problems: BTreeMap<(String, String), Vec<Problem>>,
    /// What the deleted nodes are: a link to one is still judged by it.
    gone: BTreeMap<NodeId, NodeKind>,
    followers: RefCell<Vec<Weak<RefCell<Touched>>>>,
}

/// A node's signals: what it says, and how it is doing.
struct NodeSignals {
    record: ArcRwSignal<Arc<Node>>,
    status: ArcRwSignal<NodeStatus>,
}

/// From so many changed records on, it is quicker to read all nodes and links at once than to look for each.
const MANY: usize = 300;

/// The nodes and links as the document has them: read one by one, or all at once where many are wanted.
struct Records<'a> {
    document: &'a Document,
    all: Option<BTreeMap<&'static str, Json>>,
}

impl<'a> Records<'a> {
    fn of(document: &'a Document, at_once: bool) -> Self {
        let read = |map| Some((map, document.read(&Path::of([map]))?));
        let all = at_once.then(|| ["nodes", "links"].into_iter().filter_map(read).collect());
        Self { document, all }
    }

    /// One of them, once.
    fn take(&mut self, map: &'static str, id: &str) -> Option<Json> {
        match &mut self.all {
            Some(all) => all.get_mut(map)?.as_object_mut()?.remove(id),
            None => self.document.read(&Path::of([map, id])),
        }
    }
}

/// What besides single records must be read again.
#[derive(Default)]
struct Stale {
    lists: bool,
    settings: bool,
    maps: BTreeSet<String>,
}

impl Default for Projection {
    fn default() -> Self {
        Self::new()
    }
}

impl Projection {
    /// A projection of nothing; its signals belong to the current owner.
    pub fn new() -> Self {
        Self {
            overview: Overview::new(),
            nodes: BTreeMap::new(),
            links: BTreeMap::new(),
            gone_nodes: BTreeMap::new(),
            gone_links: BTreeMap::new(),
            workspace: Rc::default(),
            problems: BTreeMap::new(),
            gone: BTreeMap::new(),
            followers: RefCell::default(),
        }
    }

    /// Where the changes of all nodes and links are written down from now on, for as long as it is held.
    pub fn touched(&self) -> Rc<RefCell<Touched>> {
        let touched = Rc::default();
        self.followers.borrow_mut().push(Rc::downgrade(&touched));
        touched
    }

    /// The signals that are not of one record.
    pub fn overview(&self) -> Overview {
        self.overview
    }

    /// One node, archived or not.
    pub fn node(&self, id: &NodeId) -> Option<ArcReadSignal<Arc<Node>>> {
        self.nodes.get(id).map(|node| node.record.read_only())
    }

    /// One link, whether its ends are there or not.
    pub fn link(&self, id: &LinkId) -> Option<ArcReadSignal<Arc<Link>>> {
        self.links.get(id).map(ArcRwSignal::read_only)
    }

    /// How a node is doing.
    pub fn status_of(&self, id: &NodeId) -> Option<ArcReadSignal<NodeStatus>> {
        self.nodes.get(id).map(|node| node.status.read_only())
    }

    /// How a node is doing, as it is now.
    pub fn status_now(&self, id: &NodeId) -> NodeStatus {
        let status = self.nodes.get(id).map(|node| node.status.get_untracked());
        status.unwrap_or(NodeStatus::NOTHING)
    }

    /// The links that begin or end at a node.
    pub fn links_of(&self, id: &NodeId) -> Vec<LinkId> {
        let touches = |link: &Link| link.from == *id || link.to == *id;
        let links = self.workspace.links.iter().filter(|(_, link)| touches(link));
        links.map(|(link, _)| link.clone()).collect()
    }

    /// The workspace that the records amount to; what is deleted is left out.
    pub fn workspace(&self) -> &Workspace {
        &self.workspace
    }

    /// The workspace as it is now, to be kept for a while, and the parts of the document that break
    /// the model. Only what changed was read again.
    pub fn reading(&self) -> Reading<Rc<Workspace>> {
        let mut problems: Vec<Problem> = self.problems.values().flatten().cloned().collect();
        let kind_of = |id: &NodeId| {
            let node = self.workspace.nodes.get(id).map(|node| node.kind);
            node.or_else(|| self.gone.get(id).copied())
        };
        let mut value = Rc::clone(&self.workspace);
        for (id, link) in &self.workspace.links {
            if let Some(problem) = read::link_problem(id, link, kind_of) {
                Rc::make_mut(&mut value).links.remove(id);
                problems.push(problem);
            }
        }
        Reading { value, problems }
    }

    /// Says how nodes are doing now; a node that does as before wakes nothing.
    pub fn show_statuses(&self, statuses: &BTreeMap<NodeId, NodeStatus>) {
        for (id, node) in &self.nodes {
            let status = statuses.get(id).unwrap_or(&NodeStatus::NOTHING);
            if node.status.with_untracked(|old| old != status) {
                node.status.set(*status);
            }
        }
    }

    /// Brings the signals up to what the document says of the records that changed.
    pub fn follow(&mut self, document: &Document, events: Vec<Event>) {
        let mut stale = Stale::default();
        let is_followed = self.write_down(&events);
        let mut records = Records::of(document, events.len() > MANY);
        for event in events {
            match event {
                Event::NodeChanged(id) => stale.lists |= self.take_node(&mut records, id),
                Event::NodeGone(id) => stale.lists |= self.bury_node(document, id),
                Event::LinkChanged(id) => stale.lists |= self.take_link(&mut records, id),
                Event::LinkGone(id) => {
                    self.note("links", id.as_str(), Vec::new());
                    stale.lists |= self.lose_link(&id);
                }
                Event::WorkspaceChanged => stale.settings = true,
                Event::PersonChanged(_) | Event::PersonGone(_) => {
                    stale.maps.insert(PEOPLE.to_owned());
                }
                Event::FunctionChanged(_) | Event::FunctionGone(_) => {
                    stale.maps.insert(FUNCTIONS.to_owned());
                }
                Event::RecordChanged { map, .. } => _ = stale.maps.insert(map),
            }
        }
        self.show(document, &stale);
        if is_followed {
            self.overview.touched.update(|times| *times += 1);
        }
    }

    /// Says whether anybody follows.
    fn write_down(&self, events: &[Event]) -> bool {
        let mut followers = self.followers.borrow_mut();
        followers.retain(|follower| follower.strong_count() > 0);
        for follower in followers.iter().filter_map(Weak::upgrade) {
            let mut touched = follower.borrow_mut();
            for event in events {
                match event {
                    Event::NodeChanged(id) | Event::NodeGone(id) => {
                        touched.nodes.insert(id.clone());
                    }
                    Event::LinkChanged(id) | Event::LinkGone(id) => {
                        touched.links.insert(id.clone());
                    }
                    _ => {}
                }
            }
        }
        !followers.is_empty()
    }

    /// Reads a node again; says whether the lists are no longer right.
    fn take_node(&mut self, records: &mut Records<'_>, id: NodeId) -> bool {
        let json = records.take("nodes", id.as_str());
        let read = json.map(|json| read::node(&id, &json)).unwrap_or_default();
        self.note("nodes", id.as_str(), read.problems);
        self.gone.remove(&id);
        let Some(node) = read.value else { return self.lose_node(&id) };
        let node = Arc::new(node);
        let known = Rc::make_mut(&mut self.workspace);
        let before = known.nodes.insert(id.clone(), Node::clone(&node));
        if let Some(back) = self.gone_nodes.remove(&id) {
            self.nodes.insert(id.clone(), back);
        }
        if let Some(known) = self.nodes.get(&id) {
            known.record.set(Arc::clone(&node));
        } else {
            let record = ArcRwSignal::new(Arc::clone(&node));
            let status = ArcRwSignal::new(NodeStatus::NOTHING);
            self.nodes.insert(id, NodeSignals { record, status });
        }
        before.is_none_or(|before| before.archived.is_some() != node.archived.is_some())
    }

    /// Takes a deleted node out, but for what it was; says whether the lists are no longer right.
    fn bury_node(&mut self, document: &Document, id: NodeId) -> bool {
        self.note("nodes", id.as_str(), Vec::new());
        let was_there = self.lose_node(&id);
        if let Some(node) = document.node(&id) {
            self.gone.insert(id, node.value.kind);
        }
        was_there
    }

    fn lose_node(&mut self, id: &NodeId) -> bool {
        Rc::make_mut(&mut self.workspace).nodes.remove(id);
        let gone = self.nodes.remove(id);
        let was_there = gone.is_some();
        self.gone_nodes.extend(gone.map(|signals| (id.clone(), signals)));
        was_there
    }

    /// Reads a link again; says whether the lists are no longer right.
    fn take_link(&mut self, records: &mut Records<'_>, id: LinkId) -> bool {
        let json = records.take("links", id.as_str());
        let read = json.map(|json| read::link(&id, &json)).unwrap_or_default();
        self.note("links", id.as_str(), read.problems);
        let Some(link) = read.value else { return self.lose_link(&id) };
        let link = Arc::new(link);
        let known = Rc::make_mut(&mut self.workspace);
        let before = known.links.insert(id.clone(), Link::clone(&link));
        if let Some(back) = self.gone_links.remove(&id) {
            self.links.insert(id.clone(), back);
        }
        match self.links.get(&id) {
            Some(known) => known.set(Arc::clone(&link)),
            None => _ = self.links.insert(id, ArcRwSignal::new(Arc::clone(&link))),
        }
        before.is_none_or(|before| before.from != link.from || before.to != link.to)
    }

    fn lose_link(&mut self, id: &LinkId) -> bool {
        Rc::make_mut(&mut self.workspace).links.remove(id);
        let gone = self.links.remove(id);
        let was_there = gone.is_some();
        self.gone_links.extend(gone.map(|signal| (id.clone(), signal)));
        was_there
    }

    /// Remembers what is wrong with a record, or with a map where `id` is empty.
    fn note(&mut self, map: &str, id: &str, problems: Vec<Problem>) {
        let place = (map.to_owned(), id.to_owned());
        if problems.is_empty() {
            self.problems.remove(&place);
        } else {
            self.problems.insert(place, problems);
        }
    }

    fn show(&mut self, document: &Document, stale: &Stale) {
        let overview = self.overview;
        if stale.settings {
            self.show_settings(document);
        }
        if stale.lists {
            overview.comings.update(|times| *times += 1);
            self.show_lists();
        }
        for map in &stale.maps {
            let Reading { value: fresh, mut problems } = part(document, &[map]);
            // A node or a link is read by itself, unless the model refuses its very id.
            problems.retain(|problem| match problem.path.keys() {
                [map, id, ..] if map == "nodes" => NodeId::new(id).is_err(),
                [map, id, ..] if map == "links" => LinkId::new(id).is_err(),
                _ => true,
            });
            self.note(map, "", problems);
            let known = Rc::make_mut(&mut self.workspace);
            match map.as_str() {
                PEOPLE => {
                    known.people = undeleted(fresh.people);
                    overview.people.set(Arc::new(known.people.clone()));
                }
                FUNCTIONS => {
                    known.functions = undeleted(fresh.functions);
                    overview.functions.set(Arc::new(known.functions.clone()));
                }
                map => {
                    take_map(known, map, fresh);
                    overview.records.update(|times| *times += 1);
                }
            }
        }
    }

    fn show_settings(&mut self, document: &Document) {
        let keys = ["format", "workspace", "title", "summary", "currency", "cadence", "limits"];
        let Reading { value, problems } = part(document, &keys);
        self.note("", "", problems);
        let Workspace { format, workspace, title, summary, currency, cadence, limits, .. } = value;
        let settings =
            Settings { summary: summary.clone(), currency, cadence, limits: limits.clone() };
        set_if_new(self.overview.title, title.clone());
        set_if_new(self.overview.settings, settings);
        let known = Rc::make_mut(&mut self.workspace);
        (known.format, known.workspace, known.title, known.summary) =
            (format, workspace, title, summary);
        (known.currency, known.cadence, known.limits) = (currency, cadence, limits);
    }

    fn show_lists(&self) {
        let nodes = &self.workspace.nodes;
        let is_there = |id: &NodeId| nodes.get(id).is_some_and(|node| node.archived.is_none());
        let (there, archived) = nodes.keys().cloned().partition(is_there);
        set_if_new::<Vec<_>>(self.overview.node_ids, there);
        set_if_new::<Vec<_>>(self.overview.archived_ids, archived);
        let links = self.workspace.links.iter();
        let whole = links.filter(|(_, link)| is_there(&link.from) && is_there(&link.to));
        set_if_new(self.overview.link_ids, whole.map(|(id, _)| id.clone()).collect());
    }
}

/// What stands under some keys of the root, read as a workspace that has nothing else.
fn part(document: &Document, keys: &[&str]) -> Reading<Workspace> {
    let entries =
        keys.iter().filter_map(|key| Some(((*key).to_owned(), document.read(&Path::of([*key]))?)));
    read::workspace(&Json::Object(gathered(entries)))
}

fn undeleted<K: Ord, T: Deletable>(mut records: BTreeMap<K, T>) -> BTreeMap<K, T> {
    records.retain(|_, record| record.tombstone().is_none());
    records
}

fn take_map(known: &mut Workspace, map: &str, fresh: Workspace) {
    match map {
        "actors" => known.actors = fresh.actors,
        "actions" => known.actions = fresh.actions,
        "decisions" => known.decisions = fresh.decisions,
        "rules" => known.rules = fresh.rules,
        "acceptances" => known.acceptances = fresh.acceptances,
        "reviews" => known.reviews = fresh.reviews,
        "rounds" => known.rounds = fresh.rounds,
        "scenarios" => known.scenarios = fresh.scenarios,
        "comments" => known.comments = fresh.comments,
        "checkups" => known.checkups = fresh.checkups,
        // A map that only a newer version knows: kept in the document, of no meaning here.
        _ => {}
    }
}

/// Sets a signal, unless it says so already.
pub(super) fn set_if_new<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.try_with_untracked(|old| *old != value) == Some(true) {
        signal.set(value);
    }
}
