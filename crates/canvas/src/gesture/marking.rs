//! A frame is being drawn around cards.

use super::input::Input;
use super::outcome::{Outcome, Preview};
use super::{Gesture, Hold, Sight, Step};
use crate::{MapRect, Selection};

/// The frame in the hand.
#[derive(Clone, Debug, PartialEq)]
pub struct Marking {
    pub(super) hold: Hold,
    /// What the frame adds to.
    pub(super) base: Selection,
    /// What was chosen before, to go back to.
    pub(super) before: Selection,
}

impl Marking {
    pub(super) fn step(self, input: &Input, sight: &Sight<'_>) -> Step {
        let Some((hold, _, is_released)) = self.hold.followed(input) else {
            return Step::on(Gesture::Marking(self), Vec::new());
        };
        let state = Self { hold, ..self };
        let frame = MapRect::between(sight.map(hold.from), sight.map(hold.at));
        let mut chosen = state.base.clone();
        chosen.nodes.extend(sight.scene.cards_in(frame));
        let mut outcomes = Vec::new();
        if chosen != *sight.selection {
            outcomes.push(Outcome::Choose(chosen));
        }
        if is_released {
            outcomes.push(Outcome::Show(Preview::None));
            return Step::done(outcomes);
        }
        outcomes.push(Outcome::Show(Preview::Marking(frame)));
        Step::on(Gesture::Marking(state), outcomes)
    }
}
