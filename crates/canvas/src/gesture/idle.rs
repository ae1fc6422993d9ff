//! Nothing is under way.

use super::input::{Button, Input, PointerKind};
use super::outcome::{Outcome, Preview};
use super::panning::Panning;
use super::pressing::Pressing;
use super::{Gesture, Hold, Sight, Step};
use crate::{Camera, ScreenVector, Target};

/// How much a notch of 100 pixels enlarges or shrinks, as an exponent.
const WHEEL_ZOOM: f64 = 0.0022;

/// The same for a pinch on a trackpad, whose steps are fine.
const PINCH_ZOOM: f64 = 0.01;

/// The longest step of a wheel that is taken at its word, in pixels.
const LONGEST_TURN: f64 = 240.0;

pub(super) fn step(input: &Input, sight: &Sight<'_>) -> Step {
    match *input {
        Input::Down { pointer, kind, button, at, keys } => {
            let hold = Hold { pointer, kind, from: at, at };
            match button {
                Button::Middle => pan(hold, sight),
                Button::Primary if keys.space => pan(hold, sight),
                Button::Primary => {
                    let target = sight.target(at, kind);
                    let pressing = Pressing { hold, target, keys };
                    Step::on(Gesture::Pressing(pressing), Vec::new())
                }
                Button::Secondary => menu(sight, at, sight.target(at, kind)),
            }
        }
        Input::DoubleClick { at } if !sight.is_read_only => {
            Step::done(match sight.target(at, PointerKind::Mouse) {
                Target::Ground => vec![Outcome::Add { at: sight.map(at) }],
                Target::Card(id) | Target::Rim(id) => vec![Outcome::Rename(id)],
                Target::Link(_) | Target::End(..) => Vec::new(),
            })
        }
        _ => Step::done(Vec::new()),
    }
}

fn pan(hold: Hold, sight: &Sight<'_>) -> Step {
    let panning = Panning { hold, camera: sight.camera };
    Step::on(Gesture::Panning(panning), vec![Outcome::Show(Preview::Panning)])
}

/// A menu is about what it was opened on: that is chosen, unless it is among what is chosen already.
pub(super) fn menu(sight: &Sight<'_>, at: crate::ScreenPoint, on: Target) -> Step {
    let chosen = match &on {
        Target::Card(id) | Target::Rim(id) if !sight.selection.nodes.contains(id) => {
            Some(crate::Selection::node(id.clone()))
        }
        Target::Link(id) if !sight.selection.links.contains(id) => {
            Some(crate::Selection::link(id.clone()))
        }
        Target::Ground if !sight.selection.is_empty() => Some(crate::Selection::default()),
        _ => None,
    };
    let mut outcomes: Vec<Outcome> = chosen.map(Outcome::Choose).into_iter().collect();
    outcomes.push(Outcome::Menu { at, on });
    Step::done(outcomes)
}

/// A wheel zooms, two fingers on a trackpad pan, and with Control either zooms.
pub(super) fn wheel(input: &Input, camera: Camera) -> Vec<Outcome> {
    let Input::Wheel { at, by, is_notched, keys } = *input else { return Vec::new() };
    let turn = by.y.clamp(-LONGEST_TURN, LONGEST_TURN);
    let camera = if keys.shift {
        let across = if by.x == 0.0 { by.y } else { by.x };
        camera.panned(ScreenVector::new(-across, 0.0))
    } else if is_notched {
        camera.zoomed(at, (-turn * WHEEL_ZOOM).exp())
    } else if keys.control {
        camera.zoomed(at, (-turn * PINCH_ZOOM).exp())
    } else {
        camera.panned(-by)
    };
    vec![Outcome::Look(camera)]
}
