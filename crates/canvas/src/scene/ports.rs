//! Spreads the links of a card along its rims, in the order of where they come from and go to.

use causeway_model::order::Arrange as _;
use causeway_model::{LinkId, NodeId};

use super::Scene;
use crate::card::card_height;
use crate::route::{Placed, Ports, Rim, leaving_rim};

/// Between two links that enter beside each other, in map units: room for their signs.
const ENTER_STEP: f64 = 24.0;

/// Between two links that leave beside each other, in map units.
const LEAVE_STEP: f64 = 14.0;

/// The part of a rim at its corners that no link uses, in map units.
const CORNER: f64 = 20.0;

impl Scene {
    /// Where along the rims of its cards a link leaves and enters.
    pub fn ports(&self, id: &LinkId) -> Ports {
        let Some((from, to, source, target)) = self
            .link(id)
            .and_then(|tie| Some((&tie.from, &tie.to, self.card(&tie.from)?, self.card(&tie.to)?)))
        else {
            return Ports::default();
        };
        let enter = self.entering(to);
        let rim = leaving_rim(source, target);
        let leave = self.leaving(from, source, rim);
        let high = card_height(target.kind) - 2.0 * CORNER;
        let long = match rim {
            Rim::Top => card_height(source.kind),
            Rim::Right => card_height(source.kind) - 2.0 * CORNER,
        };
        Ports {
            leave: slot(&leave, id, LEAVE_STEP, long),
            enter: slot(&enter, id, ENTER_STEP, high),
        }
    }

    /// The links that enter a card, from the uppermost source to the lowest.
    fn entering(&self, node: &NodeId) -> Vec<&LinkId> {
        let mut entering: Vec<(f64, f64, &LinkId)> = self
            .links_at(node)
            .filter(|(_, tie)| tie.to == *node)
            .filter_map(|(id, tie)| {
                let from = self.card(&tie.from)?.centre;
                Some((from.y, from.x, id))
            })
            .collect();
        entering.arrange_by(|a, b| {
            a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)).then_with(|| a.2.cmp(b.2))
        });
        entering.into_iter().map(|(_, _, id)| id).collect()
    }

    /// The links that leave a card by one rim, in the order of their targets along it.
    fn leaving(&self, node: &NodeId, source: Placed, rim: Rim) -> Vec<&LinkId> {
        let mut leaving: Vec<(f64, &LinkId)> = self
            .links_at(node)
            .filter(|(_, tie)| tie.from == *node)
            .filter_map(|(id, tie)| {
                let to = self.card(&tie.to)?;
                let along = if rim == Rim::Top { to.centre.x } else { to.centre.y };
                (leaving_rim(source, to) == rim).then_some((along, id))
            })
            .collect();
        leaving.arrange_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.cmp(b.1)));
        leaving.into_iter().map(|(_, id)| id).collect()
    }
}

/// The place of a link among its neighbours, from the middle of a rim that is `long`.
fn slot(links: &[&LinkId], id: &LinkId, step: f64, long: f64) -> f64 {
    let place = links.iter().position(|link| *link == id).unwrap_or(0);
    let real = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    let gaps = real(links.len().saturating_sub(1));
    if gaps == 0.0 { 0.0 } else { (real(place) - gaps / 2.0) * step.min(long / gaps) }
}
