//! What the distance to the potential costs, and what a node could win back.

use crate::{
    causality::{Graph, components},
    facts::Facts,
    measure::Measure,
    numeric::{finite, round9},
};

/// The leakage of one node.
#[derive(Debug, Clone, PartialEq)]
pub struct Leak {
    /// The node's place.
    pub place: usize,
    /// Money a year, above zero.
    pub amount: f64,
    /// The nearest nodes downstream that it is part of; none where it counts in the total.
    pub part_of: Vec<usize>,
}

impl Facts<'_> {
    /// What the gap of the node at a place costs, in money a year; 0 where it has none.
    pub fn leakage(&self, place: usize) -> f64 {
        self.measure(place).map_or(0.0, Measure::leakage)
    }

    /// What `source` could win back of `kpi`, in money a year; 0 where that can't be said.
    ///
    /// |influence| × gap of the source in spans × span of the kpi × its value per unit, at most
    /// the kpi's leakage where it has a potential.
    pub fn leverage(&self, source: usize, kpi: usize) -> f64 {
        let worked_out = || {
            let (from, to) = (self.measure(source)?, self.measure(kpi)?);
            let gap_in_spans = from.gap()? / from.span();
            let moved = self.influence(source, kpi).abs() * gap_in_spans * to.span();
            let worth = finite(moved * to.metric.value_per_unit?)?;
            let most = if to.metric.potential.is_some() { to.leakage() } else { f64::INFINITY };
            Some(round9(worth.min(most)))
        };
        worked_out().unwrap_or(0.0)
    }

    /// Every leakage above zero, in the order of ids.
    pub fn leaks(&self) -> &[Leak] {
        self.leaks.get_or_init(|| self.look_for_leaks())
    }

    fn look_for_leaks(&self) -> Vec<Leak> {
        let amounts: Vec<f64> = self.places().map(|place| self.leakage(place)).collect();
        let homes = self.homes();
        let mut search = Downstream::of(self.graph(), amounts.len());
        let leaking = self.places().filter(|place| amounts[*place] > 0.0);
        leaking
            .map(|place| {
                let is_beyond = |at| homes[place].is_none() || homes[at] != homes[place];
                let mut part_of = search.nearest(place, |at| amounts[at] > 0.0 && is_beyond(at));
                if part_of.is_empty()
                    && let Some(home) = homes[place]
                    && let Some(largest) = largest(&self.loops()[home], &amounts)
                    && largest != place
                {
                    part_of.push(largest);
                }
                Leak { place, amount: amounts[place], part_of }
            })
            .collect()
    }

    /// The strongly connected sets of the causal graph, each sorted.
    pub fn loops(&self) -> &[Vec<usize>] {
        self.loops.get_or_init(|| components(self.graph()))
    }

    /// For every place which of the loops it is in.
    fn homes(&self) -> Vec<Option<usize>> {
        let mut homes = vec![None; self.present().len()];
        for (home, members) in self.loops().iter().enumerate() {
            for place in members {
                homes[*place] = Some(home);
            }
        }
        homes
    }
}

/// Searches downstream, ring by ring, from one place after another.
struct Downstream<'g> {
    graph: &'g Graph,
    /// Which search has seen a node last, counted from 1.
    seen: Vec<usize>,
    searches: usize,
    ring: Vec<usize>,
    next: Vec<usize>,
}

impl<'g> Downstream<'g> {
    fn of(graph: &'g Graph, places: usize) -> Self {
        Self { graph, seen: vec![0; places], searches: 0, ring: Vec::new(), next: Vec::new() }
    }

    /// The nodes that will do of the first ring in which any does; sorted.
    fn nearest(&mut self, start: usize, will_do: impl Fn(usize) -> bool) -> Vec<usize> {
        self.searches += 1;
        self.seen[start] = self.searches;
        self.ring.clear();
        self.ring.push(start);
        while !self.ring.is_empty() {
            self.next.clear();
            for edge in self.ring.iter().flat_map(|at| self.graph.outward(*at)) {
                if std::mem::replace(&mut self.seen[edge.end], self.searches) != self.searches {
                    self.next.push(edge.end);
                }
            }
            let mut found: Vec<usize> =
                self.next.iter().copied().filter(|at| will_do(*at)).collect();
            if !found.is_empty() {
                found.sort_unstable();
                return found;
            }
            std::mem::swap(&mut self.ring, &mut self.next);
        }
        Vec::new()
    }
}

/// Of a loop the node with the largest leakage, on a tie the smaller id.
fn largest(members: &[usize], amounts: &[f64]) -> Option<usize> {
    let mut largest: Option<usize> = None;
    for place in members {
        if largest.is_none_or(|most| amounts[*place] > amounts[most]) {
            largest = Some(*place);
        }
    }
    largest
}
