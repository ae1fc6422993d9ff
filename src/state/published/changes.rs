//! What is otherwise in a publication than in the version that its reader looked at before.

use std::collections::{BTreeMap, BTreeSet};

use causeway_insight::finding::{Group, State};
use causeway_insight::status::{NodeStatus, Status};
use causeway_insight::{Facts, Finding};
use causeway_model::{LinkId, NodeId, Text};

/// What changed from one version to another.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Changes {
    /// Nodes that stand otherwise, the worst first.
    pub statuses: Vec<Changed<Status>>,
    /// Nodes whose latest value is another.
    pub values: Vec<Changed<Option<f64>>>,
    /// Signals that were not there.
    pub found: Vec<Finding>,
    /// Signals that are not there any more, or were answered.
    pub settled: Vec<Finding>,
    /// Nodes that came, with their titles.
    pub came: Vec<(NodeId, Text)>,
    /// The titles of nodes that went.
    pub went: Vec<Text>,
    /// Links that came, by the titles of their ends.
    pub linked: Vec<(Text, Text)>,
    /// Links that went while both their ends stayed.
    pub unlinked: Vec<(Text, Text)>,
}

/// One node, before and now.
#[derive(Clone, Debug, PartialEq)]
pub struct Changed<T> {
    /// The node.
    pub node: NodeId,
    /// What it is called now.
    pub title: Text,
    /// The unit of its metric.
    pub unit: String,
    /// Before.
    pub was: T,
    /// Now.
    pub is: T,
}

/// A version with what was found in it.
#[derive(Clone, Copy)]
pub struct Side<'a, 'w> {
    /// What it says, on the day on which it was looked at.
    pub facts: &'a Facts<'w>,
    /// What was found in it.
    pub findings: &'a [Finding],
}

impl Changes {
    /// What changed.
    pub fn between(before: Side<'_, '_>, now: Side<'_, '_>) -> Self {
        let (was, is) = (nodes(before.facts), nodes(now.facts));
        let (linked_before, linked_now) = (links(before.facts), links(now.facts));
        let stayed = |id: &LinkId| {
            let ends = linked_before.get(id);
            ends.is_some_and(|(from, to)| is.contains_key(from) && is.contains_key(to))
        };
        let name = |nodes: &BTreeMap<NodeId, Known>, (from, to): &(NodeId, NodeId)| {
            Some((nodes.get(from)?.title.clone(), nodes.get(to)?.title.clone()))
        };
        let both = is.iter().filter_map(|(id, is)| Some((id, was.get(id)?, is)));
        let (mut statuses, mut values) = (Vec::new(), Vec::new());
        for (node, was, is) in both {
            if was.standing.status != is.standing.status {
                statuses.push(is.changed(node, was.standing.status, is.standing.status));
            }
            if was.standing.value != is.standing.value {
                values.push(is.changed(node, was.standing.value, is.standing.value));
            }
        }
        statuses.sort_by_key(|changed| std::cmp::Reverse(changed.is));
        let came = is.iter().filter(|(id, _)| !was.contains_key(*id));
        let went = was.iter().filter(|(id, _)| !is.contains_key(*id));
        let linked = linked_now.iter().filter(|(id, _)| !linked_before.contains_key(*id));
        let unlinked =
            linked_before.iter().filter(|(id, _)| !linked_now.contains_key(*id) && stayed(id));
        Self {
            statuses,
            values,
            found: without(now.findings, before.findings),
            settled: without(before.findings, now.findings),
            came: came.map(|(id, known)| (id.clone(), known.title.clone())).collect(),
            went: went.map(|(_, known)| known.title.clone()).collect(),
            linked: linked.filter_map(|(_, ends)| name(&is, ends)).collect(),
            unlinked: unlinked.filter_map(|(_, ends)| name(&was, ends)).collect(),
        }
    }

    /// Whether nothing is otherwise.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What is compared of a node.
struct Known {
    title: Text,
    unit: String,
    standing: NodeStatus,
}

impl Known {
    fn changed<T>(&self, node: &NodeId, was: T, is: T) -> Changed<T> {
        let (title, unit) = (self.title.clone(), self.unit.clone());
        Changed { node: node.clone(), title, unit, was, is }
    }
}

fn nodes(facts: &Facts<'_>) -> BTreeMap<NodeId, Known> {
    let known = |place| {
        let node = facts.node(place);
        let unit = node.metric.as_ref().and_then(|metric| metric.unit.clone()).unwrap_or_default();
        let known = Known { title: node.title.clone(), unit, standing: *facts.standing(place) };
        (facts.present().id(place).clone(), known)
    };
    facts.places().map(known).collect()
}

fn links(facts: &Facts<'_>) -> BTreeMap<LinkId, (NodeId, NodeId)> {
    let ends = |link: &causeway_insight::facts::Joined<'_>| {
        (link.id.clone(), (link.link.from.clone(), link.link.to.clone()))
    };
    facts.links().iter().map(ends).collect()
}

