//! The short tour of a first map: an objective, a KPI that shows it, a driver that moves that, and the link between.
//!
//! The person builds them for real, by mouse or by key. How far they are is read from the document, so
//! that the tour goes on after a reload, and after a step that was taken back.

use std::collections::BTreeSet;
use std::sync::Arc;

use causeway_model::{Contested, Link, LinkId, LinkKind, Node, NodeId, NodeKind};
use leptos::prelude::*;

use crate::state::session::Session;

/// A tour that is being taken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tour {
    /// What was on the map before: it is not what the person builds.
    before: BTreeSet<NodeId>,
    /// Whether the person has said that the link is right as it is.
    is_link_right: bool,
}

/// What is to be done next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Write down an objective.
    #[default]
    Objective,
    /// Add a KPI that serves it.
    Kpi,
    /// Add a driver that moves the KPI.
    Driver,
    /// Say which way the driver moves it, and how strongly.
    Link,
    /// Nothing: what comes next is said.
    Done,
}

/// How far the tour is, and what was built for it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Standing {
    /// What is to be done next.
    pub step: Step,
    /// The objective.
    pub objective: Option<NodeId>,
    /// The KPI that serves it.
    pub kpi: Option<NodeId>,
    /// The driver that moves the KPI.
    pub driver: Option<NodeId>,
    /// The link by which it does.
    pub link: Option<LinkId>,
}

type Nodes = [(NodeId, Arc<Node>)];
type Links = [(LinkId, Arc<Link>)];

impl Tour {
    /// How far it is on a map; `edited` is the node whose title is being typed, and isn't done yet.
    pub fn standing(&self, nodes: &Nodes, links: &Links, edited: Option<&NodeId>) -> Standing {
        let is_kind = |id: &NodeId, kind: NodeKind| {
            nodes.iter().any(|(node, it)| {
                node == id
                    && it.kind == kind
                    && !self.before.contains(node)
                    && edited != Some(node)
                    && !it.title.shown().trim().is_empty()
            })
        };
        let into = |to: &NodeId, says: LinkKind, kind: NodeKind| {
            let to = to.clone();
            links.iter().filter(move |(_, link)| {
                link.to == to && link.kind == says && is_kind(&link.from, kind)
            })
        };
        let mut best = Standing::default();
        let mut reach = |standing: Standing| {
            if standing.step > best.step {
                best = standing;
            }
        };
        let objectives = nodes.iter().filter(|(id, _)| is_kind(id, NodeKind::Objective));
        for (objective, _) in objectives {
            let at = Standing { objective: Some(objective.clone()), ..Standing::default() };
            reach(Standing { step: Step::Kpi, ..at.clone() });
            for (_, serves) in into(objective, LinkKind::Serves, NodeKind::Kpi) {
                let at = Standing { kpi: Some(serves.from.clone()), ..at.clone() };
                reach(Standing { step: Step::Driver, ..at.clone() });
                for (id, link) in into(&serves.from, LinkKind::Causes, NodeKind::Driver) {
                    let is_set = self.is_link_right || is_set(link);
                    let step = if is_set { Step::Done } else { Step::Link };
                    let (driver, link) = (Some(link.from.clone()), Some(id.clone()));
                    reach(Standing { step, driver, link, ..at.clone() });
                }
            }
        }
        best
    }
}

/// Whether somebody has said anything of a link.
fn is_set(link: &Link) -> bool {
    !matches!(link.polarity, Contested::Absent)
        || link.strength.is_some()
        || link.lag_days.is_some()
        || link.evidence.values().any(|evidence| evidence.deleted.is_none())
}

/// How far the tour of a session is; follows what is built.
pub fn standing(session: Session) -> Standing {
    let Some(tour) = session.lens.tour.get() else { return Standing::default() };
    stand(session, &tour)
}

