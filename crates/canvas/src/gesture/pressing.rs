//! Something is pressed: released in place it is a click, moved away it becomes a drag.

use super::dragging::Dragging;
use super::idle::menu;
use super::input::{Input, Keys, PointerKind};
use super::linking::Linking;
use super::marking::Marking;
use super::outcome::{Outcome, Preview};
use super::panning::Panning;
use super::relinking::Relinking;
use super::{Gesture, Hold, Sight, Step};
use crate::{Selection, Target};

/// Up to here a press that moved is still a click, in pixels. A finger rolls.
const SLOP: f64 = 4.0;
const FINGER_SLOP: f64 = 9.0;

/// A press that hasn't moved.
#[derive(Clone, Debug, PartialEq)]
pub struct Pressing {
    pub(super) hold: Hold,
    pub(super) target: Target,
    pub(super) keys: Keys,
}

impl Pressing {
    pub(super) fn step(self, input: &Input, sight: &Sight<'_>) -> Step {
        if *input == Input::Rest {
            return menu(sight, self.hold.at, self.target);
        }
        let Some((hold, keys, is_released)) = self.hold.followed(input) else {
            return Step::on(Gesture::Pressing(self), Vec::new());
        };
        if is_released {
            return Step::done(vec![Outcome::Choose(self.clicked(sight.selection.clone()))]);
        }
        let slop = if hold.kind == PointerKind::Touch { FINGER_SLOP } else { SLOP };
        let state = Self { hold, ..self };
        if (hold.at - hold.from).length() <= slop {
            return Step::on(Gesture::Pressing(state), Vec::new());
        }
        state.dragged(keys, input, sight)
    }

    /// What is chosen after a click: what was clicked; with Shift, that more or less.
    fn clicked(self, before: Selection) -> Selection {
        let is_adding = self.keys.shift || self.keys.control;
        match self.target {
            Target::Card(id) | Target::Rim(id) if is_adding => before.toggled_node(id),
            Target::Card(id) | Target::Rim(id) => Selection::node(id),
            Target::Link(id) if is_adding => before.toggled_link(id),
            Target::Link(id) | Target::End(id, _) => Selection::link(id),
            Target::Ground if is_adding => before,
            Target::Ground => Selection::default(),
        }
    }

    fn dragged(self, keys: Keys, input: &Input, sight: &Sight<'_>) -> Step {
        let hold = self.hold;
        match self.target {
            Target::Card(id) if !sight.is_read_only => {
                Dragging::begin(hold, id, self.keys, sight).step(input, sight)
            }
            Target::Rim(from) if !sight.is_read_only => Linking { hold, from }.step(input, sight),
            Target::End(link, end) => Relinking { hold, link, end }.step(input, sight),
            // One finger on the sea moves the chart.
            _ if hold.kind == PointerKind::Touch => {
                let panning = Panning { hold, camera: sight.camera };
                let mut step = panning.step(input, sight);
                step.outcomes.insert(0, Outcome::Show(Preview::Panning));
                step
            }
            _ => {
                let is_adding = keys.shift || self.keys.shift;
                let base = if is_adding { sight.selection.clone() } else { Selection::default() };
                Marking { hold, base, before: sight.selection.clone() }.step(input, sight)
            }
        }
    }
}
