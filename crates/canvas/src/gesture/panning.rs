//! The map is being moved under the view.

use super::input::Input;
use super::outcome::{Outcome, Preview};
use super::{Gesture, Hold, Sight, Step};
use crate::Camera;

/// The chart in the hand.
#[derive(Clone, Debug, PartialEq)]
pub struct Panning {
    pub(super) hold: Hold,
    /// The camera when the hand took hold.
    pub(super) camera: Camera,
}

impl Panning {
    pub(super) fn step(self, input: &Input, _: &Sight<'_>) -> Step {
        let Some((hold, _, is_released)) = self.hold.followed(input) else {
            return Step::on(Gesture::Panning(self), Vec::new());
        };
        let mut outcomes = vec![Outcome::Look(self.camera.panned(hold.at - hold.from))];
        if is_released {
            outcomes.push(Outcome::Show(Preview::None));
            return Step::done(outcomes);
        }
        Step::on(Gesture::Panning(Self { hold, ..self }), outcomes)
    }
}
