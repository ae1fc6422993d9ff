//! What the engine finds in an open workspace, sought anew after every change, in slices.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::Arc;

use causeway_insight::findings::Search;
use causeway_insight::{Facts, Finding, Gathering, Language, Preparing};
use causeway_model::{Date, LinkId, NodeId, Problem, Workspace};
use leptos::prelude::*;

use crate::i18n;
use crate::platform::{clock, task, timer};
use crate::state::session::Session;

/// A slice may keep the page for so long, in milliseconds: half a frame.
const SLICE_MS: u64 = 8;

/// After a search the next one waits at least so many times as long as it took, so that the page
/// belongs to the person who types.
const REST: u64 = 4;

/// A finding that is being looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct Traced {
    /// Its rule and its subject: what tells it from the others.
    finding: (&'static str, Vec<String>),
    /// The nodes that it is about, that bring it about, and through which it comes.
    pub nodes: Arc<BTreeSet<NodeId>>,
    /// The way or the loop, if it is one that a person asked for.
    pub trace: Option<Trace>,
}

/// A way from one node to another, or round to itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Trace {
    /// Which of the two.
    pub kind: TraceKind,
    /// The nodes along it, in order; a loop ends where it begins.
    pub places: Vec<NodeId>,
    /// Whether its ends move opposite ways.
    pub against: bool,
    /// Days until a movement has gone all the way.
    pub lag_days: u64,
    /// Which of several it is, counted from 0.
    pub at: usize,
    /// How many there are.
    pub count: usize,
}

/// What is traced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TraceKind {
    /// A way between two nodes.
    Path,
    /// A way that comes back on itself.
    Loop,
}

impl Traced {
    /// A finding with its nodes; none where it is about no node.
    pub fn of(session: Session, finding: &Finding) -> Option<Self> {
        let nodes = nodes_of(session, finding);
        let named = (finding.code, finding.subject.clone());
        (!nodes.is_empty()).then(|| Self { finding: named, nodes: Arc::new(nodes), trace: None })
    }

    /// A way or a loop, with all nodes that are to stand out.
    pub fn through(nodes: BTreeSet<NodeId>, trace: Trace) -> Self {
        Self { finding: ("", Vec::new()), nodes: Arc::new(nodes), trace: Some(trace) }
    }

    /// Whether a link between two nodes is part of it: of a loop only those round it are.
    pub fn leads_along(&self, from: &NodeId, to: &NodeId) -> bool {
        let is_step =
            |trace: &Trace| trace.places.windows(2).any(|two| two[0] == *from && two[1] == *to);
        match &self.trace {
            Some(trace) if trace.kind == TraceKind::Loop => is_step(trace),
            _ => self.nodes.contains(from) && self.nodes.contains(to),
        }
    }

    /// A way from one node to another that is no finding's; `what` says who shows it.
    pub fn along(what: &'static str, subject: Vec<String>, nodes: BTreeSet<NodeId>) -> Self {
        Self { finding: (what, subject), nodes: Arc::new(nodes), trace: None }
    }

    /// Whether it is shown by a rule or a panel of this name.
    pub fn is_of(&self, what: &str) -> bool {
        self.finding.0 == what
    }

    /// Whether it is this finding, whatever its path is now.
    pub fn is(&self, code: &str, subject: &[String]) -> bool {
        self.finding.0 == code && self.finding.1 == subject
    }
}

/// The findings of the workspace as it is now; `None` until the first search has ended.
pub type Found = Option<Arc<Vec<Finding>>>;

/// Seeks what there is to find, and again after every change, for as long as the current owner lives.
pub fn seek(session: Session) -> Signal<Found> {
    keep_up(session, move || search(session))
}

/// Derives something from the workspace, and again after every change, for as long as the current
/// owner lives; `None` until the first time has ended.
pub(in crate::state) fn keep_up<T, F>(
    session: Session,
    derive: impl Fn() -> F + 'static,
) -> Signal<Option<Arc<T>>>
where
    T: Send + Sync + 'static,
    F: Future<Output = Option<T>> + 'static,
{
    keep_up_with(session, || (), derive)
}

