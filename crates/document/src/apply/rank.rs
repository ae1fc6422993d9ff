//! The order of importance.
//!
//! It must merge: two people who drop two nodes into one gap must not tie. So a drop takes a
//! point in the gap that follows from the node's id.

use causeway_model::order::Arrange as _;
use causeway_model::{Json, NodeId, NodeKind};

use crate::apply::{keys, number, place};
use crate::command::fnv;
use crate::place::Place;
use crate::refusal::Refusal;
use crate::tree::maps_among;
use crate::write::Writer;

/// A gap narrower than this holds no further point: all are numbered anew.
const NARROWEST: f64 = 1e-6;

impl Writer<'_> {
    pub(crate) fn rank(&mut self, node: &NodeId, after: Option<&NodeId>) -> Result<(), Refusal> {
        self.check_ranked(node)?;
        let mut order = self.ranked();
        order.retain(|(_, id)| id != node);
        let at = match after {
            None => 0,
            Some(after) if after == node => return Ok(()),
            Some(after) => {
                let found = order.iter().position(|(_, id)| id == after);
                found.map(|at| at + 1).ok_or_else(|| not_ranked(after))?
            }
        };
        let low =
            at.checked_sub(1).and_then(|before| order.get(before)).map_or(0.0, |(rank, _)| *rank);
        let high = order.get(at).map_or(low + 2.0, |(rank, _)| *rank);
        if high - low >= NARROWEST {
            return self.set_rank(node, point(low, high, node));
        }
        order.insert(at, (0.0, node.clone()));
        let ranks = (1_u32..).map(f64::from);
        order.iter().zip(ranks).try_for_each(|((_, id), rank)| self.set_rank(id, rank))
    }

    fn set_rank(&mut self, node: &NodeId, rank: f64) -> Result<(), Refusal> {
        self.set_value(&keys(["nodes", node.as_str(), "rank"]), Some(&number(rank)))
    }

    fn check_ranked(&self, node: &NodeId) -> Result<(), Refusal> {
        match self.live_node(node)? {
            NodeKind::Objective | NodeKind::Initiative => Ok(()),
            _ => Err(not_ranked(node)),
        }
    }

    /// Everything that is ranked and not deleted, in order.
    fn ranked(&self) -> Vec<(f64, NodeId)> {
        let nodes = self.reader().maps(&["nodes"]);
        let mut ranked: Vec<(f64, NodeId)> = Vec::new();
        for id in self.keys(&nodes) {
            let node = maps_among(&self.reader().found(&nodes, &id));
            let rank = self.reader().found(&node, "rank");
            let rank = rank.last().and_then(|found| self.reader().one(found, Place::UNKNOWN, 0));
            let rank = rank.as_ref().and_then(Json::as_f64);
            if let (Some(rank), Ok(id)) = (rank.filter(|rank| *rank > 0.0), NodeId::new(&id))
                && self.check_ranked(&id).is_ok()
            {
                ranked.push((rank, id));
            }
        }
        ranked.arrange_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.cmp(&b.1)));
        ranked
    }
}

/// A point between a quarter and three quarters of a gap, which follows from the node's id.
fn point(low: f64, high: f64, node: &NodeId) -> f64 {
    // The last step of a hash for tables: without it, ids that differ at the end lie close together.
    let hash = fnv(node.as_str().as_bytes());
    let hash = (hash ^ (hash >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let share = f64::from(u32::try_from(hash >> 32).unwrap_or(u32::MAX)) / f64::from(u32::MAX);
    low + (high - low) * (0.25 + share / 2.0)
}

fn not_ranked(node: &NodeId) -> Refusal {
    Refusal::NotRanked { path: place(&keys(["nodes", node.as_str()])) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drop_lands_in_the_middle_half_of_the_gap() {
        let points: Vec<f64> = (0..100)
            .map(|number| point(1.0, 2.0, &NodeId::new(&format!("node-{number}")).unwrap()))
            .collect();
        assert!(points.iter().all(|point| (1.25..=1.75).contains(point)));
        let spread = points.iter().filter(|point| **point < 1.5).count();
        assert!((30..70).contains(&spread), "{spread}");
    }
}
