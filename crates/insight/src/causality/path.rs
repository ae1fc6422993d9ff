//! The strongest path from one node to another.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, BinaryHeap},
};

use crate::{
    causality::{Graph, LONGEST},
    numeric::{Sign, round9, sign},
};

/// How many partial paths are looked at before the search gives up.
const PATIENCE: usize = 50_000;

/// A path that enters no node twice.
#[derive(Debug, Clone, PartialEq)]
pub struct Path {
    /// The places along it, from its start to the target.
    pub places: Vec<usize>,
    /// The product of its coefficients, multiplied from its start towards the target.
    pub product: f64,
    /// The sum of its lags, in days.
    pub lag_days: f64,
}

/// The strongest path to `target` from a node for which `wanted` names a sign, with that sign.
///
/// Of the paths of at most 12 links, the one with the largest |product| at nine places; on a tie
/// the one with fewer links, then the one whose places come first. Paths are grown backward from
/// the target in that very order, and since no coefficient exceeds 1 the first that fits is the
/// strongest. `None` where there is none, or after 50,000 partial paths.
pub fn strongest_path(
    graph: &Graph,
    target: usize,
    wanted: impl Fn(usize) -> Option<Sign>,
) -> Option<Path> {
    let mut search = Search::of(graph, target);
    for _ in 0..=PATIENCE {
        let best = search.next()?;
        let product = best.product();
        if best.links > 0 && wanted(best.start()).is_some_and(|asked| sign(product) == asked) {
            return Some(best.path(graph, product));
        }
    }
    None
}

/// The strongest path to `target` from each node for which `wanted` names a sign, with that sign, by
/// the place where it starts.
///
/// Each is what [`strongest_path`] finds for that node alone; all come at the cost of one search.
pub fn strongest_paths(
    graph: &Graph,
    target: usize,
    wanted: impl Fn(usize) -> Option<Sign>,
) -> BTreeMap<usize, Path> {
    let mut asked: Vec<Option<Sign>> = (0..graph.len()).map(wanted).collect();
    let mut missing = asked.iter().flatten().count();
    let mut search = Search::of(graph, target);
    let mut found = BTreeMap::new();
    for _ in 0..=PATIENCE {
        if missing == 0 {
            break;
        }
        let Some(best) = search.next() else { break };
        let (start, product) = (best.start(), best.product());
        if best.links > 0 && asked.get(start) == Some(&Some(sign(product))) {
            asked[start] = None;
            missing -= 1;
            found.insert(start, best.path(graph, product));
        }
    }
    found
}

/// Grows paths backward from a target, the strongest first.
struct Search<'g> {
    graph: &'g Graph,
    /// Boxed: what moves up and down in a heap should be small.
    waiting: BinaryHeap<Box<Partial>>,
}

impl<'g> Search<'g> {
    fn of(graph: &'g Graph, target: usize) -> Self {
        Self { graph, waiting: BinaryHeap::from([Box::new(Partial::at(target))]) }
    }

    /// The strongest of those that wait, which grows before the next one is asked for.
    fn next(&mut self) -> Option<Box<Partial>> {
        let best = self.waiting.pop()?;
        if best.links < LONGEST {
            for edge in self.graph.inward(best.start()) {
                self.waiting.extend(best.grown(edge.end, edge.coefficient).map(Box::new));
            }
        }
        Some(best)
    }
}

/// A path to the target that may still grow at its start.
///
/// Kept backward, from the target on, in place: searches grow tens of thousands of them.
#[derive(Clone, Copy)]
struct Partial {
    /// |product| at nine places.
    strength: f64,
    links: usize,
    places: [usize; LONGEST + 1],
    coefficients: [f64; LONGEST],
}

impl Partial {
    fn at(target: usize) -> Self {
        let mut places = [0; LONGEST + 1];
        places[0] = target;
        Self { strength: 1.0, links: 0, places, coefficients: [0.0; LONGEST] }
    }

    fn start(&self) -> usize {
        self.places[self.links]
    }

    /// The places from its start to the target.
    fn forward(&self) -> impl Iterator<Item = usize> + '_ {
        self.places[..=self.links].iter().rev().copied()
    }

    /// Multiplied from its start towards the target.
    fn product(&self) -> f64 {
        self.coefficients[..self.links]
            .iter()
            .rev()
            .fold(1.0, |product, coefficient| product * coefficient)
    }

    /// One link longer; `None` where that comes back on itself, or nothing is left of the effect
    /// at nine places.
    fn grown(&self, from: usize, coefficient: f64) -> Option<Self> {
        if self.places[..=self.links].contains(&from) {
            return None;
        }
        let mut longer = *self;
        longer.coefficients[self.links] = coefficient;
        longer.links += 1;
        longer.places[longer.links] = from;
        longer.strength = round9(longer.product().abs());
        (longer.strength > 0.0).then_some(longer)
    }

    fn path(&self, graph: &Graph, product: f64) -> Path {
        let places: Vec<usize> = self.forward().collect();
        let lag = |ends: &[usize]| {
            let edge = graph.outward(ends[0]).iter().find(|edge| edge.end == ends[1]);
            edge.map_or(0.0, |edge| edge.lag_days)
        };
        let lag_days = places.windows(2).map(lag).sum();
        Path { places, product, lag_days }
    }
}

