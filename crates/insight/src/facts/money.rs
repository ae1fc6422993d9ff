//! What the distance to the potential costs, and what a node could win back.

use crate::{
    causality::components,
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
        let leaking: Vec<bool> = self.places().map(|place| self.leakage(place) > 0.0).collect();
        let loops = components(self.graph());
        let places = self.places().filter(|place| leaking[*place]);
        places
            .map(|place| {
                let home = loops.iter().find(|members| members.contains(&place));
                let mut part_of = self.nearest_leaks(place, &leaking, home);
                if part_of.is_empty()
                    && let Some(largest) = home.and_then(|members| self.largest_leak(members))
                    && largest != place
                {
                    part_of.push(largest);
                }
                Leak { place, amount: self.leakage(place), part_of }
            })
            .collect()
    }

    /// The leaking nodes fewest links downstream that are not upstream as well.
    fn nearest_leaks(
        &self,
        place: usize,
        leaking: &[bool],
        home: Option<&Vec<usize>>,
    ) -> Vec<usize> {
        let mut seen = vec![false; leaking.len()];
        let mut ring = vec![place];
        seen[place] = true;
        while !ring.is_empty() {
            let mut next = Vec::new();
            for at in ring {
                for edge in self.graph().outward(at) {
                    if !std::mem::replace(&mut seen[edge.end], true) {
                        next.push(edge.end);
                    }
                }
            }
            next.sort_unstable();
            let is_beyond = |at: &usize| !home.is_some_and(|members| members.contains(at));
            let found: Vec<usize> =
                next.iter().copied().filter(|at| leaking[*at] && is_beyond(at)).collect();
            if !found.is_empty() {
                return found;
            }
            ring = next;
        }
        Vec::new()
    }

    /// Of a loop the node with the largest leakage, on a tie the smaller id.
    fn largest_leak(&self, members: &[usize]) -> Option<usize> {
        let mut largest: Option<usize> = None;
        for place in members {
            if largest.is_none_or(|most| self.leakage(*place) > self.leakage(most)) {
                largest = Some(*place);
            }
        }
        largest
    }
}
