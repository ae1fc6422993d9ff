//! Two fingers move and enlarge the map.

use super::input::{Input, PointerId, PointerKind};
use super::outcome::{Outcome, Preview};
use super::panning::Panning;
use super::{Gesture, Hold, Sight, Step};
use crate::{Camera, ScreenPoint};

/// Two fingers on the chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Pinching {
    fingers: [(PointerId, ScreenPoint); 2],
    /// The camera when the second finger came down, and where the two then were.
    camera: Camera,
    from: [ScreenPoint; 2],
}

impl Pinching {
    pub(super) fn begin(
        first: (PointerId, ScreenPoint),
        second: (PointerId, ScreenPoint),
        camera: Camera,
    ) -> Self {
        Self { fingers: [first, second], camera, from: [first.1, second.1] }
    }

    pub(super) fn step(mut self, input: &Input, sight: &Sight<'_>) -> Step {
        match *input {
            Input::Move { pointer, at, .. } => {
                let Some(finger) = self.fingers.iter_mut().find(|(id, _)| *id == pointer) else {
                    return Step::on(Gesture::Pinching(self), Vec::new());
                };
                finger.1 = at;
                let camera = self.camera();
                Step::on(Gesture::Pinching(self), vec![Outcome::Look(camera)])
            }
            // The finger that stays goes on panning.
            Input::Up { pointer, .. } => match self.fingers.iter().find(|(id, _)| *id != pointer) {
                Some(&(other, at)) if self.fingers.iter().any(|(id, _)| *id == pointer) => {
                    let hold = Hold { pointer: other, kind: PointerKind::Touch, from: at, at };
                    let panning = Panning { hold, camera: sight.camera };
                    let outcomes = vec![Outcome::Show(Preview::Panning)];
                    Step::on(Gesture::Panning(panning), outcomes)
                }
                _ => Step::on(Gesture::Pinching(self), Vec::new()),
            },
            _ => Step::on(Gesture::Pinching(self), Vec::new()),
        }
    }

    /// What was between the fingers stays between them.
    fn camera(&self) -> Camera {
        let [(_, a), (_, b)] = self.fingers;
        let [from_a, from_b] = self.from;
        let before = (from_a - from_b).length().max(1.0);
        let now = (a - b).length().max(1.0);
        let (middle_before, middle) = (from_a.middle(from_b), a.middle(b));
        self.camera.panned(middle - middle_before).zoomed(middle, now / before)
    }
}
