//! What a pointer does on the map: a machine that takes [`Input`] and asks for [`Outcome`]s.
//!
//! While a gesture is under way it only asks for previews and a moved camera. What changes the map is asked for
//! on release, once; Escape, a second finger or a lost pointer end a gesture without it.

use crate::{Camera, ScreenPoint};

mod input;
mod outcome;
mod sight;

mod idle;
mod pressing;

mod dragging;
mod linking;
mod marking;
mod panning;
mod pinching;
mod relinking;

pub use input::{Button, Input, Keys, PointerId, PointerKind};
pub use outcome::{LinkEnd, Outcome, Preview};
pub use sight::Sight;

use dragging::Dragging;
use linking::Linking;
use marking::Marking;
use panning::Panning;
use pinching::Pinching;
use pressing::Pressing;
use relinking::Relinking;

/// The gesture under way.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Gesture {
    /// None.
    #[default]
    Idle,
    /// A button or finger is down and hasn't moved yet: it may become a click or a drag.
    Pressing(Pressing),
    /// Cards are being dragged.
    Dragging(Dragging),
    /// A link is being drawn.
    Linking(Linking),
    /// An end of a link is being drawn elsewhere.
    Relinking(Relinking),
    /// A frame is being drawn around cards.
    Marking(Marking),
    /// The map is being moved under the view.
    Panning(Panning),
    /// Two fingers move and enlarge the map.
    Pinching(Pinching),
}

/// What follows from an input: the gesture as it then stands, and what is to be done, in order.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The gesture from now on.
    pub gesture: Gesture,
    /// What the app does now.
    pub outcomes: Vec<Outcome>,
}

impl Gesture {
    /// Takes one input.
    #[must_use]
    pub fn step(self, input: &Input, sight: &Sight<'_>) -> Step {
        if let Input::Wheel { .. } = input {
            return Step { outcomes: idle::wheel(input, sight.camera), gesture: self };
        }
        if matches!(input, Input::Escape | Input::Cancel) {
            return self.given_up(*input == Input::Escape, sight);
        }
        if let Some(step) = self.second_finger(input, sight) {
            return step;
        }
        match self {
            Self::Idle => idle::step(input, sight),
            Self::Pressing(state) => state.step(input, sight),
            Self::Dragging(state) => state.step(input, sight),
            Self::Linking(state) => state.step(input, sight),
            Self::Relinking(state) => state.step(input, sight),
            Self::Marking(state) => state.step(input, sight),
            Self::Panning(state) => state.step(input, sight),
            Self::Pinching(state) => state.step(input, sight),
        }
    }

    /// Whether no gesture is under way.
    pub fn is_idle(&self) -> bool {
        *self == Self::Idle
    }

    /// Nothing is committed; Escape with nothing under way lets go of what is chosen.
    fn given_up(self, by_escape: bool, sight: &Sight<'_>) -> Step {
        match self {
            Self::Idle if by_escape && !sight.selection.is_empty() => {
                Step::done(vec![Outcome::Choose(crate::Selection::default())])
            }
            Self::Idle => Step::done(Vec::new()),
            Self::Marking(state) => {
                Step::done(vec![Outcome::Choose(state.before), Outcome::Show(Preview::None)])
            }
            _ => Step::done(vec![Outcome::Show(Preview::None)]),
        }
    }

    /// A second finger turns whatever one finger was doing into a pinch.
    fn second_finger(&self, input: &Input, sight: &Sight<'_>) -> Option<Step> {
        let Input::Down { pointer, kind: PointerKind::Touch, at, .. } = *input else { return None };
        let (first, was_at) = self.finger()?;
        if first == pointer {
            return None;
        }
        let pinching = Pinching::begin((first, was_at), (pointer, at), sight.camera);
        Some(Step {
            gesture: Self::Pinching(pinching),
            outcomes: vec![Outcome::Show(Preview::None)],
        })
    }

    /// The one finger that is down, and where.
    fn finger(&self) -> Option<(PointerId, ScreenPoint)> {
        let hold = match self {
            Self::Idle | Self::Pinching(_) => return None,
            Self::Pressing(state) => state.hold,
            Self::Dragging(state) => state.hold,
            Self::Linking(state) => state.hold,
            Self::Relinking(state) => state.hold,
            Self::Marking(state) => state.hold,
            Self::Panning(state) => state.hold,
        };
        (hold.kind == PointerKind::Touch).then_some((hold.pointer, hold.at))
    }
}

impl Step {
    /// The gesture has ended.
    fn done(outcomes: Vec<Outcome>) -> Self {
        Self { gesture: Gesture::Idle, outcomes }
    }

    /// The gesture goes on.
    fn on(gesture: Gesture, outcomes: Vec<Outcome>) -> Self {
        Self { gesture, outcomes }
    }
}

/// The pointer that a gesture follows.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Hold {
    pointer: PointerId,
    kind: PointerKind,
    /// Where it went down.
    from: ScreenPoint,
    /// Where it is.
    at: ScreenPoint,
}

impl Hold {
    /// The hold after an input, if the input is of this pointer and moves or releases it.
    fn followed(self, input: &Input) -> Option<(Self, Keys, bool)> {
        match *input {
            Input::Move { pointer, at, keys } if pointer == self.pointer => {
                Some((Self { at, ..self }, keys, false))
            }
            Input::Up { pointer, at, keys } if pointer == self.pointer => {
                Some((Self { at, ..self }, keys, true))
            }
            _ => None,
        }
    }

    /// How far it has come, on the map.
    fn moved(self, camera: Camera) -> crate::MapVector {
        camera.to_map(self.at) - camera.to_map(self.from)
    }
}

#[cfg(test)]
mod tests;
