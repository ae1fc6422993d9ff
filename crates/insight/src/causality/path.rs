//! The strongest path from one node to another.

use std::{cmp::Ordering, collections::BinaryHeap};

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
    let mut waiting =
        BinaryHeap::from([Partial { strength: 1.0, places: vec![target], edges: vec![] }]);
    for _ in 0..=PATIENCE {
        let best = waiting.pop()?;
        let start = *best.places.first()?;
        let product = best.product();
        if !best.edges.is_empty() && wanted(start).is_some_and(|asked| sign(product) == asked) {
            let lag_days = best.edges.iter().map(|(_, lag)| lag).sum();
            return Some(Path { places: best.places, product, lag_days });
        }
        if best.edges.len() == LONGEST {
            continue;
        }
        for edge in graph.inward(start) {
            if !best.places.contains(&edge.end) {
                waiting.extend(best.grown(edge.end, edge.coefficient, edge.lag_days));
            }
        }
    }
    None
}

/// A path to the target that may still grow at its start.
struct Partial {
    /// |product| at nine places.
    strength: f64,
    places: Vec<usize>,
    /// `(coefficient, lag)` of each link, from its start towards the target.
    edges: Vec<(f64, f64)>,
}

impl Partial {
    fn product(&self) -> f64 {
        product(self.edges.iter().map(|(coefficient, _)| *coefficient))
    }

    /// One link longer; `None` where nothing is left of the effect at nine places.
    fn grown(&self, from: usize, coefficient: f64, lag_days: f64) -> Option<Self> {
        let onward = self.edges.iter().map(|(coefficient, _)| *coefficient);
        let strength = round9(product(std::iter::once(coefficient).chain(onward)).abs());
        if strength == 0.0 {
            return None;
        }
        let places = std::iter::once(from).chain(self.places.iter().copied()).collect();
        let edges =
            std::iter::once((coefficient, lag_days)).chain(self.edges.iter().copied()).collect();
        Some(Self { strength, places, edges })
    }
}

fn product(coefficients: impl Iterator<Item = f64>) -> f64 {
    coefficients.fold(1.0, |product, coefficient| product * coefficient)
}

impl Ord for Partial {
    /// Greater is taken first.
    fn cmp(&self, other: &Self) -> Ordering {
        self.strength
            .total_cmp(&other.strength)
            .then(other.places.len().cmp(&self.places.len()))
            .then_with(|| other.places.cmp(&self.places))
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
    use super::{Path, strongest_path};
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
    fn a_tangle_gives_up_in_bounded_time() {
        let mut edges = Vec::new();
        for from in 1..20 {
            edges.extend((1..20).map(|to| (from, to, 1.0, 0.0)));
        }
        assert_eq!(path(&edges, 0, 19, Sign::Positive), None);
    }
}