impl Ord for Partial {
    /// Greater is taken first.
    fn cmp(&self, other: &Self) -> Ordering {
        self.strength
            .total_cmp(&other.strength)
            .then(other.links.cmp(&self.links))
            .then_with(|| other.forward().cmp(self.forward()))
    }
}

impl PartialOrd for Partial {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Partial {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Partial {}

#[cfg(test)]
mod tests {
    use super::{Path, strongest_path, strongest_paths};
    use crate::{causality::Graph, numeric::Sign};

    fn path(
        edges: &[(usize, usize, f64, f64)],
        from: usize,
        to: usize,
        sign: Sign,
    ) -> Option<Path> {
        strongest_path(&Graph::new(20, edges.to_vec()), to, |at| (at == from).then_some(sign))
    }

    #[test]
    fn the_strongest_wins_and_its_lags_add_up() {
        let edges = [(0, 3, 0.2, 5.0), (0, 1, 0.8, 30.0), (1, 3, 0.5, 60.0)];
        let found = path(&edges, 0, 3, Sign::Positive).unwrap();
        assert_eq!((found.places, found.product, found.lag_days), (vec![0, 1, 3], 0.4, 90.0));
    }

    #[test]
    fn on_a_tie_fewer_links_win_and_then_the_smaller_ids() {
        let longer = [(0, 1, 1.0, 0.0), (1, 3, 0.5, 0.0), (0, 3, 0.5, 0.0)];
        assert_eq!(path(&longer, 0, 3, Sign::Positive).unwrap().places, [0, 3]);
        let equal = [(0, 2, 0.5, 0.0), (2, 3, 0.5, 0.0), (0, 1, 0.5, 0.0), (1, 3, 0.5, 0.0)];
        assert_eq!(path(&equal, 0, 3, Sign::Positive).unwrap().places, [0, 1, 3]);
    }

    #[test]
    fn only_a_path_of_the_asked_sign_will_do() {
        let edges = [(0, 3, -0.9, 0.0), (0, 1, 0.5, 0.0), (1, 3, 0.5, 0.0)];
        assert_eq!(path(&edges, 0, 3, Sign::Positive).unwrap().places, [0, 1, 3]);
        assert_eq!(path(&edges[..1], 0, 3, Sign::Positive), None);
    }

    #[test]
    fn a_path_enters_no_node_twice_and_ends_after_twelve_links() {
        assert_eq!(path(&[(0, 3, -0.9, 0.0), (3, 0, -0.9, 0.0)], 3, 3, Sign::Positive), None);
        let chain: Vec<_> = (0..13).map(|at| (at, at + 1, 1.0, 0.0)).collect();
        assert_eq!(path(&chain, 0, 13, Sign::Positive), None);
        assert_eq!(path(&chain, 1, 13, Sign::Positive).unwrap().places.len(), 13);
    }

    #[test]
    fn the_paths_of_many_are_those_of_each() {
        let mut edges = Vec::new();
        for from in 0_u8..12 {
            for step in 1..4 {
                let share = f64::from(from + step) / if step == 2 { -20.0 } else { 20.0 };
                edges.push((usize::from(from), usize::from(from + step), share, f64::from(step)));
            }
        }
        let graph = Graph::new(20, edges);
        let wanted = |at: usize| match at {
            0..=8 => Some(if at.is_multiple_of(3) { Sign::Negative } else { Sign::Positive }),
            9 => Some(Sign::Zero),
            _ => None,
        };
        let of_each = |at: usize| {
            Some((at, strongest_path(&graph, 12, |start| wanted(start).filter(|_| start == at))?))
        };
        let each: Vec<(usize, Path)> = (0..20).filter_map(of_each).collect();
        assert_eq!(strongest_paths(&graph, 12, wanted).into_iter().collect::<Vec<_>>(), each);
        assert_eq!(each.len(), 9);
    }

    #[test]
    fn a_tangle_gives_up_in_bounded_time() {
        let mut edges = Vec::new();
        for from in 1..20 {
            edges.extend((1..20).map(|to| (from, to, 1.0, 0.0)));
        }
        assert_eq!(path(&edges, 0, 19, Sign::Positive), None);
    }

    #[test]
    fn a_link_that_passes_nothing_on_is_no_path() {
        assert_eq!(path(&[(0, 1, 0.0, 0.0)], 0, 1, Sign::Zero), None);
    }
}