fn stand(session: Session, tour: &Tour) -> Standing {
    let nodes: Vec<_> = session
        .node_ids()
        .get()
        .into_iter()
        .filter_map(|id| Some((id.clone(), session.node(&id)?.get())))
        .collect();
    let links: Vec<_> = session
        .link_ids()
        .get()
        .into_iter()
        .filter_map(|id| Some((id.clone(), session.link(&id)?.get())))
        .collect();
    tour.standing(&nodes, &links, session.editing.get().as_ref())
}

/// Begins the tour, or goes on with it, and gives it the focus.
pub fn call(session: Session) {
    if session.lens.tour.with_untracked(Option::is_none) {
        begin(session);
    }
    session.lens.tour_calls.update(|calls| *calls = calls.wrapping_add(1));
}

/// Begins the tour without taking the focus. On a map that has all of it, it is built beside what is there.
pub fn begin(session: Session) {
    let plain = Tour::default();
    let has_all = untrack(|| stand(session, &plain)).step >= Step::Link;
    let before = if has_all { session.node_ids().get_untracked() } else { Vec::new() };
    session.lens.tour.set(Some(Tour { before: before.into_iter().collect(), ..plain }));
}

/// Says that the link is right as it is.
pub fn accept_link(session: Session) {
    session.lens.tour.update(|tour| {
        if let Some(tour) = tour {
            tour.is_link_right = true;
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(id: &str) -> NodeId {
        id.parse().unwrap()
    }

    fn node(kind: NodeKind, title: &str) -> (NodeId, Arc<Node>) {
        let node = Node { title: title.into(), ..Node::new(kind) };
        (id(&title.to_lowercase()), Arc::new(node))
    }

    fn link(says: LinkKind, from: &str, to: &str) -> (LinkId, Arc<Link>) {
        let link = Link::new(says, id(from), id(to));
        (format!("{from}-{to}").parse().unwrap(), Arc::new(link))
    }

    type Map = (Vec<(NodeId, Arc<Node>)>, Vec<(LinkId, Arc<Link>)>);

    fn map() -> Map {
        let nodes = vec![
            node(NodeKind::Objective, "Growth"),
            node(NodeKind::Kpi, "Churn"),
            node(NodeKind::Driver, "Onboarding"),
        ];
        let links = vec![
            link(LinkKind::Serves, "churn", "growth"),
            link(LinkKind::Causes, "onboarding", "churn"),
        ];
        (nodes, links)
    }

    #[test]
    fn each_node_and_the_link_take_the_tour_a_step_on() {
        let (nodes, mut links) = map();
        let tour = Tour::default();
        let steps: Vec<Step> =
            (0..=3).map(|count| tour.standing(&nodes[..count], &links, None).step).collect();
        assert_eq!(steps, [Step::Objective, Step::Kpi, Step::Driver, Step::Link]);
        Arc::make_mut(&mut links[1].1).lag_days = Some(30);
        assert_eq!(tour.standing(&nodes, &links, None).step, Step::Done);
    }

    #[test]
    fn a_link_that_is_right_as_it_is_needs_nothing_said() {
        let (nodes, links) = map();
        let tour = Tour { is_link_right: true, ..Tour::default() };
        assert_eq!(tour.standing(&nodes, &links, None).step, Step::Done);
    }

    #[test]
    fn a_title_that_is_still_being_typed_is_not_done() {
        let (nodes, links) = map();
        let standing = Tour::default().standing(&nodes, &links, Some(&id("onboarding")));
        assert_eq!((standing.step, standing.kpi), (Step::Driver, Some(id("churn"))));
    }

    #[test]
    fn what_was_there_before_is_not_what_the_person_builds() {
        let (nodes, links) = map();
        let before = nodes.iter().map(|(id, _)| id.clone()).collect();
        let tour = Tour { before, is_link_right: false };
        assert_eq!(tour.standing(&nodes, &links, None), Standing::default());
    }

    #[test]
    fn a_kpi_that_serves_nothing_is_no_step() {
        let (nodes, links) = map();
        let standing = Tour::default().standing(&nodes, &links[1..], None);
        assert_eq!(standing.step, Step::Kpi);
    }
}
