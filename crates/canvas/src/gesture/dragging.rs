//! Cards are being dragged.

use causeway_model::NodeId;

use super::input::{Input, Keys};
use super::outcome::{Outcome, Preview};
use super::{Gesture, Hold, Sight, Step};
use crate::{Guide, MapRect, MapVector, Selection, aligned};

/// How far from a level line cards are drawn to it, in pixels.
const PULL: f64 = 6.0;

/// Cards are level with others that are at most this far away, in map units.
const NEARBY: f64 = 900.0;

/// The cards in the hand.
#[derive(Clone, Debug, PartialEq)]
pub struct Dragging {
    pub(super) hold: Hold,
    nodes: Vec<NodeId>,
    /// The rectangle around them, where they lay.
    home: Option<MapRect>,
    /// What the drag chose, told with the first step.
    chosen: Option<Selection>,
}

impl Dragging {
    /// Takes the whole selection if the pressed card is part of it, otherwise that card alone.
    pub(super) fn begin(hold: Hold, pressed: NodeId, keys: Keys, sight: &Sight<'_>) -> Self {
        let before = sight.selection;
        if before.nodes.contains(&pressed) {
            let nodes: Vec<NodeId> = before.nodes.iter().cloned().collect();
            return Self { hold, home: sight.scene.bounds_of(&nodes), nodes, chosen: None };
        }
        let chosen = if keys.shift {
            before.clone().toggled_node(pressed)
        } else {
            Selection::node(pressed)
        };
        let nodes: Vec<NodeId> = chosen.nodes.iter().cloned().collect();
        Self { hold, home: sight.scene.bounds_of(&nodes), nodes, chosen: Some(chosen) }
    }

    pub(super) fn step(self, input: &Input, sight: &Sight<'_>) -> Step {
        let Some((hold, keys, is_released)) = self.hold.followed(input) else {
            return Step::on(Gesture::Dragging(self), Vec::new());
        };
        let mut outcomes: Vec<Outcome> = self.chosen.map(Outcome::Choose).into_iter().collect();
        // A colleague may have deleted a card that is in the hand.
        let nodes: Vec<NodeId> =
            self.nodes.into_iter().filter(|id| sight.scene.card(id).is_some()).collect();
        let by = straightened(hold.moved(sight.camera), keys);
        let (by, guides) = levelled(by, self.home, &nodes, keys, sight);
        if !is_released {
            outcomes.push(Outcome::Show(Preview::Moving { nodes: nodes.clone(), by, guides }));
            let dragging = Self { hold, nodes, home: self.home, chosen: None };
            return Step::on(Gesture::Dragging(dragging), outcomes);
        }
        outcomes.push(Outcome::Show(Preview::None));
        if !nodes.is_empty() && by.length() > 0.0 {
            outcomes.push(Outcome::Move { nodes, by });
        }
        Step::done(outcomes)
    }
}

/// Drawn to where the cards lie level with others nearby, unless Control or Shift is held.
fn levelled(
    by: MapVector,
    home: Option<MapRect>,
    nodes: &[NodeId],
    keys: Keys,
    sight: &Sight<'_>,
) -> (MapVector, Vec<Guide>) {
    let Some(home) = home.filter(|_| !keys.control && !keys.shift) else { return (by, Vec::new()) };
    let moving = MapRect { left: home.left + by.x, top: home.top + by.y, ..home };
    let near = sight.scene.cards_in(moving.grown(NEARBY));
    let others: Vec<MapRect> = near
        .iter()
        .filter(|id| !nodes.contains(id))
        .filter_map(|id| Some(sight.scene.card(id)?.rect()))
        .collect();
    let (further, guides) = aligned(moving, &others, sight.camera.map_length(PULL));
    (by + further, guides)
}

/// With Shift, cards move along one axis.
fn straightened(by: MapVector, keys: Keys) -> MapVector {
    let by = MapVector::new(by.x.round(), by.y.round());
    if !keys.shift {
        by
    } else if by.x.abs() > by.y.abs() {
        MapVector::new(by.x, 0.0)
    } else {
        MapVector::new(0.0, by.y)
    }
}
