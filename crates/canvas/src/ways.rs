//! Ways along links: the strongest from one node to another, and those that come back on themselves.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, VecDeque};

use causeway_model::NodeId;

/// A link as a way from one node to another.
#[derive(Clone, Debug, PartialEq)]
pub struct Way {
    /// Where it begins.
    pub from: NodeId,
    /// Where it leads.
    pub to: NodeId,
    /// How much of a movement it passes on, from 0 to 1.
    pub share: f64,
    /// Whether its ends move opposite ways.
    pub against: bool,
    /// Days until the movement arrives.
    pub lag_days: u32,
}

/// The links along which most of a movement arrives, in order; among equals, the fewest. `None` where no way leads
/// there.
pub fn strongest(ways: &[Way], from: &NodeId, to: &NodeId) -> Option<Vec<Way>> {
    let after = by_source(ways);
    let mut best: BTreeMap<&NodeId, &Way> = BTreeMap::new();
    let mut done = BTreeSet::new();
    let mut waiting = BinaryHeap::from([Reached { share: 1.0, links: 0, node: from, by: None }]);
    while let Some(Reached { share, links, node, by }) = waiting.pop() {
        if !done.insert(node) {
            continue;
        }
        if let Some(by) = by {
            best.insert(node, by);
        }
        if node == to && links > 0 {
            return Some(back(&best, from, to));
        }
        for way in after.get(node).into_iter().flatten() {
            let share = share * way.share;
            waiting.push(Reached { share, links: links + 1, node: &way.to, by: Some(way) });
        }
    }
    None
}

/// From the end back to the beginning, turned round.
fn back(best: &BTreeMap<&NodeId, &Way>, from: &NodeId, to: &NodeId) -> Vec<Way> {
    let mut along = VecDeque::new();
    let mut at = to;
    while at != from {
        let Some(way) = best.get(at) else { break };
        along.push_front((*way).clone());
        at = &way.from;
    }
    along.into()
}

/// A node that was reached.
struct Reached<'a> {
    share: f64,
    links: usize,
    node: &'a NodeId,
    by: Option<&'a Way>,
}

impl Ord for Reached<'_> {
    /// Greater is taken first.
    fn cmp(&self, other: &Self) -> Ordering {
        self.share
            .total_cmp(&other.share)
            .then(other.links.cmp(&self.links))
            .then_with(|| other.node.cmp(self.node))
    }
}

impl PartialOrd for Reached<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Reached<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Reached<'_> {}

/// For every node that a way leads back to, the shortest way round; each round once, told by its nodes.
pub fn circles(ways: &[Way]) -> Vec<Vec<Way>> {
    let after = by_source(ways);
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for start in after.keys() {
        let Some(round) = round(&after, start) else { continue };
        let nodes: BTreeSet<NodeId> = round.iter().map(|way| way.from.clone()).collect();
        if seen.insert(nodes) {
            found.push(round);
        }
    }
    found
}

/// The shortest way from a node back to it.
fn round(after: &BTreeMap<&NodeId, Vec<&Way>>, start: &NodeId) -> Option<Vec<Way>> {
    let mut by: BTreeMap<&NodeId, &Way> = BTreeMap::new();
    let mut waiting = VecDeque::from([start]);
    while let Some(node) = waiting.pop_front() {
        for way in after.get(node).into_iter().flatten() {
            if way.to == *start {
                let mut along = back(&by, start, node);
                along.push((*way).clone());
                return Some(along);
            }
            if !by.contains_key(&way.to) {
                by.insert(&way.to, way);
                waiting.push_back(&way.to);
            }
        }
    }
    None
}

fn by_source(ways: &[Way]) -> BTreeMap<&NodeId, Vec<&Way>> {
    let mut after: BTreeMap<&NodeId, Vec<&Way>> = BTreeMap::new();
    for way in ways.iter().filter(|way| way.from != way.to) {
        after.entry(&way.from).or_default().push(way);
    }
    after
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(name: &str) -> NodeId {
        name.parse().unwrap()
    }

    /// Ways written as `a>b 0.5`.
    fn ways(text: &[(&str, f64)]) -> Vec<Way> {
        text.iter()
            .map(|(link, share)| {
                let (from, to) = link.split_once('>').unwrap();
                Way { from: id(from), to: id(to), share: *share, against: false, lag_days: 30 }
            })
            .collect()
    }

    fn told(along: &[Way]) -> String {
        let mut told = along.first().map(|way| way.from.to_string()).unwrap_or_default();
        told.extend(along.iter().map(|way| way.to.as_str()));
        told
    }

    #[test]
    fn the_strongest_way_may_be_the_longer_one() {
        let map = ways(&[("a>c", 0.2), ("a>b", 0.8), ("b>c", 0.8)]);
        assert_eq!(told(&strongest(&map, &id("a"), &id("c")).unwrap()), "abc");
    }

    #[test]
    fn among_equal_ways_the_shorter_is_taken() {
        let map = ways(&[("a>b", 1.0), ("b>c", 1.0), ("a>c", 1.0)]);
        assert_eq!(told(&strongest(&map, &id("a"), &id("c")).unwrap()), "ac");
    }

    #[test]
    fn where_no_way_leads_there_is_none() {
        let map = ways(&[("a>b", 0.5), ("c>b", 0.5)]);
        assert_eq!(strongest(&map, &id("a"), &id("c")), None);
        assert_eq!(strongest(&map, &id("a"), &id("a")), None);
    }

    #[test]
    fn each_circle_is_found_once() {
        let map = ways(&[("a>b", 0.5), ("b>a", 0.5), ("b>c", 0.5), ("c>b", 0.5), ("c>d", 0.5)]);
        let found: Vec<String> = circles(&map).iter().map(|round| told(round)).collect();
        assert_eq!(found, ["aba", "cbc"]);
    }

    #[test]
    fn a_chain_has_no_circle() {
        assert!(circles(&ways(&[("a>b", 0.5), ("b>c", 0.5)])).is_empty());
    }
}
