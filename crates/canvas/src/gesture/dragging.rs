//! Cards are being dragged.

use causeway_model::NodeId;

use super::input::{Input, Keys};
use super::outcome::{Outcome, Preview};
use super::{Gesture, Hold, Sight, Step};
use crate::{MapVector, Selection};

/// The cards in the hand.
#[derive(Clone, Debug, PartialEq)]
pub struct Dragging {
    pub(super) hold: Hold,
    nodes: Vec<NodeId>,
    /// What the drag chose, told with the first step.
    chosen: Option<Selection>,
}

impl Dragging {
    /// Takes the whole selection if the pressed card is part of it, otherwise that card alone.
    pub(super) fn begin(hold: Hold, pressed: NodeId, keys: Keys, sight: &Sight<'_>) -> Self {
        let before = sight.selection;
        if before.nodes.contains(&pressed) {
            return Self { hold, nodes: before.nodes.iter().cloned().collect(), chosen: None };
        }
        let chosen = if keys.shift {
            before.clone().toggled_node(pressed)
        } else {
            Selection::node(pressed)
        };
        Self { hold, nodes: chosen.nodes.iter().cloned().collect(), chosen: Some(chosen) }
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
        if !is_released {
            outcomes.push(Outcome::Show(Preview::Moving { nodes: nodes.clone(), by }));
            return Step::on(Gesture::Dragging(Self { hold, nodes, chosen: None }), outcomes);
        }
        outcomes.push(Outcome::Show(Preview::None));
        if !nodes.is_empty() && by.length() > 0.0 {
            outcomes.push(Outcome::Move { nodes, by });
        }
        Step::done(outcomes)
    }
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