/// The same, and again after every change of the signals that `follow` reads: what is derived later
/// reads them without following them.
pub(crate) fn keep_up_with<T, F>(
    session: Session,
    follow: impl Fn() + 'static,
    derive: impl Fn() -> F + 'static,
) -> Signal<Option<Arc<T>>>
where
    T: Send + Sync + 'static,
    F: Future<Output = Option<T>> + 'static,
{
    let found = RwSignal::new(None);
    let is_stale = Rc::new(Cell::new(false));
    let is_seeking = Rc::new(Cell::new(false));
    let derive = Rc::new(derive);
    let judged = session.judged();
    Effect::new(move |_| {
        judged.track();
        // What is found is said in the language of the screen.
        language();
        follow();
        is_stale.set(true);
        if is_seeking.replace(true) {
            return;
        }
        let (is_stale, is_seeking) = (is_stale.clone(), is_seeking.clone());
        let derive = Rc::clone(&derive);
        task::spawn(async move {
            while is_stale.replace(false) {
                let began = clock::now_ms();
                let Some(derived) = derive().await else { break };
                // None once whoever asked is gone.
                if found.try_set(Some(Arc::new(derived))).is_some() {
                    break;
                }
                let rest = clock::now_ms().saturating_sub(began).saturating_mul(REST);
                timer::sleep(i32::try_from(rest).unwrap_or(i32::MAX)).await;
            }
            is_seeking.set(false);
        });
    });
    found.into()
}

/// The language of the screen, as the engine knows it; whoever reads it follows it.
pub fn language() -> Language {
    Language::parse(i18n::language().tag()).unwrap_or_default()
}

/// One search through the workspace as it is now; `None` once the session is closed.
async fn search(session: Session) -> Option<Vec<Finding>> {
    let read = session.reading()?;
    let facts = gather(&read.value, clock::today()).await;
    Some(search_in(&facts, &read.problems).await)
}

/// The facts of a workspace at a date, gathered in slices.
pub(crate) async fn gather(workspace: &Workspace, as_of: Date) -> Facts<'_> {
    let mut gathering = Gathering::of(workspace, as_of);
    in_slices(|| gathering.step()).await;
    gathering.finish()
}

/// Works out what most questions ask of facts, in slices.
pub(in crate::state) async fn prepare(facts: &Facts<'_>) {
    let mut preparing = Preparing::of(facts);
    in_slices(|| preparing.step()).await;
}

/// One search through facts, in slices.
pub(crate) async fn search_in(facts: &Facts<'_>, problems: &[Problem]) -> Vec<Finding> {
    let mut search = Search::new(facts, problems, language());
    in_slices(|| search.step()).await;
    search.finish()
}

/// Takes steps as long as there are any, and lets the page do what is waiting after each slice of them.
async fn in_slices(mut step: impl FnMut() -> bool) {
    breathe().await;
    let mut began = clock::now_ms();
    while step() {
        if clock::now_ms().saturating_sub(began) >= SLICE_MS {
            breathe().await;
            began = clock::now_ms();
        }
    }
}

/// Lets the page do what is waiting.
pub(crate) async fn breathe() {
    timer::sleep(0).await;
}

fn nodes_of(session: Session, finding: &Finding) -> BTreeSet<NodeId> {
    let named = finding.subject.iter().chain(&finding.causes).chain(&finding.path);
    let mut nodes = BTreeSet::new();
    for id in named {
        if let Ok(node) = NodeId::new(id)
            && session.node(&node).is_some()
        {
            nodes.insert(node);
        } else if let Ok(link) = LinkId::new(id)
            && let Some(link) = session.link(&link)
        {
            let link = link.get_untracked();
            nodes.extend([link.from.clone(), link.to.clone()]);
        }
    }
    nodes
}
