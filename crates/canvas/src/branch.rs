//! Branches: what leads to a node, what lies between two, and what is folded away.

use std::collections::{BTreeMap, BTreeSet};

use causeway_model::NodeId;
use causeway_model::order::gathered;

/// Which nodes lead to which, by links of any kind.
#[derive(Clone, Debug, Default)]
pub struct Branches {
    before: BTreeMap<NodeId, BTreeSet<NodeId>>,
    after: BTreeMap<NodeId, BTreeSet<NodeId>>,
}

impl Branches {
    /// Reads links, each from its source to its target.
    pub fn of(links: impl IntoIterator<Item = (NodeId, NodeId)>) -> Self {
        let mut all = Self::default();
        for (from, to) in links.into_iter().filter(|(from, to)| from != to) {
            all.after.entry(from.clone()).or_default().insert(to.clone());
            all.before.entry(to).or_default().insert(from);
        }
        all
    }

    /// A node, and everything that leads to it.
    pub fn upstream(&self, node: &NodeId) -> BTreeSet<NodeId> {
        reached([node.clone()], &self.before, |_| true)
    }

    /// A node, and everything that it leads to.
    pub fn downstream(&self, node: &NodeId) -> BTreeSet<NodeId> {
        reached([node.clone()], &self.after, |_| true)
    }

    /// Everything on a way from one node to the other, both included; empty where no way leads there.
    pub fn between(&self, from: &NodeId, to: &NodeId) -> BTreeSet<NodeId> {
        let ahead = self.downstream(from);
        if !ahead.contains(to) {
            return BTreeSet::new();
        }
        ahead.intersection(&self.upstream(to)).cloned().collect()
    }

    /// Whether anything leads to a node.
    pub fn has_upstream(&self, node: &NodeId) -> bool {
        self.before.contains_key(node)
    }

    /// The nodes that lead only to folded ones, on whatever way: they are hidden with them.
    ///
    /// A folded node is hidden only behind another one. Of several that fold each other away, the first stays.
    pub fn hidden(&self, nodes: &[NodeId], folded: &BTreeSet<NodeId>) -> BTreeSet<NodeId> {
        if folded.is_empty() {
            return BTreeSet::new();
        }
        let is_end = |node: &&NodeId| !self.after.contains_key(*node);
        let before: BTreeMap<&NodeId, BTreeSet<NodeId>> =
            folded.iter().map(|fold| (fold, self.upstream(fold))).collect();
        let is_behind = |fold: &NodeId, other: &NodeId| {
            other != fold
                && before[other].contains(fold)
                && !(before[fold].contains(other) && fold < other)
        };
        let front = folded.iter().filter(|fold| !folded.iter().any(|other| is_behind(fold, other)));
        let is_under_a_fold = |node: &NodeId| before.values().any(|before| before.contains(node));
        // What leads in circles has no end, and is seen unless it leads to a fold.
        let free = nodes.iter().filter(|node| !is_under_a_fold(node));
        let seeds: Vec<NodeId> =
            nodes.iter().filter(is_end).chain(front).chain(free).cloned().collect();
        let seen = reached(seeds, &self.before, |node| !folded.contains(node));
        nodes.iter().filter(|node| !seen.contains(*node)).cloned().collect()
    }
}

/// Everything that is reached from the seeds; beyond a node that isn't `open`, nothing is.
fn reached(
    seeds: impl IntoIterator<Item = NodeId>,
    ways: &BTreeMap<NodeId, BTreeSet<NodeId>>,
    is_open: impl Fn(&NodeId) -> bool,
) -> BTreeSet<NodeId> {
    let mut waiting: Vec<NodeId> = seeds.into_iter().collect();
    let mut seen: BTreeSet<NodeId> = gathered(waiting.iter().cloned());
    while let Some(node) = waiting.pop() {
        if !is_open(&node) {
            continue;
        }
        for next in ways.get(&node).into_iter().flatten() {
            if seen.insert(next.clone()) {
                waiting.push(next.clone());
            }
        }
    }
    seen
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(name: &str) -> NodeId {
        name.parse().unwrap()
    }

    fn ids(names: &str) -> BTreeSet<NodeId> {
        names.split_whitespace().map(id).collect()
    }

    /// Links written as `a>b`.
    fn branches(links: &str) -> Branches {
        Branches::of(
            links
                .split_whitespace()
                .filter_map(|link| link.split_once('>'))
                .map(|(from, to)| (id(from), id(to))),
        )
    }

    fn hidden(links: &str, nodes: &str, folded: &str) -> BTreeSet<NodeId> {
        let nodes: Vec<NodeId> = nodes.split_whitespace().map(id).collect();
        branches(links).hidden(&nodes, &ids(folded))
    }

    #[test]
    fn upstream_is_everything_that_leads_there() {
        assert_eq!(branches("a>b b>c d>c c>e").upstream(&id("c")), ids("a b c d"));
    }

    #[test]
    fn between_two_nodes_lies_what_is_on_a_way() {
        let map = branches("a>b b>d a>c c>d x>b d>y");
        assert_eq!(map.between(&id("a"), &id("d")), ids("a b c d"));
        assert_eq!(map.between(&id("d"), &id("a")), ids(""));
    }

    #[test]
    fn folding_hides_what_leads_nowhere_else() {
        assert_eq!(hidden("a>b b>c d>b d>e", "a b c d e", "b"), ids("a"));
    }

    #[test]
    fn a_fold_behind_a_fold_is_hidden() {
        assert_eq!(hidden("a>b b>c", "a b c", "b c"), ids("a b"));
    }

    #[test]
    fn a_circle_that_is_folded_keeps_the_fold() {
        assert_eq!(hidden("a>b b>a", "a b", "b"), ids("a"));
        assert_eq!(hidden("a>b b>a", "a b", "a b"), ids("b"));
        assert_eq!(hidden("a>b b>a c>d", "a b c d", "d"), ids("c"));
    }

    #[test]
    fn a_fold_in_a_circle_with_an_end_stays() {
        assert_eq!(hidden("a>b b>a b>c", "a b c", "b"), ids("a"));
    }
}