/// The open signals of one side that the other hasn't.
fn without(these: &[Finding], others: &[Finding]) -> Vec<Finding> {
    let open = |finding: &&Finding| finding.group == Group::Signal && finding.state == State::Open;
    let named = |finding: &Finding| (finding.code, finding.subject.clone());
    let known: BTreeSet<_> = others.iter().filter(open).map(named).collect();
    these.iter().filter(open).filter(|finding| !known.contains(&named(finding))).cloned().collect()
}

#[cfg(test)]
mod tests {
    use causeway_insight::Language;
    use causeway_insight::findings::Search;
    use causeway_model::time::parse_date;
    use causeway_model::{Workspace, read};
    use serde_json::json;

    use super::*;

    /// A kpi with this value, a driver that moves it, and what else there is.
    fn workspace(value: f64, more: &[&str], is_linked: bool) -> Workspace {
        let mut tree = json!({
            "format": "causeway/1", "workspace": "w1", "title": "Sample",
            "nodes": {
                "churn": {
                    "kind": "kpi", "title": "Churn",
                    "metric": {
                        "unit": "%", "direction": "down", "watch": 5, "act": 8,
                        "observations": {"2026-11-18": {"value": value}}
                    }
                },
                "onboarding": {"kind": "driver", "title": "Onboarding"}
            },
            "links": {}
        });
        for id in more {
            tree["nodes"][*id] = json!({"kind": "driver", "title": *id});
        }
        if is_linked {
            tree["links"]["l1"] = json!({"from": "onboarding", "to": "churn", "type": "causes"});
        }
        read::workspace(&tree).value
    }

    fn between(before: &Workspace, now: &Workspace) -> Changes {
        let day = parse_date("2026-11-20").unwrap();
        let (was, is) = (Facts::of(before, day), Facts::of(now, day));
        let found = |facts| Search::new(facts, &[], Language::English).finish();
        let (found_before, found_now) = (found(&was), found(&is));
        Changes::between(
            Side { facts: &was, findings: &found_before },
            Side { facts: &is, findings: &found_now },
        )
    }

    #[test]
    fn two_equal_versions_differ_in_nothing() {
        let workspace = workspace(4.0, &[], true);
        assert!(between(&workspace, &workspace).is_empty());
    }

    #[test]
    fn a_value_beyond_its_threshold_is_another_value_another_status_and_a_new_signal() {
        let changes = between(&workspace(4.0, &[], true), &workspace(9.0, &[], true));
        let statuses: Vec<_> =
            changes.statuses.iter().map(|changed| (changed.was, changed.is)).collect();
        assert_eq!(statuses, [(Status::Ok, Status::Act)]);
        let values: Vec<_> =
            changes.values.iter().map(|changed| (changed.was, changed.is)).collect();
        assert_eq!(values, [(Some(4.0), Some(9.0))]);
        assert_eq!(changes.values[0].unit, "%");
        let is_breach = |finding: &Finding| finding.code.starts_with("breach");
        assert!(changes.found.iter().any(is_breach), "{changes:?}");
        assert!(!changes.settled.iter().any(is_breach));
    }

    #[test]
    fn nodes_and_links_come_and_go() {
        let changes = between(&workspace(4.0, &["old"], false), &workspace(4.0, &["new"], true));
        let came: Vec<_> = changes.came.iter().map(|(id, _)| id.as_str()).collect();
        assert_eq!(came, ["new"]);
        assert_eq!(changes.went.iter().map(Text::shown).collect::<Vec<_>>(), ["old"]);
        assert_eq!((changes.linked.len(), changes.unlinked.len()), (1, 0));
    }

    #[test]
    fn a_link_that_went_with_its_node_is_not_told_twice() {
        let mut before = workspace(4.0, &[], true);
        let now = before.clone();
        let changes = between(&before, &{
            let mut now = now;
            now.nodes.remove("onboarding");
            now
        });
        assert_eq!((changes.went.len(), changes.unlinked.len()), (1, 0));
        before.links.clear();
        assert_eq!(between(&workspace(4.0, &[], true), &before).unlinked.len(), 1);
    }
}
