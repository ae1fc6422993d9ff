//! What serves which objective, and how much a node can do for those that do.

use causeway_model::node::NodeKind;

use crate::{facts::Facts, numeric::round9};

impl Facts<'_> {
    /// Whether the kpi at a place has a `serves` link to an objective.
    pub fn is_serving(&self, place: usize) -> bool {
        self.kind(place) == NodeKind::Kpi && self.serves().iter().any(|link| link.from == place)
    }

    /// The places of all serving kpis.
    pub fn serving_kpis(&self) -> Vec<usize> {
        let mut kpis: Vec<usize> = self.serves().iter().map(|link| link.from).collect();
        kpis.retain(|place| self.kind(*place) == NodeKind::Kpi);
        kpis.sort_unstable();
        kpis.dedup();
        kpis
    }

    /// The kpis that serve an objective, directly or through objectives; sorted.
    pub fn kpis_of(&self, objective: usize) -> Vec<usize> {
        let mut seen = vec![false; self.present().len()];
        let mut waiting = vec![objective];
        while let Some(at) = waiting.pop() {
            for link in self.serves().iter().filter(|link| link.to == at) {
                if !std::mem::replace(&mut seen[link.from], true) {
                    waiting.push(link.from);
                }
            }
        }
        self.places().filter(|place| seen[*place] && self.kind(*place) == NodeKind::Kpi).collect()
    }

    /// The largest |influence| of a node on any serving kpi, from 0 to 1.
    pub fn reach(&self, place: usize) -> f64 {
        let reach = self.reach.get_or_init(|| {
            let mut most = vec![0.0_f64; self.present().len()];
            for kpi in self.serving_kpis() {
                for (source, influence) in self.column(kpi).iter() {
                    most[source] = most[source].max(influence.abs());
                }
            }
            most
        });
        reach[place]
    }

    /// Whether a node has enough influence on a serving kpi for the rules to mind it.
    pub fn matters(&self, place: usize) -> bool {
        round9(self.reach(place)) >= 0.15
    }

    /// The objectives, each after those that serve it; the links that count have no loops.
    pub(super) fn objectives_in_order(&self) -> Vec<usize> {
        let mut waits_for = vec![0_usize; self.present().len()];
        let between =
            |link: &&crate::facts::Joined<'_>| self.kind(link.from) == NodeKind::Objective;
        for link in self.serves().iter().filter(between) {
            waits_for[link.to] += 1;
        }
        let mut order: Vec<usize> =
            self.of_kind(NodeKind::Objective).filter(|place| waits_for[*place] == 0).collect();
        let mut next = 0;
        while let Some(at) = order.get(next).copied() {
            next += 1;
            for link in self.serves().iter().filter(|link| link.from == at) {
                waits_for[link.to] -= 1;
                if waits_for[link.to] == 0 {
                    order.push(link.to);
                }
            }
        }
        order
    }
}
