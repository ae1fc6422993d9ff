//! Influence: how much of its own span one node moves another, over all walks.

use crate::{
    causality::{Graph, LONGEST},
    numeric::round9,
};

/// The influence of every node on one target; nodes without any are left out.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Column {
    /// `(place, influence)` in the order of places; influence from −1 to 1, at nine places, never 0.
    entries: Vec<(usize, f64)>,
}

impl Column {
    /// The influence of the node at `place`, 0 where there is none.
    pub fn of(&self, place: usize) -> f64 {
        match self.entries.binary_search_by_key(&place, |(at, _)| *at) {
            Ok(found) => self.entries.get(found).map_or(0.0, |(_, influence)| *influence),
            Err(_) => 0.0,
        }
    }

    /// All nodes that have influence, in the order of their places, the target itself among them.
    pub fn iter(&self) -> impl Iterator<Item = (usize, f64)> + '_ {
        self.entries.iter().copied()
    }
}

/// The influence of every node on `target`: see [`Sweeps::influence_on`].
pub fn influence_on(graph: &Graph, target: usize) -> Column {
    Sweeps::default().influence_on(graph, target)
}

/// Works out influence, target by target.
///
/// Keeps its memory between targets, so that one costs the links upstream of it and not the
/// size of the map.
#[derive(Debug, Clone, Default)]
pub struct Sweeps {
    /// The sums so far; 0 but for what `seen` lists.
    total: Vec<f64>,
    is_seen: Vec<bool>,
    seen: Vec<usize>,
    /// What the next sweep begins with; 0 but for what `reached` lists.
    next: Vec<f64>,
    is_next: Vec<bool>,
    reached: Vec<usize>,
    /// The nodes that the last sweep reached, in the order of their places, with its sums.
    frontier: Vec<(usize, f64)>,
}

impl Sweeps {
    /// The influence of every node on `target`, by 12 sparse sweeps backward from it.
    ///
    /// Sums the products of the coefficients over all walks of at most 12 links that don't pass the
    /// target on the way, clamped to [−1, 1]. The target's influence on itself is 1.
    pub fn influence_on(&mut self, graph: &Graph, target: usize) -> Column {
        if target >= graph.len() {
            return Column::default();
        }
        self.total.resize(graph.len(), 0.0);
        self.next.resize(graph.len(), 0.0);
        self.is_next.resize(graph.len(), false);
        self.is_seen.resize(graph.len(), false);
        self.frontier.clear();
        self.frontier.push((target, 1.0));
        for _ in 0..LONGEST {
            self.sweep(graph, target);
            if self.frontier.is_empty() {
                break;
            }
        }
        self.collect(target)
    }

    /// Moves the frontier one link further back.
    fn sweep(&mut self, graph: &Graph, target: usize) {
        for (to, weight) in &self.frontier {
            for edge in graph.inward(*to) {
                if edge.end == target || edge.coefficient == 0.0 {
                    continue;
                }
                self.next[edge.end] += edge.coefficient * weight;
                if !std::mem::replace(&mut self.is_next[edge.end], true) {
                    self.reached.push(edge.end);
                }
            }
        }
        self.reached.sort_unstable();
        self.frontier.clear();
        for place in self.reached.drain(..) {
            let weight = std::mem::take(&mut self.next[place]);
            self.is_next[place] = false;
            self.total[place] += weight;
            if !std::mem::replace(&mut self.is_seen[place], true) {
                self.seen.push(place);
            }
            self.frontier.push((place, weight));
        }
    }

    /// Takes the sums out, rounded, and leaves everything as it was.
    fn collect(&mut self, target: usize) -> Column {
        let mut entries = Vec::with_capacity(self.seen.len() + 1);
        self.seen.push(target);
        self.seen.sort_unstable();
        for place in self.seen.drain(..) {
            let sum = std::mem::take(&mut self.total[place]);
            self.is_seen[place] = false;
            // No walk passes the target, so that it has no sum of its own.
            let influence = if place == target { 1.0 } else { round9(sum.clamp(-1.0, 1.0)) };
            if influence != 0.0 {
                entries.push((place, influence));
            }
        }
        Column { entries }
    }
}

#[cfg(test)]
mod tests {
    use super::{Column, influence_on};
    use crate::causality::Graph;

    fn column(nodes: usize, edges: &[(usize, usize, f64)], target: usize) -> Column {
        let edges = edges.iter().map(|(from, to, share)| (*from, *to, *share, 0.0)).collect();
        influence_on(&Graph::new(nodes, edges), target)
    }

    #[test]
    fn parallel_walks_add_up_and_chains_multiply() {
        let found = column(4, &[(0, 1, 0.8), (0, 2, 0.5), (1, 3, 0.8), (2, 3, -0.5)], 3);
        assert_eq!(found.iter().collect::<Vec<_>>(), [(0, 0.39), (1, 0.8), (2, -0.5), (3, 1.0)]);
    }

    #[test]
    fn a_sum_is_held_between_minus_one_and_one() {
        let edges = [(0, 1, 1.0), (0, 2, 1.0), (1, 3, -0.8), (2, 3, -0.8)];
        assert_eq!(column(4, &edges, 3).of(0), -1.0);
    }

    #[test]
    fn walks_do_not_pass_the_target_but_may_go_round_before_it() {
        // 0 and 1 are a loop: 0.5 + 0.5·0.5·0.5 + … over at most 12 links.
        let looped = column(3, &[(0, 1, 0.5), (1, 0, 0.5), (0, 2, 0.5)], 2);
        assert_eq!(looped.of(0), crate::numeric::round9(0.5 * (1.0 - 0.25_f64.powi(6)) / 0.75));
        // 2 → 0 would lengthen walks from 0 only through the target.
        assert_eq!(column(3, &[(0, 2, 0.5), (2, 0, 1.0)], 2).of(0), 0.5);
    }

    #[test]
    fn a_walk_has_at_most_twelve_links() {
        let chain: Vec<_> = (0..13).map(|at| (at, at + 1, 1.0)).collect();
        let found = column(14, &chain, 13);
        assert_eq!((found.of(0), found.of(1)), (0.0, 1.0));
    }

    #[test]
    fn walks_that_cancel_leave_no_influence() {
        let edges = [(0, 1, 0.5), (0, 2, 0.5), (1, 3, 0.4), (2, 3, -0.4)];
        assert_eq!(column(4, &edges, 3).of(0), 0.0);
    }
}
