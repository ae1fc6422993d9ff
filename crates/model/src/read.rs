//! Reads a tree into types: total, so that nothing in a document can stop it.
//!
//! What breaks the model is left out, stays in the tree, and is reported. Records can be read
//! one at a time, since an editor reads again only what changed.

use crate::Json;
use crate::action::Action;
use crate::decision::{Decision, TradeOff};
use crate::id::{
    AcceptanceId, ActionId, ActorId, CheckupId, CommentId, DecisionId, FunctionId, LinkId, NodeId,
    PersonId, ReviewId, RoundId, ScenarioId, TradeOffId,
};
use crate::link::Link;
use crate::node::{Node, NodeKind};
use crate::people::{Actor, Function, Person};
use crate::problem::{Path, Problem, Reading, Rule};
use crate::review::{Acceptance, Comment, Review};
use crate::round::{Checkup, Round};
use crate::scenario::Scenario;
use crate::slot::Readable;
use crate::walk::Walk;
use crate::workspace::Workspace;

/// Reads a whole workspace.
///
/// `null` for a known key is a wrong value like any other: what is absent has no key.
pub fn workspace(tree: &Json) -> Reading<Workspace> {
    let mut walk = Walk::default();
    let mut workspace = Workspace::read(tree, &mut walk).unwrap_or_default();
    let Reading { mut problems, .. } = walk.end(());
    let nodes = &workspace.nodes;
    workspace.links.retain(|id, link| {
        let problem = link_problem(id, link, |end| nodes.get(end).map(|node| node.kind));
        let is_fine = problem.is_none();
        problems.extend(problem);
        is_fine
    });
    Reading { value: workspace, problems }
}

/// Reads one node; nothing where it has no kind.
pub fn node(id: &NodeId, json: &Json) -> Reading<Option<Node>> {
    entry(id, json)
}

/// Reads one link; nothing where it lacks an end or its type, or joins a node to itself.
///
/// Whether it fits the nodes it joins is another question, since these change apart from it:
/// see [`link_problem`].
pub fn link(id: &LinkId, json: &Json) -> Reading<Option<Link>> {
    let mut reading: Reading<Option<Link>> = entry(id, json);
    let problem = reading.value.as_ref().and_then(|link| link_problem(id, link, |_| None));
    if let Some(problem) = problem {
        reading.value = None;
        reading.problems.push(problem);
    }
    reading
}

/// Reads one record of a map of the workspace.
///
/// ```
/// use causeway_model::{Person, PersonId, read};
///
/// let ana = PersonId::new("ana")?;
/// let json = serde_json::json!({ "name": "Ana", "function": "no id" });
/// let reading = read::entry::<Person>(&ana, &json);
/// assert_eq!(reading.value.and_then(|person| person.name).as_deref(), Some("Ana"));
/// assert_eq!(reading.problems[0].path.to_string(), "people/ana/function");
/// # Ok::<(), causeway_model::BadId>(())
/// ```
pub fn entry<T: Entry>(id: &T::Id, json: &Json) -> Reading<Option<T>> {
    T::read_at([T::MAP, id.as_ref()], json)
}

/// A record that a map of the workspace holds by its id.
pub trait Entry: Sized {
    /// What names it.
    type Id: AsRef<str>;
    /// The key of its map in the workspace.
    const MAP: &'static str;

    /// Reads it as what stands at a path; one that says nothing reads as absent.
    fn read_at(path: [&str; 2], json: &Json) -> Reading<Option<Self>>;
}

macro_rules! entries {
    ($($map:literal: $id:ident => $name:ident),+ $(,)?) => {$(
        impl Entry for $name {
            type Id = $id;
            const MAP: &'static str = $map;

            fn read_at(path: [&str; 2], json: &Json) -> Reading<Option<Self>> {
                let mut walk = Walk::at(&path);
                let value = Readable::read(json, &mut walk);
                walk.end(value.filter(|record: &Self| !record.is_empty()))
            }
        }
    )+};
}

entries! {
    "functions": FunctionId => Function,
    "people": PersonId => Person,
    "actors": ActorId => Actor,
    "nodes": NodeId => Node,
    "links": LinkId => Link,
    "actions": ActionId => Action,
    "decisions": DecisionId => Decision,
    "rules": TradeOffId => TradeOff,
    "acceptances": AcceptanceId => Acceptance,
    "reviews": ReviewId => Review,
    "rounds": RoundId => Round,
    "scenarios": ScenarioId => Scenario,
    "comments": CommentId => Comment,
    "checkups": CheckupId => Checkup,
}

/// What is wrong with a link between nodes of these kinds: a self-link, or wrong ends for its type.
///
/// Ends are judged only where both nodes exist; deleted and archived ones still have a kind.
pub fn link_problem(
    id: &LinkId,
    link: &Link,
    kind_of: impl Fn(&NodeId) -> Option<NodeKind>,
) -> Option<Problem> {
    let problem =
        |rule, found| Some(Problem { path: Path::of(["links", id.as_str()]), rule, found });
    if link.from == link.to {
        return problem(Rule::SelfLink, format!("\"{}\" at both ends", link.from));
    }
    let (from, to) = (kind_of(&link.from)?, kind_of(&link.to)?);
    if link.kind.joins(from, to) {
        return None;
    }
    problem(Rule::Ends(link.kind), format!("{} \"{}\" → {} \"{}\"", from, link.from, to, link.to))
}
